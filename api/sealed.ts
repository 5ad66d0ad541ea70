import { z } from 'zod';
import { keyWrap, sealedLabel as label, signedHeader as header } from '../privacy/sealing/messages.ts';
import { signatureHex } from '../provenance/event/fields.ts';
import { base64 } from './fields.ts';

/** Characters of base64 for the longest text of an item, padded and sealed. */
const LONGEST_BOX = 800_000;
/** Items of one request. */
const MOST_ITEMS = 400;
/** Wraps of one request: two batches for a lot's people. */
const MOST_WRAPS = 400;

export const signedHeader = header.meta({ id: 'SignedItemHeader' });
export const sealedLabel = label.meta({ id: 'SealedLabel' });

/** An item that only the people of its lot open (docs/protocols/sealing.md). */
export const sealedItem = z
  .strictObject({
    signed: signedHeader,
    /** Nonce and sealed bytes. */
    box: base64(LONGEST_BOX),
  })
  .meta({ id: 'SealedItem' });
export type SealedItem = z.infer<typeof sealedItem>;
export const sealedItems = z.strictObject({ items: z.array(sealedItem).min(1).max(MOST_ITEMS) }).meta({ id: 'SealedItems' });

/** The key of a batch, or of a closed lot, for one person, signed by the owner's connector. */
export const signedWrap = z.strictObject({ wrap: keyWrap, signature: signatureHex }).meta({ id: 'SignedKeyWrap' });
export type SignedWrap = z.infer<typeof signedWrap>;
export const lotKey = z.strictObject({ wrap: signedWrap }).meta({ id: 'LotKey' });
export const batchWraps = z.strictObject({ wraps: z.array(signedWrap).min(1).max(MOST_WRAPS) }).meta({ id: 'BatchWraps' });
