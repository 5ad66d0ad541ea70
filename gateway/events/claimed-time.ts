import type { Clock } from '../../common/clock.ts';
import type { SignedEvent } from '../../provenance/event/event.ts';
import { CLOCK_TOLERANCE } from '../../provenance/log/witnessed-point.ts';
import { fail } from '../errors.ts';

/** By when a quorum had signed the checkpoint of this size, milliseconds; undefined where there is none with a quorum. */
export type WitnessedBy = (size: number) => Promise<number | undefined>;

/** @throws DomainError `event-misdated` */
export type VerifyTime = (event: SignedEvent['event']) => Promise<void>;

/** Sizes whose times are remembered: those that events cite now. */
const REMEMBERED = 1000;

/**
 * Takes no event from the future, and none from before the checkpoint that it cites. Whatever waited in an outbox lies between the two; all else
 * would fail the check of times in each bundle and lot file that holds it, and so stop what rests on it.
 */
export const createTimeCheck = (witnessedBy: WitnessedBy, clock: Clock): VerifyTime => {
  const known = new Map<number, number>();

  const citedSince = async (size: number): Promise<number> => {
    const before = known.get(size);
    if (before !== undefined) return before;
    const since = size === 0 ? undefined : await witnessedBy(size);
    if (since === undefined) return -Infinity;
    if (known.size >= REMEMBERED) known.clear();
    known.set(size, since);
    return since;
  };

  return async ({ time, checkpoint: { size } }) => {
    const [now, since] = [clock(), await citedSince(size)];
    const isCredible = time <= now + CLOCK_TOLERANCE && time >= since - CLOCK_TOLERANCE;
    if (!isCredible) fail('event-misdated', { time, now, cited: size, most: CLOCK_TOLERANCE });
  };
};
