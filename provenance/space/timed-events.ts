import type { EventType } from '../event/event.ts';
import type { Reading } from './replay.ts';

/**
 * Public events from whose time hours count, or that hours make late (decisions 15, 16 and 18). Who reads the log does not see which of its
 * private entries are such.
 */
const TIMED: ReadonlySet<EventType> = new Set<EventType>([
  'lot-opened',
  'lot-closed',
  'sample-sealed',
  'inspection-revealed',
  'lot-inspected',
  'lot-accepted',
  'lot-returned',
  'pay-withheld',
  'gold-scored',
  'gold-opened',
]);

export interface CitedSizes {
  /** Trees without the entry. */
  readonly before: readonly number[];
  readonly holding: readonly number[];
}

/** How many checkpoints are asked for on one side of an event, at most. */
const MOST_CITED = 16;

/** Where events stand whose time decides something, and which older checkpoints the log's events name. */
export interface TimedEvents {
  take(reading: Reading): void;
  /** Is there one at an index from `from` on, before `to`? */
  isBetween(from: number, to: number): boolean;
  /**
   * Sizes that events of the log cite, on either side of the entry of this index, the closest first: some, since any event can name a checkpoint
   * that never was.
   */
  citedAround(index: number): CitedSizes;
  /** Index of the newest one that was not asked for before. */
  nextUnseen(): number | undefined;
  /** It is asked for again, once. */
  putBack(index: number): void;
}

/** How many of an ascending list are smaller. */
const rank = (sorted: readonly number[], value: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const createTimedEvents = (): TimedEvents => {
  const timed: number[] = [];
  const unseen: number[] = [];
  const again = new Set<number>();
  const cited: number[] = [];

  const cite = (size: number): void => {
    const at = rank(cited, size);
    if (cited[at] !== size) cited.splice(at, 0, size);
  };

  return {
    take: (reading) => {
      if (reading.kind !== 'counted') return;
      const { type, checkpoint } = reading.signed.event;
      // An event can name what is not there yet, as it can name what never was.
      if (checkpoint.size > 0 && checkpoint.size <= reading.index) cite(checkpoint.size);
      if (!TIMED.has(type)) return;
      timed.push(reading.index);
      unseen.push(reading.index);
    },
    isBetween: (from, to) => rank(timed, from) < rank(timed, to),
    citedAround: (index) => {
      const at = rank(cited, index + 1);
      return { before: cited.slice(Math.max(0, at - MOST_CITED), at).toReversed(), holding: cited.slice(at, at + MOST_CITED) };
    },
    nextUnseen: () => unseen.pop(),
    putBack: (index) => {
      if (!again.has(index)) unseen.push(index);
      again.add(index);
    },
  };
};
