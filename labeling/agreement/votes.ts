/** One person's answer about one unit. Somebody may have answered a unit more than once: each of her answers is a vote. */
export interface Vote {
  readonly unit: string;
  readonly rater: string;
  readonly category: string;
}

/** Shorter names first, then by code unit: the order in which equal counts are told apart, the same everywhere. */
const byName = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

export const categoriesOf = (votes: readonly Vote[]): readonly string[] =>
  [...new Set(votes.map(({ category }) => category))].toSorted(byName);

export interface Majority {
  /** The category with most votes; of equal ones the first by name. */
  readonly category: string;
  /** All categories with as many votes. */
  readonly tied: readonly string[];
  readonly share: number;
}

/** The most frequent answer to each unit. */
export const majorityVotes = (votes: readonly Vote[]): ReadonlyMap<string, Majority> => {
  const order = categoriesOf(votes);
  const decide = (own: readonly Vote[]): Majority => {
    const counts = order.map((category) => own.filter((vote) => vote.category === category).length);
    const most = Math.max(...counts);
    const tied = order.filter((_, at) => counts[at] === most);
    return { category: tied[0] ?? '', tied, share: most / own.length };
  };
  return new Map([...Map.groupBy(votes, ({ unit }) => unit)].map(([unit, own]) => [unit, decide(own)] as const));
};
