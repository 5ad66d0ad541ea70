import { z } from 'zod';
import { fail } from '../errors.ts';
import { readIfThere, writeWhole } from '../runtime/files.ts';
import type { WitnessState, WitnessStore } from './witness.ts';

const stateSchema = z.strictObject({
  size: z.int().nonnegative(),
  root: z.string().regex(/^[0-9a-f]{64}$/),
  note: z.string().max(65_536),
});

const parse = (text: string, file: string): WitnessState => {
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (cause) {
    // A witness that forgets what it signed may sign a second history: better silent than fresh.
    return fail('witness-state-unreadable', { file }, { cause });
  }
};

/** The state as one file, replaced as a whole and synced before a cosignature is given out. */
export const createStateFile = (file: string): WitnessStore => ({
  read: async () => {
    const text = await readIfThere(file);
    return text === undefined ? undefined : parse(text, file);
  },
  write: (state) => writeWhole(file, `${JSON.stringify(state)}\n`),
});
