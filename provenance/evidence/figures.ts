import { toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { fail } from './errors.ts';
import type { Manifest } from './manifest.ts';
import { coverageOf, type Quality } from './quality.ts';

type Figure = Quality['agreement'][number];

/** @throws DomainError `figures-differ` */
export const requireFigure = (what: string, stated: unknown, expected: unknown): void => {
  if (toCanonicalJson(stated as Json) !== toCanonicalJson(expected as Json)) fail('figures-differ', { what, stated, expected });
};

const requireOrder = (what: string, least: number, most: number): void => {
  if (least > most) fail('figures-differ', { what, stated: least, expected: `at most ${most}` });
};

/** Items with several labels, their labels, and the pairs of those of one item. */
const populationOf = (coverage: readonly number[]) => {
  const several = coverage.map((items, n) => (n > 1 ? { items, n } : { items: 0, n }));
  const total = (of: (n: number) => number): number => several.reduce((sum, { items, n }) => sum + items * of(n), 0);
  return { items: total(() => 1), labels: total((n) => n), pairs: total((n) => (n * (n - 1)) / 2) };
};

/** What a figure says of itself without a look at the labels. */
const verifyFigure = (figure: Figure, at: number): void => {
  const what = `agreement/${at}`;
  if (figure.method === 'krippendorff-alpha-nominal') {
    requireOrder(`${what}/equal`, figure.equal, figure.pairs);
    const [isAlike, isWhole] = [figure.equal === figure.pairs, figure.value === undefined || figure.value === '1.0000'];
    if (isAlike !== isWhole)
      fail('figures-differ', { what: `${what}/value`, stated: figure.value, equal: figure.equal, pairs: figure.pairs });
    return;
  }
  requireOrder(`${what}/matched`, 2 * figure.matched, figure.spans);
  const expected = figure.spans === 0 ? undefined : ((2 * figure.matched) / figure.spans).toFixed(4);
  requireFigure(`${what}/value`, figure.value ?? null, expected ?? null);
};

/** Two for each question, over the items that have several labels. */
const verifyConsensus = (consensus: NonNullable<Quality['consensus']>, items: number): void => {
  for (const [at, figure] of consensus.entries()) {
    const what = `consensus/${at}`;
    requireFigure(`${what}/method`, figure.method, at % 2 === 0 ? 'majority' : 'dawid-skene');
    requireFigure(`${what}/items`, figure.items, items);
    requireOrder(what, figure.method === 'majority' ? figure.unanimous + figure.tied : figure.moved, items);
    requireFigure(`${what}/question`, figure.question, consensus[at - (at % 2)]?.question ?? null);
  }
};

/**
 * Holds a manifest's figures to its own list of labels.
 * @throws DomainError `figures-differ`
 */
export const verifyFigures = ({ quality, completeness, labels }: Manifest): void => {
  if (quality === undefined) return;
  const { coverage, agreement, inspection } = quality;
  const events = new Set(labels.map(({ event }) => event)).size;
  requireFigure('labels', [completeness.labeled, events], [labels.length, labels.length]);
  requireFigure('coverage', coverage, coverageOf(completeness.items, labels));
  // An item without labels was reported, or left.
  requireOrder('coverage/0', coverage[0] ?? 0, completeness.reported + completeness.left);
  const population = populationOf(coverage);
  if ((population.items === 0) !== (agreement.length === 0))
    fail('figures-differ', { what: 'agreement', stated: agreement.length, population });
  for (const [at, figure] of agreement.entries()) {
    const { question, items, labels: compared, pairs } = figure;
    requireFigure(`agreement/${at}`, { question, items, labels: compared, pairs }, { question: at, ...population });
    verifyFigure(figure, at);
  }
  verifyConsensus(quality.consensus ?? [], population.items);
  if (inspection !== undefined) {
    requireOrder('inspection/defects', inspection.defects, inspection.inspected);
    requireOrder('inspection/inspected', inspection.inspected, completeness.labeled);
  }
};
