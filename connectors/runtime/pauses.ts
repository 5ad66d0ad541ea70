import type { Clock } from '../../common/clock.ts';
import { pauseAfter } from './loop.ts';

/** Milliseconds before what failed is tried again: at first, and at most. */
const [FIRST_PAUSE, LONGEST_PAUSE] = [1000, 60_000];

/** Lets each of several pieces of work rest after a failure, longer with each in a row. */
export interface Pauses {
  isResting(name: string): boolean;
  succeed(name: string): void;
  fail(name: string): void;
}

export const createPauses = (clock: Clock): Pauses => {
  const failed = new Map<string, { readonly times: number; readonly at: number }>();
  return {
    isResting: (name) => {
      const last = failed.get(name);
      // A clock that was set back does not make anything wait longer.
      return last !== undefined && Math.abs(clock() - last.at) < pauseAfter(last.times - 1, FIRST_PAUSE, LONGEST_PAUSE, 0.5);
    },
    succeed: (name) => void failed.delete(name),
    fail: (name) => void failed.set(name, { times: (failed.get(name)?.times ?? 0) + 1, at: clock() }),
  };
};
