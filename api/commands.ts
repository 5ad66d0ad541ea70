import { z } from 'zod';
import { protectionReport } from '../privacy/deidentification/report.ts';
import { count, hash, uuid } from '../provenance/event/fields.ts';
import { profile, sourceListing } from './documents.ts';
import { base64 } from './fields.ts';

export type { CommandArguments, CommandName } from './documents.ts';

/** Box of `sealAnswer` (provenance/command/answer.ts), base64: the connector's signed answer, for the asker's X25519 key. */
export const sealedAnswer = z.strictObject({ sealed: base64(1_400_000) }).meta({ id: 'SealedAnswer' });

/** How far a derivative is. */
const protecting = z.strictObject({
  /** Small classes are counted before rows are protected. */
  step: z.enum(['counting', 'protecting']),
  /** Of the source, in this step. */
  rows: count,
  /** Of all steps. */
  share: z.number().min(0).max(1),
});

/** What each command's answer holds under `value`. */
export const COMMAND_ANSWERS = {
  'list-sources': z.strictObject({ sources: z.array(sourceListing).max(1000) }),
  'profile-source': z.strictObject({ profile }),
  'register-dataset': z.strictObject({ event: hash, index: count }),
  'protect-dataset': z.strictObject({ event: hash, index: count, report: protectionReport }),
  'show-rows': z.strictObject({
    columns: z.array(z.string()).max(500),
    rows: z.array(z.strictObject({ row: count, cells: z.array(z.string()).max(500) })).max(50),
  }),
  'show-protection': z.union([
    z.strictObject({
      protecting,
    }),
    z.strictObject({ report: protectionReport }),
  ]),
  'list-protections': z.strictObject({ protections: z.array(protecting.extend({ dataset: uuid })).max(100) }),
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
