import type { ShownLot } from '../../../../provenance/evidence/lot-record/record-verifier.ts';
import type { Text } from '../../i18n/text.ts';
import { agreementRow, type FigureRow } from './figure-rows.ts';

type Words = Pick<Text, 't' | 'figures'>;

const planOf = ({ plan }: ShownLot, { t, figures }: Words): string =>
  plan.kind === 'zero-defect'
    ? t('lotRecord.plan.zero-defect', { share: figures().ratio(plan.share / 1000) })
    : t('lotRecord.plan.normal', { level: plan.level, limit: `${plan.limit}%` });

/** What a verified record says of a lot, for people, and what each figure rests on. */
export const toLotRows = (lot: ShownLot, text: Words): readonly FigureRow[] => {
  const { t, figures } = text;
  const exact = (value: number): string => figures().exact(value);
  const row = (key: string, value: string, how = t(`lotRecord.how.${key}`)): FigureRow => ({
    key,
    value,
    name: t(`lotRecord.name.${key}`),
    how,
  });
  const { labels, range, root, inspected, defects, unseen, accept, answer, certificate } = lot;
  const ledger = t('lotRecord.range', { first: figures().index(range.first), last: figures().index(range.last) });
  return [
    row('certificate', certificate === undefined ? t('lotRecord.none') : figures().index(certificate.index)),
    row('labels', exact(labels)),
    row('range', ledger, t('lotRecord.how.range', { root: figures().hash(root) })),
    row('inspected', exact(inspected), planOf(lot, text)),
    row('defects', exact(defects)),
    ...(unseen === 0 ? [] : [row('unseen', exact(unseen))]),
    row('accept', accept === undefined ? t('lotRecord.whole') : exact(accept)),
    row('answer', t(`lotRecord.answer.${answer ?? 'none'}`)),
    ...(certificate?.agreement ?? []).map((figure) => agreementRow(figure, text)),
  ];
};
