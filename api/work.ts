import { z } from 'zod';
import { count, fen, milliseconds, uuid } from '../provenance/event/fields.ts';
import { itemOpening } from './documents.ts';
import { cursor } from './fields.ts';
import { relayedAnswer } from './relayed.ts';
import { sealedItem, signedHeader, signedWrap } from './sealed.ts';
import { lotCounts, ownerContact } from './lots.ts';

export const workListing = z
  .strictObject({
    lots: z
      .array(
        z.strictObject({
          id: uuid,
          project: uuid,
          price: fen,
          deadline: milliseconds,
          counts: lotCounts,
          /** Items that she can still get, now: of an item for several people one place at the most, and none that she has or had. */
          free: count,
          /** Own labels that count. */
          labeled: count,
          /** Own reports of broken items that count: they are paid like labels. */
          reported: count,
          /** Fen for both. */
          earned: fen,
          contact: ownerContact.optional(),
        }),
      )
      .max(1000),
    /** `after` of the next page; absent on the last. */
    next: uuid.optional(),
  })
  .meta({ id: 'Work' });

/** An item that is this person's alone until then; sealed, it comes with its batch's key for her. */
export const lease = z
  .union([
    z.strictObject({ item: uuid, opening: itemOpening, until: milliseconds }),
    z.strictObject({ item: uuid, sealed: sealedItem, wrap: signedWrap, until: milliseconds }),
  ])
  .meta({ id: 'Lease' });
export type Lease = z.infer<typeof lease>;
/** An item to work on again: `until` is absent where it has an own label, which the next version corrects without a lease. */
export const ownItem = z
  .union([
    z.strictObject({ item: uuid, opening: itemOpening, until: milliseconds.optional() }),
    z.strictObject({ item: uuid, sealed: sealedItem, wrap: signedWrap, until: milliseconds.optional() }),
  ])
  .meta({ id: 'OwnItem' });
export const leaseRenewal = z.strictObject({ item: uuid, until: milliseconds }).meta({ id: 'LeaseRenewal' });

/** Items of a lot that one person may hold beside the one that she asks for. */
export const MOST_HELD = 20;
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** `held`: items, parted by commas, that she has at hand already or has put aside; another one is wanted. */
export const leaseQuery = z.strictObject({
  held: z
    .string()
    .regex(new RegExp(`^${UUID}(?:,${UUID}){0,${MOST_HELD - 1}}$`))
    .optional(),
});

/** `after`: log index of the last label of the page before. */
export const ownWorkQuery = z.strictObject({
  after: cursor.optional(),
});

/** Own work on a lot, newest last. */
export const ownWork = z
  .strictObject({
    labels: z
      .array(
        /** Neither `opening` nor `sealed` for a report. */
        relayedAnswer.extend({
          item: uuid,
          /** Of the item as it was sealed for this label. */
          header: signedHeader.optional(),
        }),
      )
      .max(2000),
    /** `after` of the next page; absent on the last. */
    next: count.optional(),
  })
  .meta({ id: 'OwnWork' });
