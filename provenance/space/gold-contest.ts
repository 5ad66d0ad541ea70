import type { WitnessedPoint } from '../log/witnessed-point.ts';
import { isPast, loggedTime } from './inspection-terms.ts';
import { scoredLot } from './rules-contest.ts';
import type { Logged, SpaceState } from './state.ts';

/** What a contest rests on, each event judged and proven to stand where it stands. */
export interface Contest {
  readonly contested: Logged<'score-contested'>;
  readonly decisions: readonly Logged<'score-decided'>[];
}

/**
 * `late`: after the hours, so that the figure stands. `fallen`: the owner did not open what it was made of in time. `overturned`: both who decide say
 * so; it `stands` where one of them upholds it, or they have not both spoken in time.
 */
export type ContestState = 'late' | 'awaiting-opening' | 'fallen' | 'awaiting-decision' | 'overturned' | 'stands';

const HOUR = 3_600_000;

/** What became of a contested figure, for a reader with these checkpoints; by decision 15 no clock of her own enters. */
export const contestStateOf = (
  state: SpaceState,
  { contested, decisions }: Contest,
  witnessed: readonly WitnessedPoint[],
): ContestState => {
  const { lot, terms, scored } = scoredLot(state, contested.signed.event.subject.id);
  const over = (from: Parameters<typeof loggedTime>[0], hours: number): readonly WitnessedPoint[] =>
    witnessed.filter((point) => isPast(point, state, loggedTime(from, witnessed) + hours * HOUR));
  const isLate = ({ index }: { readonly index: number }, past: readonly WitnessedPoint[]): boolean =>
    past.some(({ size }) => size <= index);

  if (isLate(contested, over(scored, terms.contest))) return 'late';
  const opened = lot.goldOpened?.get(contested.id);
  const openDue = over(contested, terms.open);
  if (opened === undefined) return openDue.length > 0 ? 'fallen' : 'awaiting-opening';
  if (isLate(opened, openDue)) return 'fallen';
  const decideDue = over(opened, terms.decide);
  const timely = decisions.filter((decision) => !isLate(decision, decideDue)).toSorted((a, b) => a.index - b.index);
  const spoken = [...Map.groupBy(timely, ({ signed }) => signed.event.actor.key).values()].flatMap(([first]) => first ?? []);
  if (spoken.some(({ signed }) => signed.event.body.finding.decision === 'upheld')) return 'stands';
  if (spoken.length === 2) return 'overturned';
  return decideDue.length > 0 ? 'stands' : 'awaiting-decision';
};
