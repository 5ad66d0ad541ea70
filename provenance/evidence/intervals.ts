import type { EventType } from '../event/event.ts';
import { earliestMet, latestMet } from '../log/quorum.ts';
import { CLOCK_TOLERANCE } from '../log/witnessed-point.ts';
import { policyOf, type ProofContext } from './context.ts';

const DAY_MS = 24 * 3_600_000;

/** When an event was signed, as far as others than its actor say. Milliseconds since 1970; absent where nobody says. */
export interface Interval {
  readonly event: string;
  readonly type: EventType;
  readonly index: number;
  readonly claimed: number;
  /** Witnessed time of the checkpoint that the event cites. */
  readonly after?: number;
  /** When a quorum had cosigned the first of the bundle's checkpoints that holds it. */
  readonly before?: number;
}

const SECOND_MS = 1000;

/** One interval an event. All checkpoints of the bundle are states of one log (a check of its own), so the smallest above an index holds it. */
export const intervalsOf = (context: ProofContext): readonly Interval[] => {
  const { quorum } = policyOf(context);
  const bySize = [...context.history, context.newest]
    .map(({ checkpoint, times }) => ({ size: checkpoint.size, times: times() }))
    .toSorted((a, b) => a.size - b.size);
  return context.events.map(({ id, index, signed: { event } }) => {
    const cited = bySize.find(({ size }) => size === event.checkpoint.size);
    const holding = bySize.find(({ size }) => size > index);
    const after = cited === undefined ? undefined : latestMet(quorum, cited.times);
    const before = holding === undefined ? undefined : earliestMet(quorum, holding.times);
    return {
      event: id,
      type: event.type,
      index,
      claimed: event.time,
      ...(after === undefined ? {} : { after: after * SECOND_MS }),
      // A cosignature's time is cut to seconds.
      ...(before === undefined ? {} : { before: (before + 1) * SECOND_MS }),
    };
  });
};

export const isOutside = ({ claimed, after = -Infinity, before = Infinity }: Interval): boolean =>
  claimed < after - CLOCK_TOLERANCE || claimed > before + CLOCK_TOLERANCE;

/** Longer than a day, or open on one side. */
export const isUncertain = ({ after = -Infinity, before = Infinity }: Interval): boolean => before - after > DAY_MS;
