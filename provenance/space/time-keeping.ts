import { DomainError } from '../../common/errors.ts';
import type { Seen } from '../log/following.ts';
import { around, createKeptPoints, SPACING, toKeptPoint, type KeptPoint, type PointChange } from '../log/kept-points.ts';
import { verifyOlder, type OlderSource } from '../log/older.ts';
import type { LogPolicy } from '../log/policy.ts';
import type { Reading } from './replay.ts';
import { createTimedEvents } from './timed-events.ts';

/** Where a reader's checkpoints outlast it. */
export interface PointStore {
  list(): Promise<readonly KeptPoint[]>;
  /** All of it or nothing. */
  write(change: PointChange): Promise<void>;
}

/** By what a reader of the log judges time: the checkpoints that it verified as they came, and older ones that events name (decision 22). */
export interface TimeKeeping {
  /** By size. */
  readonly points: readonly KeptPoint[];
  /** Each entry of the log, in order. */
  take(reading: Reading): void;
  /** Keeps the newest checkpoint, once all that it holds was taken. @throws DomainError as `verifyWitnessed`; `log-forked` */
  keep(note: string): Promise<void>;
  /**
   * Asks for checkpoints that events cite where the own ones leave open for long when something came into the log: the time before this reader
   * was there, and whenever it was off. A few at a time, the newest first; what fails is tried once more.
   * @throws DomainError as `verifyOlder`, save `quorum-missing`: what was witnessed under an older policy says nothing under this one
   */
  lookBack(newest: Seen, source: OlderSource): Promise<void>;
}

/** Events that are looked at in one go. */
const AT_ONCE = 4;

const isClose = (list: readonly KeptPoint[], index: number): boolean => {
  const { before, holding } = around(list, index);
  return before !== undefined && holding !== undefined && holding.time - before.time <= SPACING;
};

const unlessUnwitnessed = (error: unknown): undefined => {
  if (error instanceof DomainError && error.code === 'quorum-missing') return undefined;
  throw error;
};

export const createTimeKeeping = async (store: PointStore, policy: LogPolicy): Promise<TimeKeeping> => {
  const timed = createTimedEvents();
  const kept = createKeptPoints(await store.list(), (from, to) => timed.isBetween(from, to));

  const add = async (point: KeptPoint | undefined): Promise<void> => {
    const change = point && kept.add(point);
    if (change !== undefined) await store.write(change);
  };

  /** Those that events cite and that lie closer than the own ones, by side. */
  const wantedFor = (index: number): readonly (readonly number[])[] => {
    const { before, holding } = around(kept.list, index);
    const isCloser = (size: number): boolean => size > (before?.size ?? 0) && size < (holding?.size ?? 0);
    const cited = timed.citedAround(index);
    return [cited.before.filter(isCloser), cited.holding.filter(isCloser)];
  };

  /** The closest that there is: past what somebody cites that never was, or that no quorum has signed. */
  const takeClosest = async (sizes: readonly number[], newest: Seen, source: OlderSource): Promise<void> => {
    for (const size of sizes) {
      const note = await source.checkpointOf(size);
      const point = note && (await verifyOlder(note, size, { newest, policy }, source).catch(unlessUnwitnessed));
      if (point) return await add(point);
    }
  };

  const lookAt = async (index: number, newest: Seen, source: OlderSource): Promise<void> => {
    if (isClose(kept.list, index)) return;
    for (const sizes of wantedFor(index)) await takeClosest(sizes, newest, source);
  };

  return {
    points: kept.list,
    take: (reading) => timed.take(reading),
    keep: (note) => add(toKeptPoint(note, policy)),
    lookBack: async (newest, source) => {
      for (let left = AT_ONCE; left > 0; left--) {
        const index = timed.nextUnseen();
        if (index === undefined) return;
        await lookAt(index, newest, source).catch((error: unknown) => {
          timed.putBack(index);
          throw error;
        });
      }
    },
  };
};
