import { z } from 'zod';
import { count, uuid } from '../provenance/event/fields.ts';
import { itemOpening } from './documents.ts';
import { cursor } from './fields.ts';
import { relayedAnswer, relayedEvent } from './relayed.ts';
import { sealedItem, signedWrap } from './sealed.ts';

/** `after`: position of the last label of the page before. */
export const sampleQuery = z.strictObject({
  after: cursor.optional(),
});

const place = {
  /** Of the label among the leaves under the closing's root, from 0. */
  position: count,
  item: uuid,
  label: relayedAnswer,
  /** What a reviewer of the firm has found; absent before. */
  verdict: relayedEvent.optional(),
};

/** A page of the labels of a closed lot that are to be inspected. It carries no trust: who inspects redoes the draw from the lot file. */
export const sample = z
  .strictObject({
    /** Labels that are to be inspected. */
    size: count,
    /** Most defects with which the lot passes; absent where every label is inspected, since a side was silent. */
    accept: count.optional(),
    labels: z
      .array(z.union([z.strictObject({ ...place, opening: itemOpening }), z.strictObject({ ...place, sealed: sealedItem })]))
      .max(100),
    /** Of a sealed lot: the key of the batch that the drawn items are, for whoever asks. */
    wrap: signedWrap.optional(),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'Sample' });
export type Sample = z.infer<typeof sample>;
