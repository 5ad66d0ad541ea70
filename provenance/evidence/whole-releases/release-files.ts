import { z } from 'zod';
import { EVENTS } from '../../event/event.ts';
import type { Json } from '../../../common/canonical-json.ts';
import { count, hash, signatureHex } from '../../event/fields.ts';
import { isValueTooDeep } from '../depth.ts';
import { fail } from '../errors.ts';
import { manifestSchema } from '../manifest.ts';

const json = z.custom<Json>((value) => value !== undefined && !isValueTooDeep(value));
const opening = z.strictObject({ salt: hash, value: json });

const schema = z.strictObject({
  manifest: manifestSchema,
  /** JSONL, one line a label, each ended by LF. */
  data: z.string(),
  /** Of the project's document. */
  project: opening,
  /** In the manifest's order. */
  labels: z.array(
    z.strictObject({
      signed: z.strictObject({ event: EVENTS['annotation-signed'], signature: signatureHex }),
      /** Of its log entry. */
      salt: hash,
      index: count,
      /** Of the answers. */
      opening,
      /** Of the item's text as it was delivered. */
      item: z.strictObject({ salt: hash, value: z.string() }),
    }),
  ),
});

/** A release with everything that its lines rest on beside the log. */
export type ReleaseFiles = z.infer<typeof schema>;
export type ReleasedLabel = ReleaseFiles['labels'][number];

/** Untrusted JSON to something of this shape. @throws DomainError `bundle-malformed` */
export const readReleaseFiles = (value: unknown): ReleaseFiles => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 20).map(({ path, message }) => ({ pointer: `/${path.join('/')}`, reason: message }));
  return fail('bundle-malformed', { problems });
};
