import type { Condition, MAXIMA, MINIMA, STATES } from './matrix.ts';

/**
 * What is known about a use. A kind that is missing has not been established, and that denies.
 * Figures: `rows-min` persons in the smallest released cell, `parties-min` parties, `session-minutes-max` minutes, the rest as the sentence says.
 */
export type UseFacts = Readonly<
  Partial<Record<(typeof STATES)[number], boolean> & Record<(typeof MINIMA)[number] | (typeof MAXIMA)[number], number>>
>;

export type Verdict = 'met' | 'unmet' | 'undecided';

const judge = (given: unknown, meets: (figure: number) => boolean): Verdict => {
  if (typeof given !== 'number' || !Number.isFinite(given)) return 'undecided';
  return meets(given) ? 'met' : 'unmet';
};

/** Is the condition met by what is known? A figure that is no number, and a state that is neither true nor false, is not known. */
export const judgeCondition = (condition: Condition, facts: UseFacts): Verdict => {
  const given: unknown = facts[condition.kind];
  if ('min' in condition) return judge(given, (figure) => figure >= condition.min);
  if ('max' in condition) return judge(given, (figure) => figure >= 0 && figure <= condition.max);
  if (typeof given !== 'boolean') return 'undecided';
  return given ? 'met' : 'unmet';
};
