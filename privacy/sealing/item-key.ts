import { hmacSha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';

const CONTENT = toUtf8('xinbiao/item-content/1');
const COMMITMENT = toUtf8('xinbiao/item-key-commitment/1');

/**
 * HMAC-SHA256(batch key, "xinbiao/item-key/1" LF item LF version in decimal), 32 bytes. Whoever holds it opens this version of this item and
 * nothing else. Ids hold no line feed, so each pair has one input.
 */
export const deriveItemKey = (batchKey: Uint8Array, { item, version }: { readonly item: string; readonly version: number }): Uint8Array =>
  hmacSha256(batchKey, toUtf8(`xinbiao/item-key/1\n${item}\n${version}`));

/** What the header says of the key, hex: XChaCha20-Poly1305 alone would let one ciphertext open under two keys. */
export const commitToItemKey = (itemKey: Uint8Array): string => toHex(hmacSha256(itemKey, COMMITMENT));

/** The key of the AEAD, 32 bytes. */
export const toContentKey = (itemKey: Uint8Array): Uint8Array => hmacSha256(itemKey, CONTENT);
