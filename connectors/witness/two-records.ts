import type { WitnessStore } from './witness.ts';

/**
 * Keeps the state in two places, of which the second tells when the first was lost or put back: a database is restored from a backup
 * sooner than the file beside the keys. The second is written last, so that a crash in between leaves it behind, never ahead.
 */
export const keepTwice = (first: WitnessStore, second: WitnessStore): WitnessStore => ({
  read: () => first.read(),
  remembered: async () => (await second.read())?.size ?? -1,
  write: async (state) => {
    await first.write(state);
    await second.write(state);
  },
});
