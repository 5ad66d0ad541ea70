import { z } from 'zod';
import { count, hash, uuid } from '../provenance/event/fields.ts';
import { profile, sourceListing } from './documents.ts';
import { base64 } from './fields.ts';

export { COMMAND_ARGUMENTS, type CommandArguments, type CommandName } from './documents.ts';

/** Sealed box to the asker's X25519 key (common/crypto/sealing.ts), base64; info = JCS of {purpose: 'command-answer', command}. */
export const sealedAnswer = z.strictObject({ sealed: base64(1_400_000) }).meta({ id: 'SealedAnswer' });

/** What each command's answer holds under `value`. */
export const COMMAND_ANSWERS = {
  'list-sources': z.strictObject({ sources: z.array(sourceListing).max(1000) }),
  'profile-source': z.strictObject({ profile }),
  'register-dataset': z.strictObject({ event: hash, index: count }),
  'open-lot': z.strictObject({ event: hash, index: count, items: count }),
  'prepare-release': z.strictObject({
    release: uuid,
    lot: uuid,
    project: uuid,
    manifest: hash,
    data: hash,
    labels: count,
    items: count,
    closed: hash,
  }),
} as const;

/** Plaintext of an answer. */
export const commandAnswer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.record(z.string(), z.json()) }),
  z.strictObject({ ok: z.literal(false), code: z.string().max(100), details: z.record(z.string(), z.json()) }),
]);
