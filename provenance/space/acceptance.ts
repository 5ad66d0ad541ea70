import type { EventOf } from '../event/event.ts';
import { answerDue, isPast, type WitnessedPoint } from './inspection-terms.ts';
import type { Lot, SpaceState } from './state.ts';

/** What became of a lot between its owner and whoever labeled and inspected it. */
export type Acceptance =
  /** `until`, milliseconds: the owner's silence accepts then; absent before the end of the inspection, and where no time was agreed. */
  | { readonly kind: 'open'; readonly until?: number }
  | { readonly kind: 'accepted'; readonly by: 'event' }
  | { readonly kind: 'accepted'; readonly by: 'silence'; readonly until: number }
  | { readonly kind: 'returned'; readonly reason: EventOf<'lot-returned'>['body']['reason'] };

const answerOf = ({ answered }: Lot): Acceptance | undefined => {
  if (answered === undefined) return undefined;
  const { type, body } = answered.signed.event;
  return type === 'lot-returned' ? { kind: 'returned', reason: body.reason } : { kind: 'accepted', by: 'event' };
};

/**
 * Is a lot accepted: a function of the log and of witnessed time alone. Nobody is silent before a checkpoint from after the agreed time shows
 * it, and a refusal that such a checkpoint does not hold came too late, whatever time it claims. An acceptance is never late.
 * @param witnessed checkpoints that the reader has verified; those that hold more than `state` has read say nothing yet
 */
export const acceptanceOf = (state: Pick<SpaceState, 'size'>, lot: Lot, witnessed: readonly WitnessedPoint[]): Acceptance => {
  const answer = answerOf(lot);
  const until = answerDue(lot, witnessed);
  if (until === undefined || answer?.kind === 'accepted') return answer ?? { kind: 'open' };
  const past = witnessed.filter((point) => isPast(point, state, until));
  const isSilent = answer === undefined ? past.length > 0 : past.some(({ size }) => size <= (lot.answered?.index ?? 0));
  if (isSilent) return { kind: 'accepted', by: 'silence', until };
  return answer ?? { kind: 'open', until };
};
