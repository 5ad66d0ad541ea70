import { toSignableBytes } from '../../common/canonical-json.ts';
import { AEAD_NONCE, aeadOpen, aeadSeal } from '../../common/crypto/aead.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { OpeningKey } from '../../common/crypto/sealing.ts';
import { concatBytes, parseBase64, parseHex, toBase64 } from '../../common/encodings.ts';
import { fail, orFail, orUndefined } from './errors.ts';
import { labelHash, verifySealedLabel } from './label-hash.ts';
import {
  commitToLabelKey,
  LABEL_READERS,
  namePlace,
  toLabelContentKey,
  toLabelInfo,
  wrapLabelKey,
  type LabelAddress,
  type LabelPlace,
  type LabelReader,
} from './label-key.ts';
import type { SealedLabel } from './messages.ts';
import { pad, unpad } from './padding.ts';
import { KEY, MOST_LABEL_BYTES } from './parameters.ts';

const toData = (place: LabelPlace): Uint8Array => toSignableBytes({ v: 1, purpose: 'label', ...namePlace(place) });

export interface LabelSealed {
  readonly sealed: SealedLabel;
  /** For the author's signed event. */
  readonly hash: string;
  /** Secret of author and lot; shown to an adjudicator alone, when the label is said to be unreadable. */
  readonly labelKey: Uint8Array;
}

/**
 * Seals a label to its lot and its author; the labeler's browser runs it, with a new key for each label and each correction.
 * @param content bytes that the schema of results judges later
 * @param random asked for the label key (32 bytes), then for the nonce (24)
 * @throws DomainError `label-too-long`; `key-unacceptable` for a lot key to which nothing may be sealed
 */
export const sealLabel = (content: Uint8Array, address: LabelAddress, random: RandomBytes): LabelSealed => {
  if (content.length > MOST_LABEL_BYTES) fail('label-too-long', { bytes: content.length, most: MOST_LABEL_BYTES });
  const labelKey = random(KEY);
  const nonce = random(AEAD_NONCE);
  const box = concatBytes(nonce, aeadSeal(pad(content), { key: toLabelContentKey(labelKey), nonce, data: toData(address.place) }));
  const wraps = { lot: wrapLabelKey(labelKey, address, 'lot'), author: wrapLabelKey(labelKey, address, 'author') };
  const sealed: SealedLabel = { v: 1, key: commitToLabelKey(labelKey), box: toBase64(box), wraps };
  return { sealed, hash: labelHash(sealed), labelKey };
};

export interface LabelPremise extends LabelAddress {
  /** Hash of the sealed label in the author's signed event. */
  readonly hash: string;
}

/** The readers whose wrap the label key does not make again. A recipient to whom nothing can be sealed has no right one. */
export const wrongWraps = (sealed: SealedLabel, labelKey: Uint8Array, address: LabelAddress): readonly LabelReader[] =>
  LABEL_READERS.filter((to) => orUndefined(() => wrapLabelKey(labelKey, address, to)) !== sealed.wraps[to]);

/** @throws DomainError `label-unopened`, `label-padding-malformed` */
export const unsealLabel = ({ box }: SealedLabel, labelKey: Uint8Array, place: LabelPlace): Uint8Array => {
  const bytes = parseBase64(box);
  const inputs = { key: toLabelContentKey(labelKey), nonce: bytes.slice(0, AEAD_NONCE), data: toData(place) };
  const padded = orFail(() => aeadOpen(bytes.subarray(AEAD_NONCE), inputs), 'label-unopened');
  return unpad(padded) ?? fail('label-padding-malformed', { item: place.item });
};

export interface OpenedLabel {
  readonly content: Uint8Array;
  readonly labelKey: Uint8Array;
}

/**
 * A sealed label (untrusted) as one of its two readers opens it, in this order: form; hash; the reader's own wrap; the commitment to the key; both
 * wraps made again; the AEAD; the padding. So a reader sees at once whether the other one was given the same key.
 * @throws DomainError `label-malformed`, `label-differs`, `label-wrap-unopened`, `label-key-differs`, `label-wrap-differs` with the readers whose
 * wrap is wrong, `label-unopened`, `label-padding-malformed`
 */
export const openLabel = (value: unknown, reader: LabelReader, opening: OpeningKey, premise: LabelPremise): OpenedLabel => {
  const sealed = verifySealedLabel(value, premise.hash);
  const labelKey = orFail(() => opening.open(parseHex(sealed.wraps[reader]), toLabelInfo(premise, reader)), 'label-wrap-unopened', {
    reader,
  });
  if (commitToLabelKey(labelKey) !== sealed.key) fail('label-key-differs', { reader });
  const readers = wrongWraps(sealed, labelKey, premise);
  if (readers.length > 0) fail('label-wrap-differs', { readers });
  return { content: unsealLabel(sealed, labelKey, premise.place), labelKey };
};
