import { z } from 'zod';
import { count, hash } from '../event/fields.ts';

/** Of four decimals, -1 to 1. */
const decimal = z.string().regex(/^(?:-?0\.\d{4}|-?1\.0000)$/);
/** Over which labels, and of which question of the configuration, from 0. */
const population = {
  question: z.int().min(0).max(9),
  population: z.literal('items-of-several-labels'),
  items: count,
  labels: count,
  pairs: count,
};

/** How far labels agree, by a method that docs/protocols/evidence.md says; `labeling/agreement/figures.ts` computes it. */
const agreementFigure = z.discriminatedUnion('method', [
  z.strictObject({ ...population, method: z.literal('krippendorff-alpha-nominal'), equal: count, value: decimal.exactOptional() }),
  z.strictObject({ ...population, method: z.literal('span-f1-exact'), spans: count, matched: count, value: decimal.exactOptional() }),
]);

const consensusOf = { question: z.int().min(0).max(9), items: count };
/** What several labels of an item say together, by methods that docs/protocols/evidence.md says; `labeling/agreement/consensus.ts` computes it. */
const consensusFigure = z.discriminatedUnion('method', [
  z.strictObject({ ...consensusOf, method: z.literal('majority'), unanimous: count, tied: count }),
  z.strictObject({
    ...consensusOf,
    method: z.literal('dawid-skene'),
    iterations: count,
    logLikelihood: z.string().regex(/^-?(?:0|[1-9]\d{0,8})\.\d{4}$/),
    /** Items of which it says something else than the majority. */
    moved: count,
  }),
]);

/** Figures of a release's labels: whoever has its file redoes them, save what is said of the log, which whoever has the log compares. */
export const qualitySchema = z.strictObject({
  /** [n]: items with n labels. */
  coverage: z.array(count).min(1).max(8),
  /** Labels that the owner's connector declared unreadable, by the log. */
  unreadable: count,
  /** By the log: the end of the lot's inspection, which was there when the release was assembled. */
  inspection: z.strictObject({ event: hash, inspected: count, defects: count }).exactOptional(),
  agreement: z.array(agreementFigure).max(10),
  /** Where items have several labels and a question about a whole text is asked; releases made before it have none. */
  consensus: z.array(consensusFigure).max(20).exactOptional(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** For each item with labels how many; the others have none. */
export const coverageOf = (items: number, labels: readonly { readonly item: string }[]): number[] => {
  const each = [...Map.groupBy(labels, ({ item }) => item).values()].map(({ length }) => length);
  const coverage = Array.from({ length: Math.max(0, ...each) + 1 }, (_, n) => each.filter((length) => length === n).length);
  return coverage.with(0, items - each.length);
};
