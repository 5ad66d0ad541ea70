import { z } from 'zod';
import { count, uuid } from '../provenance/event/fields.ts';
import { manifestSchema } from '../provenance/evidence/manifest.ts';

/** `manifest.json` of a release; its hash is SHA-256 of its canonical bytes. */
export const releaseManifest = manifestSchema.meta({ id: 'ReleaseManifest' });
export type ReleaseManifest = z.infer<typeof releaseManifest>;

/** Bytes of a release's JSONL that the gateway takes. */
const MOST_DATA = 16 * 1024 * 1024;
/** The largest configuration's questions and options, with their names. */
const MOST_CROISSANT = 4 * 1024 * 1024;
export const releaseFiles = z
  .strictObject({ manifest: releaseManifest, data: z.string().max(MOST_DATA), croissant: z.string().max(MOST_CROISSANT).exactOptional() })
  .meta({ id: 'ReleaseFiles' });
export type ReleaseFiles = z.infer<typeof releaseFiles>;

export const release = z
  .strictObject({
    id: uuid,
    project: uuid,
    lot: uuid,
    /** Log index of the signature. */
    index: count,
    labels: count,
    items: count,
    /** The former release of the lot that this one corrects, and the one that corrects this one. */
    supersedes: uuid.exactOptional(),
    supersededBy: uuid.exactOptional(),
    /** Absent until the connector has uploaded the files. */
    manifest: releaseManifest.optional(),
  })
  .meta({ id: 'Release' });
export type Release = z.infer<typeof release>;
/** In the order of their ids; `next` is `after` of the next page and absent on the last. */
export const releases = z.strictObject({ releases: z.array(release).max(1000), next: uuid.optional() }).meta({ id: 'Releases' });
