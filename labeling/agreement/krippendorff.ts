import { fail } from './errors.ts';
import { sum, sumOver } from './sums.ts';

/** What the distance of two values means: any two differ alike, by rank, by difference, or by proportion. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface Alpha {
  /** Undefined where no two values differ, or no unit has two. */
  readonly alpha: number | undefined;
  /** Values in units with at least two of them; the others say nothing of agreement. */
  readonly pairable: number;
  /** The values that occur, ascending, and how often each pair of them stands in one unit. */
  readonly values: readonly number[];
  readonly coincidences: readonly (readonly number[])[];
}

const requireValues = (units: readonly (readonly number[])[], metric: Metric): void => {
  if (!units.flat().every(Number.isFinite)) fail('values are finite numbers');
  if (metric === 'ratio' && units.flat().some((value) => value < 0)) fail('a ratio scale has no value below 0');
};

const countOf = (unit: readonly number[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

const coincidencesOf = (units: readonly (readonly number[])[], values: readonly number[]): readonly (readonly number[])[] => {
  const position = new Map(values.map((value, at) => [value, at] as const));
  const table = values.map(() => values.map(() => 0));
  for (const unit of units) {
    const counts = [...countOf(unit)];
    for (const [a, times] of counts)
      for (const [b, others] of counts) {
        const row = table[position.get(a) ?? 0] ?? [];
        const at = position.get(b) ?? 0;
        row[at] = (row[at] ?? 0) + (times * (a === b ? others - 1 : others)) / (unit.length - 1);
      }
  }
  return table;
};

/** Squared distance of the values at two positions. */
const distanceBy = (metric: Metric, values: readonly number[], totals: readonly number[]) => {
  const between = (from: number, to: number): number => sum(totals.slice(from, to + 1)) - ((totals[from] ?? 0) + (totals[to] ?? 0)) / 2;
  return (a: number, b: number): number => {
    if (a === b) return 0;
    const [one, other] = [values[a] ?? 0, values[b] ?? 0];
    if (metric === 'nominal') return 1;
    if (metric === 'interval') return (one - other) ** 2;
    if (metric === 'ratio') return ((one - other) / (one + other)) ** 2;
    return between(Math.min(a, b), Math.max(a, b)) ** 2;
  };
};

/**
 * Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's alpha-reliability): any number of raters, with missing ratings.
 * @param units the values that each unit was given, without those that are missing
 * @throws DomainError `ratings-unfit`
 */
export const krippendorffAlpha = (units: readonly (readonly number[])[], metric: Metric = 'nominal'): Alpha => {
  requireValues(units, metric);
  const pairs = units.filter((unit) => unit.length >= 2);
  const values = [...new Set(pairs.flat())].toSorted((a, b) => a - b);
  const coincidences = coincidencesOf(pairs, values);
  const totals = coincidences.map(sum);
  const pairable = sum(totals);
  const distance = distanceBy(metric, values, totals);
  const over = (of: (a: number, b: number) => number): number =>
    sumOver(values.length, (a) => sumOver(values.length, (b) => of(a, b) * distance(a, b)));
  const observed = over((a, b) => coincidences[a]?.[b] ?? 0);
  const expected = over((a, b) => (totals[a] ?? 0) * (totals[b] ?? 0));
  return { alpha: expected === 0 ? undefined : 1 - ((pairable - 1) * observed) / expected, pairable, values, coincidences };
};
