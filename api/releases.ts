import { z } from 'zod';
import { count, hash, level, uuid } from '../provenance/event/fields.ts';

const manifestLabel = z.strictObject({
  item: uuid,
  event: hash,
  index: count,
  /** SHA-256 of the JSONL line with its LF. */
  line: hash,
});

/** `manifest.json` of a release; its hash is SHA-256 of its canonical bytes. */
export const releaseManifest = z
  .strictObject({
    v: z.literal(1),
    release: uuid,
    space: uuid,
    project: uuid,
    lot: uuid,
    dataset: uuid,
    level,
    /** SHA-256 of the configuration's UTF-8 bytes. */
    configuration: hash,
    data: z.strictObject({ sha256: hash, bytes: count, lines: count }),
    completeness: z.strictObject({ items: count, labeled: count, reported: count, left: count }),
    checkpoint: z.strictObject({ size: count, root: hash }),
    labels: z.array(manifestLabel).max(400),
  })
  .meta({ id: 'ReleaseManifest' });
export type ReleaseManifest = z.infer<typeof releaseManifest>;

/** Bytes of a release's JSONL that the gateway takes. */
const MOST_DATA = 16 * 1024 * 1024;
export const releaseFiles = z.strictObject({ manifest: releaseManifest, data: z.string().max(MOST_DATA) }).meta({ id: 'ReleaseFiles' });

export const release = z
  .strictObject({
    id: uuid,
    project: uuid,
    lot: uuid,
    /** Log index of the signature. */
    index: count,
    labels: count,
    items: count,
    /** Absent until the connector has uploaded the files. */
    manifest: releaseManifest.optional(),
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof release>;
export const releases = z.strictObject({ releases: z.array(release).max(1000) }).meta({ id: 'Releases' });
