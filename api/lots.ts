import { z } from 'zod';
import { count, fen, hash, milliseconds, uuid } from '../provenance/event/fields.ts';
import { annotationOpening, itemOpening } from './documents.ts';
import { signedEvent } from './events.ts';
import { cursor, secret } from './fields.ts';
import { sealedLabel } from './sealed.ts';

/** `items`: places for one person's work, as many of each item as people label it; `late`: work beside these, whose lease had run out. */
export const lotCounts = z
  .strictObject({ items: count, labeled: count, reported: count, leased: count, free: count, late: count })
  .meta({ id: 'LotCounts' });

/** The newest heartbeat of the connector that opened the lot: the gateway's time, and how long ago that was (ms). */
export const ownerContact = z.strictObject({ seen: milliseconds, age: count }).meta({ id: 'OwnerContact' });

export const lot = z
  .strictObject({
    id: uuid,
    project: uuid,
    price: fen,
    deadline: milliseconds,
    counts: lotCounts,
    /** Log index of the closing. */
    closed: count.optional(),
    /** Absent before the first heartbeat. Sealed items that are here are worked on whether the owner is online or not. */
    contact: ownerContact.optional(),
  })
  .meta({ id: 'Lot' });
export type Lot = z.infer<typeof lot>;

/** A row of the dataset's tree: each field's commitment, or what opens it. */
export const rowEvidence = z
  .strictObject({
    index: count,
    fields: z
      .array(
        z.union([z.strictObject({ commitment: hash }), z.strictObject({ salt: secret, text: z.string().max(100_000), commitment: hash })]),
      )
      .min(1)
      .max(500),
    /** Inclusion of the row in the dataset's root, leaf's sibling first, hex. */
    proof: z.array(hash).max(64),
  })
  .meta({ id: 'RowEvidence' });
export type RowEvidence = z.infer<typeof rowEvidence>;

export const lotItem = z.strictObject({ id: uuid, opening: itemOpening, row: rowEvidence }).meta({ id: 'LotItem' });
export type LotItem = z.infer<typeof lotItem>;
export const lotItems = z.strictObject({ items: z.array(lotItem).min(1).max(400) }).meta({ id: 'LotItems' });

/** `after`: the last item of the page before. */
export const pageQuery = z.strictObject({
  after: uuid.optional(),
  limit: z
    .string()
    .regex(/^(?:[1-9][0-9]?|100)$/)
    .optional(),
});
/** `after`: log index of the last label or report of the page before. */
export const lotWorkQuery = pageQuery.extend({
  after: cursor.optional(),
});
export const lotAnnotations = z
  .strictObject({
    annotations: z
      .array(
        z.strictObject({
          signed: signedEvent,
          salt: secret,
          index: count,
          /** Absent for a report of a broken item, and where the label is sealed. */
          opening: annotationOpening.optional(),
          sealed: sealedLabel.optional(),
        }),
      )
      .max(100),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'LotAnnotations' });
