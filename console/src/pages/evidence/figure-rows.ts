import type { ReleaseFigures } from '../../data/evidence.ts';
import type { Text } from '../../i18n/text.ts';

/** A figure, and how it was computed. */
export interface FigureRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly how: string;
}

type Agreement = ReleaseFigures['quality']['agreement'][number];

export const agreementRow = (figure: Agreement, { t }: Pick<Text, 't'>): FigureRow => {
  const { method, items, labels, pairs, question } = figure;
  const counts = figure.method === 'span-f1-exact' ? { matched: figure.matched, spans: figure.spans } : { equal: figure.equal };
  return {
    key: `question ${question}`,
    name: t(`evidence.figures.agreement.${method}`, { question: question + 1 }),
    value: figure.value ?? t('evidence.figures.undefined'),
    how: t(`evidence.figures.how.${method}`, { items, labels, pairs, ...counts }),
  };
};

type Consensus = NonNullable<ReleaseFigures['quality']['consensus']>[number];

const consensusRow = (figure: Consensus, { t, figures }: Pick<Text, 't' | 'figures'>): FigureRow => {
  const { method, question, items } = figure;
  const exact = (value: number): string => figures().exact(value);
  const counts =
    figure.method === 'majority'
      ? { tied: exact(figure.tied) }
      : { iterations: exact(figure.iterations), logLikelihood: figure.logLikelihood };
  return {
    key: `${method} ${question}`,
    name: t(`evidence.figures.consensus.${method}`, { question: question + 1 }),
    value: `${exact(figure.method === 'majority' ? figure.unanimous : figure.moved)}/${exact(items)}`,
    how: t(`evidence.figures.how.${method}`, counts),
  };
};

/** What a release's labels come to, for people. */
export const toFigureRows = ({ completeness, quality }: ReleaseFigures, text: Pick<Text, 't' | 'figures'>): readonly FigureRow[] => {
  const { t, figures } = text;
  const exact = (value: number): string => figures().exact(value);
  const row = (key: string, value: string): FigureRow => ({
    key,
    value,
    name: t(`evidence.figures.name.${key}`),
    how: t(`evidence.figures.how.${key}`),
  });
  const { inspection, coverage, unreadable, agreement, consensus = [] } = quality;
  const each = coverage.flatMap((items, labels) => (items === 0 ? [] : [t('evidence.figures.each', { items: exact(items), labels })]));
  return [
    ...(['items', 'labeled', 'reported', 'left'] as const).map((key) => row(key, exact(completeness[key]))),
    row('unreadable', exact(unreadable)),
    row('coverage', each.join(t('evidence.figures.comma'))),
    ...(inspection === undefined ? [] : (['inspected', 'defects'] as const).map((key) => row(key, exact(inspection[key])))),
    ...agreement.map((figure) => agreementRow(figure, text)),
    ...consensus.map((figure) => consensusRow(figure, text)),
  ];
};
