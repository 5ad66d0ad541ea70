import { z } from 'zod';
import { count, hash, publicKey, signatureHex, uuid } from '../../common/fields.ts';
import { bucketOf } from './padding.ts';
import { MOST_LABEL_BYTES } from './parameters.ts';

/** GB/T 43697-2024 levels, strictest first. */
export const LEVELS = ['core', 'important', 'g4', 'g3', 'g2', 'g1'] as const;
const level = z.enum(LEVELS);
export type Level = z.infer<typeof level>;

/** What the owner's connector says of one sealed item. Without `ciphertext` it is the associated data of the item's sealing. */
export const itemHeader = z.strictObject({
  v: z.literal(1),
  space: uuid,
  project: uuid,
  /** Left out where items are sealed before a lot takes them. */
  lot: uuid.optional(),
  batch: uuid,
  item: uuid,
  /** From 1, one more with each new sealing of the item. */
  version: count.min(1),
  level,
  /** Version of the level matrix by which the connector protected the item. */
  policy: z.strictObject({ major: count, minor: count }),
  /** Leaf hash of the item's row in its dataset's Merkle tree. */
  row: hash,
  /** Commitment of kind `item` to the delivered bytes. */
  commitment: hash,
  /** HMAC-SHA256(item key, "xinbiao/item-key-commitment/1"). */
  key: hash,
  /** SHA-256(nonce || sealed bytes). */
  ciphertext: hash,
});
export type ItemHeader = Readonly<z.infer<typeof itemHeader>>;

/** Signature: Ed25519 by the owner's connector over "xinbiao/item-header/1" LF canonical JSON of the header. */
export const signedHeader = z.strictObject({ header: itemHeader, signature: signatureHex });
export type SignedHeader = Readonly<z.infer<typeof signedHeader>>;

/** A 32-byte key in the sealed box of common/crypto/sealing.ts: 32 bytes of ephemeral key, 32 of ciphertext, 16 of tag, hex. */
const keyBox = z.string().regex(/^[0-9a-f]{160}$/);

/** A batch's key for one person. Without `box` it is the info of the box. */
const batchKeyWrap = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('batch-key'),
  space: uuid,
  project: uuid,
  lot: uuid.optional(),
  batch: uuid,
  /** X25519 key. */
  recipient: publicKey,
  box: keyBox,
});

/** The private half of a closed lot's key for one reviewer. Without `box` it is the info of the box. */
const lotKeyWrap = z.strictObject({
  v: z.literal(1),
  purpose: z.literal('lot-key'),
  space: uuid,
  project: uuid,
  lot: uuid,
  /** X25519 key. */
  recipient: publicKey,
  box: keyBox,
});

export const keyWrap = z.discriminatedUnion('purpose', [batchKeyWrap, lotKeyWrap]);
export type KeyWrap = Readonly<z.infer<typeof keyWrap>>;

/** Signature: Ed25519 by the owner's connector over "xinbiao/key-wrap/1" LF canonical JSON of the wrap. */
export const signedWrap = z.strictObject({ wrap: keyWrap, signature: signatureHex });
export type SignedWrap = Readonly<z.infer<typeof signedWrap>>;

/** Nonce and tag around the padded content. */
const AROUND = 24 + 16;
/** Characters of base64 for the longest label. */
const LONGEST_BOX = Math.ceil((bucketOf(MOST_LABEL_BYTES) + AROUND) / 3) * 4;

/** One label, readable by the holder of its lot's key and by its author. The signed event holds its hash (label-hash.ts). */
export const sealedLabel = z.strictObject({
  v: z.literal(1),
  /** HMAC-SHA256(label key, "xinbiao/label-key/1"). */
  key: hash,
  /** Nonce || sealed bytes, base64. */
  box: z.base64().max(LONGEST_BOX),
  /** The label key for the lot key and for the author. */
  wraps: z.strictObject({ lot: keyBox, author: keyBox }),
});
export type SealedLabel = Readonly<z.infer<typeof sealedLabel>>;
