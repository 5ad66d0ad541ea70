import { correctForChance, requireCounts, type ChanceCorrected } from './cohen.ts';
import { fail } from './errors.ts';
import { sum, sumOver } from './sums.ts';

/** Every unit has the same number of ratings. @returns that number */
const requireRatings = (table: readonly (readonly number[])[]): number => {
  const [first] = table;
  if (first === undefined || table.some((row) => row.length !== first.length)) return fail('rows of one length are needed');
  requireCounts(table);
  const ratings = sum(first);
  const other = table.findIndex((row) => sum(row) !== ratings);
  if (other >= 0) return fail('every unit needs as many ratings; Krippendorff’s alpha takes other ones', { unit: other, ratings });
  return ratings < 2 ? fail('two ratings a unit are needed', { ratings }) : ratings;
};

/**
 * Fleiss' kappa of several raters (Fleiss 1971).
 * @param table counts of ratings: a row for each unit, a column for each category
 * @throws DomainError `ratings-unfit`
 */
export const fleissKappa = (table: readonly (readonly number[])[]): ChanceCorrected & { readonly shares: readonly number[] } => {
  const ratings = requireRatings(table);
  const [units, categories] = [table.length, table[0]?.length ?? 0];
  const shares = Array.from({ length: categories }, (_, at) => sum(table.map((row) => row[at] ?? 0)) / (units * ratings));
  const agreed = (row: readonly number[]): number => sum(row.map((count) => count * (count - 1))) / (ratings * (ratings - 1));
  const observed = sumOver(units, (at) => agreed(table[at] ?? [])) / units;
  return { ...correctForChance(observed, sum(shares.map((share) => share ** 2))), shares };
};
