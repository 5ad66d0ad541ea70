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
  /** Of a rater: row = what a unit is, column = what she answers. */
  readonly errorRatesOf: (rater: string) => readonly (readonly number[])[];
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

/** How one rater answers: only what she ever said takes room. */
interface Rates {
  /** By what she said, how often that was so for each category that a unit can be. */
  readonly said: ReadonlyMap<number, Float64Array>;
  /** For each category that a unit can be, all that she said of such. */
  readonly totals: Float64Array;
}

interface Estimate {
  readonly shares: readonly number[];
  readonly rates: readonly Rates[];
}

/** Share of the answers `category` where a unit is `truth`. */
const rateOf = ({ said, totals }: Rates, truth: number, category: number): number => {
  const total = totals[truth] ?? 0;
  return total === 0 ? 0 : (said.get(category)?.[truth] ?? 0) / total;
};

const toRates = (said: ReadonlyMap<number, Float64Array>, size: number): Rates => {
  const columns = [...said].toSorted(([a], [b]) => a - b).map(([, column]) => column);
  return { said, totals: Float64Array.from({ length: size }, (_, truth) => sum(columns.map((column) => column[truth] ?? 0))) };
};

/** M step: shares and error rates, were the units what they are thought to be. */
const estimate = ({ votes, raters, categories }: Indexed, posteriors: readonly (readonly number[])[]): Estimate => {
  const counts = raters.map(() => new Map<number, Float64Array>());
  for (const [unit, own] of votes.entries())
    for (const { rater, category } of own) {
      const said = counts[rater] ?? new Map<number, Float64Array>();
      const column = said.get(category) ?? new Float64Array(categories.length);
      said.set(category, column);
      for (const [truth, probability] of (posteriors[unit] ?? []).entries()) column[truth] = (column[truth] ?? 0) + probability;
    }
  const shares = categories.map((_, at) => sum(posteriors.map((own) => own[at] ?? 0)) / posteriors.length);
  return { shares, rates: counts.map((said) => toRates(said, categories.length)) };
};

/** E step: what each unit is thought to be, were shares and error rates these; and how likely the votes then are. */
const explain = ({ votes, categories }: Indexed, { shares, rates }: Estimate) => {
  let logLikelihood = 0;
  const posteriors = votes.map((own) => {
    const logs = categories.map((_, truth) => {
      const logsOf = own.map(({ rater, category }) => Math.log(rates[rater] === undefined ? 0 : rateOf(rates[rater], truth, category)));
      return Math.log(shares[truth] ?? 0) + sum(logsOf);
    });
    // Relative to the likeliest one: the product of many rates is less than the smallest number.
    const top = logs.reduce((most, log) => Math.max(most, log), -Infinity);
    const likelihoods = logs.map((log) => Math.exp(log - top));
    logLikelihood += top + Math.log(sum(likelihoods));
    return normalize(likelihoods);
  });
  return { posteriors, logLikelihood };
};

const present = ({ units, raters, categories }: Indexed, posteriors: readonly (readonly number[])[], { shares, rates }: Estimate) => ({
  categories,
  posteriors: new Map(units.map((unit, at) => [unit, posteriors[at] ?? []] as const)),
  shares,
  errorRatesOf: (rater: string): readonly (readonly number[])[] => {
    const own = rates[raters.indexOf(rater)];
    return categories.map((_, truth) => categories.map((__, category) => (own === undefined ? 0 : rateOf(own, truth, category))));
  },
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
