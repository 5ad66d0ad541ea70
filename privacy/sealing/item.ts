import { AEAD_NONCE, aeadOpen, aeadSeal } from '../../common/crypto/aead.ts';
import { COMMITMENT_SALT, commitTo } from '../../common/crypto/commitment.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { concatBytes, toHex } from '../../common/encodings.ts';
import { fail, orFail } from './errors.ts';
import { headerHash, signHeader, toAssociatedData, verifyHeader, type HeaderPremise } from './header.ts';
import { commitToItemKey, deriveItemKey, toContentKey } from './item-key.ts';
import type { ItemHeader, SignedHeader } from './messages.ts';
import { pad, unpad } from './padding.ts';
import { KEY, MOST_ITEM_BYTES } from './parameters.ts';

/** What the connector knows of an item before it is sealed. */
export type ItemDraft = Omit<ItemHeader, 'v' | 'commitment' | 'key' | 'ciphertext'>;

export interface ItemContent {
  /** 32 random bytes of this item's commitment. */
  readonly salt: Uint8Array;
  /** The delivered bytes that are committed to: canonical JSON of a text, or a file. */
  readonly content: Uint8Array;
}

export interface SealedItem {
  readonly signed: SignedHeader;
  /** 24 bytes of nonce, then XChaCha20-Poly1305 of the padded salt || content. */
  readonly box: Uint8Array;
}

export interface ItemSealing {
  readonly itemKey: Uint8Array;
  readonly connector: SigningKey;
  /** Asked once, for the nonce of 24 bytes. */
  readonly random: RandomBytes;
}

/** Seals one item; the owner's connector runs it. @throws DomainError `item-too-long`, `header-malformed`, `salt-malformed` */
export const sealItem = (draft: ItemDraft, { salt, content }: ItemContent, { itemKey, connector, random }: ItemSealing): SealedItem => {
  if (content.length > MOST_ITEM_BYTES) fail('item-too-long', { bytes: content.length, most: MOST_ITEM_BYTES });
  const said = { ...draft, v: 1 as const, commitment: commitTo(salt, 'item', draft.item, content), key: commitToItemKey(itemKey) };
  const nonce = random(AEAD_NONCE);
  const sealed = aeadSeal(pad(concatBytes(salt, content)), { key: toContentKey(itemKey), nonce, data: toAssociatedData(said) });
  const box = concatBytes(nonce, sealed);
  return { signed: signHeader({ ...said, ciphertext: toHex(sha256(box)) }, connector), box };
};

export interface OpenedItem extends ItemContent {
  readonly header: ItemHeader;
  /** For the annotation's `sealed.header`. */
  readonly headerHash: string;
}

/** Untrusted bytes, though signed for: whoever signed may have sealed what is no item. */
const unseal = (header: ItemHeader, box: Uint8Array, itemKey: Uint8Array): ItemContent => {
  const [nonce, sealed] = [box.slice(0, AEAD_NONCE), box.subarray(AEAD_NONCE)];
  const padded = orFail(() => aeadOpen(sealed, { key: toContentKey(itemKey), nonce, data: toAssociatedData(header) }), 'item-unopened');
  const plaintext = unpad(padded);
  if (plaintext === undefined || plaintext.length < COMMITMENT_SALT) return fail('item-padding-malformed', { item: header.item });
  return { salt: plaintext.slice(0, COMMITMENT_SALT), content: plaintext.slice(COMMITMENT_SALT) };
};

const open = ({ signed, box }: UntrustedItem, premise: HeaderPremise, toItemKey: (header: ItemHeader) => Uint8Array): OpenedItem => {
  const header = verifyHeader(signed, premise);
  const { item } = header;
  if (toHex(sha256(box)) !== header.ciphertext) fail('item-ciphertext-differs', { item });
  const itemKey = toItemKey(header);
  if (itemKey.length !== KEY || commitToItemKey(itemKey) !== header.key) fail('item-key-differs', { item });
  const { salt, content } = unseal(header, box, itemKey);
  if (commitTo(salt, 'item', item, content) !== header.commitment) fail('item-commitment-differs', { item });
  return { header, headerHash: headerHash(header), salt, content };
};

/** As it came over the wire. */
export interface UntrustedItem {
  readonly signed: unknown;
  readonly box: Uint8Array;
}

/**
 * What the owner's connector sealed as this item. Nothing comes out unless all of this holds, in this order: the header's form, signature and
 * place; the hash of the box; the commitment to the key; the AEAD over the header; the padding; the commitment to the content.
 * @param batchKey from `openBatchKey`
 * @throws DomainError `header-malformed`, `header-signature-invalid`, `header-foreign`, `header-superseded`, `item-ciphertext-differs`,
 * `item-key-differs`, `item-unopened`, `item-padding-malformed`, `item-commitment-differs`
 */
export const openItem = (item: UntrustedItem, batchKey: Uint8Array, premise: HeaderPremise): OpenedItem =>
  open(item, premise, (header) => deriveItemKey(batchKey, header));

/** As `openItem`, for somebody who was given the key of this one item alone. */
export const openItemAlone = (item: UntrustedItem, itemKey: Uint8Array, premise: HeaderPremise): OpenedItem =>
  open(item, premise, () => itemKey);
