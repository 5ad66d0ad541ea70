/** A rule over witnesses' names (C2SP tlog-policy): one witness, or at least `k` of the members, which are rules again. */
export type Quorum = { readonly witness: string } | { readonly k: number; readonly members: readonly Quorum[] };

/** Is the rule met by those of whom `has` says so? `k` = 0 is met by nobody at all. */
export const isMet = (rule: Quorum, has: (witness: string) => boolean): boolean =>
  'witness' in rule ? has(rule.witness) : rule.members.filter((member) => isMet(member, has)).length >= rule.k;

/** The sum of the `count` smallest. */
const sumOfLeast = (values: readonly number[], count: number): number =>
  values
    .toSorted((a, b) => a - b)
    .slice(0, Math.max(count, 0))
    .reduce((sum, value) => sum + value, 0);

/** Witnesses that the rule names. */
export const countWitnesses = (rule: Quorum): number =>
  'witness' in rule ? 1 : rule.members.reduce((sum, member) => sum + countWitnesses(member), 0);

/** Fewest witnesses that can meet the rule. */
export const leastToMeet = (rule: Quorum): number => ('witness' in rule ? 1 : sumOfLeast(rule.members.map(leastToMeet), rule.k));

/**
 * Fewest witnesses that any two sets which meet the rule have in common: of n members, two choices of k share at least
 * 2k - n. A witness stands in one place only, so the counts of members add up. Two histories of a log can both be witnessed
 * only if all witnesses in such an overlap signed both.
 */
export const leastOverlap = (rule: Quorum): number =>
  'witness' in rule ? 1 : sumOfLeast(rule.members.map(leastOverlap), 2 * rule.k - rule.members.length);

/**
 * The earliest time by which cosignatures met the rule: the k-th smallest for a plain k of n. Whatever the checkpoint holds
 * had been logged by then, as long as one of any quorum is honest.
 */
export const earliestMet = (rule: Quorum, times: ReadonlyMap<string, number>): number | undefined =>
  [...times.values()].toSorted((a, b) => a - b).find((limit) => isMet(rule, (name) => (times.get(name) ?? Infinity) <= limit));

/**
 * The latest time since which cosignatures still meet the rule: the smallest of the k newest for a plain k of n. It is
 * really past, as long as one of any quorum is honest.
 */
export const latestMet = (rule: Quorum, times: ReadonlyMap<string, number>): number | undefined =>
  [...times.values()].toSorted((a, b) => b - a).find((limit) => isMet(rule, (name) => (times.get(name) ?? -Infinity) >= limit));
