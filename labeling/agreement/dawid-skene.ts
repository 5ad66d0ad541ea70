import { fail } from './errors.ts';
import { sum } from './sums.ts';
import { categoriesOf, type Vote } from './votes.ts';

export interface DawidSkene {
  /** Ascending by length and name; rows and columns of all that follows. */
  readonly categories: readonly string[];
  /** How probable each category is for each unit. */
  readonly posteriors: ReadonlyMap<string, readonly number[]>;
  /** Share of each category. */
  readonly shares: readonly number[];
  /** For each rater: row = what a unit is, column = what she answers. */
  readonly errorRates: ReadonlyMap<string, readonly (readonly number[])[]>;
  readonly iterations: number;
  readonly logLikelihood: number;
}

const MOST_ITERATIONS = 100;
/** A likelihood that changes by less than this share of it grows no more. */
const TOLERANCE = 1e-7;

/** Votes by positions. */
interface Indexed {
  readonly units: readonly string[];
  readonly raters: readonly string[];
  readonly categories: readonly string[];
  /** For each unit, its votes. */
  readonly votes: readonly (readonly { readonly rater: number; readonly category: number }[])[];
}

const toIndexed = (votes: readonly Vote[]): Indexed => {
  const categories = categoriesOf(votes);
  const [units, raters] = [new Set(votes.map(({ unit }) => unit)), new Set(votes.map(({ rater }) => rater))];
  const positions = (names: Iterable<string>) => new Map([...names].map((name, at) => [name, at] as const));
  const [unitAt, raterAt, categoryAt] = [positions(units), positions(raters), positions(categories)];
  const byUnit = Array.from(units, (): { rater: number; category: number }[] => []);
  for (const { unit, rater, category } of votes)
    byUnit[unitAt.get(unit) ?? 0]?.push({ rater: raterAt.get(rater) ?? 0, category: categoryAt.get(category) ?? 0 });
  return { units: [...units], raters: [...raters], categories, votes: byUnit };
};

const normalize = (values: readonly number[]): readonly number[] => {
  const total = sum(values);
  return total === 0 ? values : values.map((value) => value / total);
};

/** Beginning: each unit is what its votes say, by their shares. */
const voteShares = ({ votes, categories }: Indexed): readonly (readonly number[])[] =>
  votes.map((own) => normalize(categories.map((_, at) => own.filter(({ category }) => category === at).length)));

interface Estimate {
  readonly shares: readonly number[];
  readonly errorRates: readonly (readonly (readonly number[])[])[];
}

/** M step: shares and error rates, were the units what they are thought to be. */
const estimate = ({ votes, raters, categories }: Indexed, posteriors: readonly (readonly number[])[]): Estimate => {
  const counts = raters.map(() => categories.map(() => categories.map(() => 0)));
  for (const [unit, own] of votes.entries())
    for (const { rater, category } of own)
      for (const [truth, probability] of (posteriors[unit] ?? []).entries()) {
        const row = counts[rater]?.[truth] ?? [];
        row[category] = (row[category] ?? 0) + probability;
      }
  const shares = categories.map((_, at) => sum(posteriors.map((own) => own[at] ?? 0)) / posteriors.length);
  return { shares, errorRates: counts.map((table) => table.map(normalize)) };
};

/** E step: what each unit is thought to be, were shares and error rates these; and how likely the votes then are. */
const explain = ({ votes, categories }: Indexed, { shares, errorRates }: Estimate) => {
  let logLikelihood = 0;
  const posteriors = votes.map((own) => {
    const logs = categories.map((_, truth) => {
      const rates = own.map(({ rater, category }) => Math.log(errorRates[rater]?.[truth]?.[category] ?? 0));
      return Math.log(shares[truth] ?? 0) + sum(rates);
    });
    // Relative to the likeliest one: the product of many rates is less than the smallest number.
    const top = Math.max(...logs);
    const likelihoods = logs.map((log) => Math.exp(log - top));
    logLikelihood += top + Math.log(sum(likelihoods));
    return normalize(likelihoods);
  });
  return { posteriors, logLikelihood };
};

const present = ({ units, raters, categories }: Indexed, posteriors: readonly (readonly number[])[], { shares, errorRates }: Estimate) => ({
  categories,
  posteriors: new Map(units.map((unit, at) => [unit, posteriors[at] ?? []] as const)),
  shares,
  errorRates: new Map(raters.map((rater, at) => [rater, errorRates[at] ?? []] as const)),
});

/**
 * What units are and how often each rater errs, by expectation maximisation (Dawid and Skene 1979), beginning with the shares of the votes,
 * without smoothing, until the likelihood grows no more, at most 100 times.
 * @param tolerance share of the likelihood by which it has to change
 * @throws DomainError `ratings-unfit` without votes
 */
export const dawidSkene = (votes: readonly Vote[], tolerance = TOLERANCE): DawidSkene => {
  if (votes.length === 0) return fail('nothing was rated');
  const indexed = toIndexed(votes);
  let posteriors = voteShares(indexed);
  let logLikelihood = -Infinity;
  for (let iterations = 1; ; iterations += 1) {
    const found = estimate(indexed, posteriors);
    const next = explain(indexed, found);
    const isSettled = Math.abs(next.logLikelihood - logLikelihood) < tolerance * Math.abs(next.logLikelihood);
    ({ posteriors, logLikelihood } = next);
    if (isSettled || iterations === MOST_ITERATIONS) return { ...present(indexed, posteriors, found), iterations, logLikelihood };
  }
};

/** The likeliest category of each unit; of equal ones the first. */
export const likeliest = ({ categories, posteriors }: DawidSkene): ReadonlyMap<string, string> =>
  new Map([...posteriors].map(([unit, own]) => [unit, categories[own.indexOf(Math.max(...own))] ?? ''] as const));
