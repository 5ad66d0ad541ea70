import { fail } from './errors.ts';
import { sum, sumOver } from './sums.ts';

/** How far apart two categories count as disagreement: all alike, by their distance, or by its square (Cohen 1968). */
export type Weighting = 'unweighted' | 'linear' | 'quadratic';

export interface ChanceCorrected {
  /** Undefined where chance alone would agree always: there is nothing to tell. */
  readonly kappa: number | undefined;
  /** Share of agreement that was observed, and that chance would give. */
  readonly observed: number;
  readonly expected: number;
}

/** @throws DomainError `ratings-unfit` */
export const requireCounts = (table: readonly (readonly number[])[]): void => {
  if (!table.flat().every((value) => Number.isSafeInteger(value) && value >= 0)) fail('counts are whole numbers from 0 on');
};

const requireSquare = (table: readonly (readonly number[])[]): void => {
  if (table.length === 0 || table.some((row) => row.length !== table.length)) fail('a square table is needed', { rows: table.length });
  requireCounts(table);
  if (sum(table.flat()) === 0) fail('nothing was rated');
};

/** Agreement that a pair of categories counts as: 1 on the diagonal. */
const agreementOf = (weighting: Weighting, categories: number) => {
  const most = Math.max(categories - 1, 1);
  return (a: number, b: number): number => {
    if (weighting === 'unweighted') return a === b ? 1 : 0;
    const distance = Math.abs(a - b) / most;
    return 1 - (weighting === 'linear' ? distance : distance ** 2);
  };
};

export const correctForChance = (observed: number, expected: number): ChanceCorrected => ({
  kappa: expected === 1 ? undefined : (observed - expected) / (1 - expected),
  observed,
  expected,
});

/**
 * Cohen's kappa of two raters (Cohen 1960, weighted 1968).
 * @param table counts of units: rows by the first rater's category, columns by the second's, both in the categories' order
 * @throws DomainError `ratings-unfit`
 */
export const cohenKappa = (table: readonly (readonly number[])[], weighting: Weighting = 'unweighted'): ChanceCorrected => {
  requireSquare(table);
  const size = table.length;
  const total = sum(table.flat());
  const at = (a: number, b: number): number => table[a]?.[b] ?? 0;
  const row = (a: number): number => sumOver(size, (b) => at(a, b));
  const column = (b: number): number => sumOver(size, (a) => at(a, b));
  const agreement = agreementOf(weighting, size);
  const observed = sumOver(size, (a) => sumOver(size, (b) => agreement(a, b) * at(a, b))) / total;
  const expected = sumOver(size, (a) => sumOver(size, (b) => agreement(a, b) * row(a) * column(b))) / total ** 2;
  return correctForChance(observed, expected);
};
