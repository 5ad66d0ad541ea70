import type { AnomalyRow } from '../../data/watch.ts';
import type { Text } from '../../i18n/text.ts';

/** Where a closed word of an anomaly has its own sentence. */
const wordOf = ({ kind, code = '' }: AnomalyRow, { t, has }: Text): string => {
  const key = kind === 'label-unreadable' ? `disputes.reasons.${code}` : `inspect.reasons.${code}`;
  return has(key) ? t(key) : code;
};

/** What was found, in one sentence. */
export const anomalySentence = (row: AnomalyRow, text: Text): string => {
  const { t, figures } = text;
  const { amount, ...counts } = row.figures ?? {};
  const times = Object.entries({ after: undefined, before: undefined, ...row.times }).map(
    ([name, time]) => [name, time === undefined ? t('evidence.nobodySays') : figures().time(time, true)] as const,
  );
  const numbers = Object.entries(counts).map(([name, count]) => [name, figures().exact(count)] as const);
  const money = amount === undefined ? {} : { amount: figures().money(amount) };
  return t(`watch.says.${row.kind}`, {
    index: figures().exact(row.index),
    ...Object.fromEntries([...times, ...numbers]),
    ...money,
    word: wordOf(row, text),
  });
};
