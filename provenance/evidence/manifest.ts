import { z } from 'zod';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex } from '../../common/encodings.ts';
import { count, hash, level, uuid } from '../event/fields.ts';
import { qualitySchema } from './quality.ts';

/** Of a lot that count: 400 items by five people each, and as much late work. */
export const MOST_LABELS = 2400;

const manifestLabel = z.strictObject({
  item: uuid,
  event: hash,
  index: count,
  /** SHA-256 of the JSONL line with its LF. */
  line: hash,
});

/** What a release says of itself: written by the owner's connector, signed by its hash (`release-signed`). */
export const manifestSchema = z.strictObject({
  v: z.literal(1),
  release: uuid,
  space: uuid,
  project: uuid,
  lot: uuid,
  dataset: uuid,
  level,
  /** SHA-256 of the labelling configuration's UTF-8 bytes. */
  configuration: hash,
  data: z.strictObject({ sha256: hash, bytes: count, lines: count }),
  /** `croissant.json`, which describes the data; releases made before it have none. */
  croissant: z.strictObject({ sha256: hash, bytes: count }).exactOptional(),
  /** What its labels come to; releases made before it have none. */
  quality: qualitySchema.exactOptional(),
  completeness: z.strictObject({ items: count, labeled: count, reported: count, left: count }),
  /** Under which the connector verified the labels. */
  checkpoint: z.strictObject({ size: count, root: hash }),
  /** In the lot's item order, those of one item in the log's. */
  labels: z.array(manifestLabel).max(MOST_LABELS),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** SHA-256 of the manifest's canonical bytes, hex. */
export const manifestHash = (manifest: Manifest): string => toHex(sha256(toSignableBytes(manifest)));
