import type { EventOf } from '../event/event.ts';
import type { WitnessedPoint } from '../log/witnessed-point.ts';
import { answerDue, inspectionDue, isPast, loggedTime, unaidedAnswerDue, unsealedAnswerDue } from './inspection-terms.ts';
import type { Lot, SpaceState } from './state.ts';

/** What became of a lot between its owner and whoever labeled and inspected it. */
export type Acceptance =
  /** `until`, milliseconds: the owner's silence accepts then; absent while that is not known, and where no time was agreed. */
  | { readonly kind: 'open'; readonly until?: number }
  | { readonly kind: 'accepted'; readonly by: 'event' }
  | { readonly kind: 'accepted'; readonly by: 'silence'; readonly until: number }
  | { readonly kind: 'returned'; readonly reason: EventOf<'lot-returned'>['body']['reason'] };

type Answer = Exclude<Acceptance, { readonly kind: 'open' } | { readonly by: 'silence' }>;

/** A lot that was given back before the firm's time for inspecting was over, under a false date: that says nothing. */
const isTooEarly = (lot: Lot, answered: NonNullable<Lot['answered']>, witnessed: readonly WitnessedPoint[]): boolean =>
  lot.inspected === undefined && loggedTime(answered, witnessed) < (inspectionDue(lot, witnessed) ?? 0);

const answerOf = (lot: Lot, witnessed: readonly WitnessedPoint[]): Answer | undefined => {
  if (lot.answered === undefined) return undefined;
  const { type, body } = lot.answered.signed.event;
  if (type !== 'lot-returned') return { kind: 'accepted', by: 'event' };
  return isTooEarly(lot, lot.answered, witnessed) ? undefined : { kind: 'returned', reason: body.reason };
};

/** A reader of the log, and the checkpoints that she has verified. */
interface Reading {
  readonly state: Pick<SpaceState, 'size'>;
  readonly witnessed: readonly WitnessedPoint[];
}

/** A checkpoint from after the time does not hold the event, if there is one at all. */
const isMissed = ({ state, witnessed }: Reading, due: number, event: { readonly index: number } | undefined): boolean =>
  witnessed.some((point) => isPast(point, state, due) && point.size <= (event?.index ?? Infinity));

/** The firm has not ended its inspection in the time that was agreed, so that the owner answers without it. */
export const isInspectorAbsent = (state: Pick<SpaceState, 'size'>, lot: Lot, witnessed: readonly WitnessedPoint[]): boolean => {
  const due = inspectionDue(lot, witnessed);
  return due !== undefined && lot.inspected === undefined && isMissed({ state, witnessed }, due, undefined);
};

/** Until when the owner answers, with the firm's inspection or without it; undefined while that is not known; milliseconds. */
export const silenceDue = (lot: Lot, witnessed: readonly WitnessedPoint[] = []): number | undefined =>
  lot.inspected === undefined ? (unaidedAnswerDue(lot, witnessed) ?? unsealedAnswerDue(lot, witnessed)) : answerDue(lot, witnessed);

/** The owner's silence had accepted the lot before this event came, as a checkpoint shows that does not hold it. */
export const isBehindSilence = (reading: Reading, lot: Lot, event: { readonly index: number }): boolean => {
  const due = silenceDue(lot, reading.witnessed);
  return due !== undefined && isMissed(reading, due, event);
};

/** Whoever lets one of these times pass without the event has the lot accepted; what comes after all changes nothing any more. */
const timesOf = (lot: Lot, answered: Lot['answered'], witnessed: readonly WitnessedPoint[]) => {
  const times = [
    // An owner who has the sample of a sealed lot sealed for nobody,
    { due: unsealedAnswerDue(lot, witnessed), event: lot.sampled ?? lot.inspected ?? answered },
    // one who is silent as the firm is, and one who is silent over what it has found.
    { due: unaidedAnswerDue(lot, witnessed), event: lot.inspected ?? answered },
    { due: silenceDue(lot, witnessed), event: answered },
  ];
  return times.flatMap(({ due, event }) => (due === undefined ? [] : [{ due, event }]));
};

/**
 * Is a lot accepted: a function of the log and of witnessed time alone. Nobody is silent before a checkpoint from after the agreed time shows
 * it, and a refusal that such a checkpoint does not hold came too late, whatever time it claims. An acceptance is never late.
 * @param witnessed checkpoints that the reader has verified; those that hold more than `state` has read say nothing yet
 */
export const acceptanceOf = (state: Pick<SpaceState, 'size'>, lot: Lot, witnessed: readonly WitnessedPoint[]): Acceptance => {
  const [answer, reading] = [answerOf(lot, witnessed), { state, witnessed }];
  if (answer?.kind === 'accepted') return answer;
  const missed = timesOf(lot, answer && lot.answered, witnessed).find(({ due, event }) => isMissed(reading, due, event));
  if (missed !== undefined) return { kind: 'accepted', by: 'silence', until: missed.due };
  const until = silenceDue(lot, witnessed);
  return answer ?? { kind: 'open', ...(until !== undefined && { until }) };
};
