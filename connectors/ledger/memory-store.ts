import type { FollowerState } from '../../provenance/log/follower.ts';
import type { LedgerStore } from './store.ts';

/** A copy of the log for as long as this process runs: a mere witness reads it once, to see its own certificate. */
export const createMemoryLedger = (): LedgerStore => {
  const entries: Uint8Array[] = [];
  let state: FollowerState | undefined;
  return {
    // It reads the log once and judges no time.
    points: { list: () => Promise.resolve([]), write: () => Promise.resolve() },
    state: () => Promise.resolve(state),
    read: (from, count) => Promise.resolve(entries.slice(from, from + count)),
    append: (added, next) => {
      for (const { index, bytes } of added) entries[index] = bytes;
      state = next;
      return Promise.resolve();
    },
  };
};
