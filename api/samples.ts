import { z } from 'zod';
import { count, hash, uuid } from '../provenance/event/fields.ts';
import { annotationOpening, itemOpening } from './documents.ts';
import { signedEvent } from './events.ts';
import { secret } from './fields.ts';
import { sealedItem, sealedLabel, signedWrap } from './sealed.ts';

/** `after`: position of the last label of the page before. */
export const sampleQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,14})$/)
    .optional(),
});

const place = {
  /** Of the label among the leaves under the closing's root, from 0. */
  position: count,
  item: uuid,
  label: z.strictObject({
    event: hash,
    signed: signedEvent,
    salt: secret,
    index: count,
    /** Absent where the label is sealed. */
    opening: annotationOpening.optional(),
    sealed: sealedLabel.optional(),
  }),
  /** What a reviewer of the firm has found; absent before. */
  verdict: z.strictObject({ event: hash, signed: signedEvent, salt: secret, index: count }).optional(),
};

/** A page of the labels of a closed lot that are to be inspected. It carries no trust: who inspects redoes the draw from the lot file. */
export const sample = z
  .strictObject({
    /** Labels that are to be inspected. */
    size: count,
    /** Most defects with which the lot passes; absent where every label is inspected, since a side was silent. */
    accept: count.optional(),
    labels: z
      .array(
        z.union([
          z.strictObject({ ...place, opening: itemOpening }),
          /** `wrap`: its batch's key for whoever asks, where the owner's connector has sealed it for her. */
          z.strictObject({ ...place, sealed: sealedItem, wrap: signedWrap.optional() }),
        ]),
      )
      .max(100),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'Sample' });
export type Sample = z.infer<typeof sample>;
