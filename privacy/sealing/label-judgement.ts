import { verifySealingKey } from '../../common/crypto/sealing.ts';
import { parseHex } from '../../common/encodings.ts';
import { orUndefined } from './errors.ts';
import { verifySealedLabel } from './label-hash.ts';
import { commitToLabelKey, LABEL_READERS, type LabelReader } from './label-key.ts';
import { unsealLabel, wrongWraps, type LabelPremise } from './label.ts';
import type { SealedLabel } from './messages.ts';
import { KEY } from './parameters.ts';

/** What a label key shows of a sealed label that somebody calls unreadable, and against whom. */
export type LabelVerdict =
  /** Everything holds: the holder of the lot key can read it. Whether the content is a label is for the caller's schema. */
  | { readonly verdict: 'readable'; readonly against: 'owner'; readonly content: Uint8Array }
  /** The event that opened the lot names a key to which nothing can be sealed. */
  | { readonly verdict: 'lot-key-unacceptable'; readonly against: 'owner' }
  | { readonly verdict: 'author-key-unacceptable'; readonly against: 'author' }
  /** A signed wrap holds the given key, the signed commitment another one. */
  | { readonly verdict: 'author-committed-to-another-key'; readonly against: 'author' }
  /** These readers were given something else than the label's key. */
  | { readonly verdict: 'author-wrapped-garbage'; readonly against: 'author'; readonly readers: readonly LabelReader[] }
  /** Key and wraps are right, the ciphertext does not open under the key at this place, or is padded wrongly. */
  | { readonly verdict: 'author-sealed-garbage'; readonly against: 'author' }
  /** The given key has nothing to do with this label: shows nothing of the label, and the author who was to show its key has not. */
  | { readonly verdict: 'key-foreign'; readonly against: 'nobody' }
  /** The given label is not the one that the author signed: shows nothing. */
  | { readonly verdict: 'label-foreign'; readonly against: 'nobody' };

const isAcceptable = (key: string): boolean =>
  orUndefined(() => {
    verifySealingKey(parseHex(key));
    return true;
  }) ?? false;

const judgeContent = (sealed: SealedLabel, labelKey: Uint8Array, { place }: LabelPremise): LabelVerdict => {
  const content = orUndefined(() => unsealLabel(sealed, labelKey, place));
  return content === undefined
    ? { verdict: 'author-sealed-garbage', against: 'author' }
    : { verdict: 'readable', against: 'owner', content };
};

/**
 * Who lied about a label: the owner's connector, which says that it cannot be read, or its author. Whoever is shown the label key (by the
 * author, who was asked for it) runs this over public things; the key of the lot is not needed.
 * @param labelKey untrusted
 * @param value the sealed label, untrusted
 * @param premise all from verified events: the author's, the lot's opening, the author's certificate
 */
export const judgeLabel = (labelKey: Uint8Array, value: unknown, premise: LabelPremise): LabelVerdict => {
  const sealed = orUndefined(() => verifySealedLabel(value, premise.hash));
  if (sealed === undefined) return { verdict: 'label-foreign', against: 'nobody' };
  if (!isAcceptable(premise.readers.lot)) return { verdict: 'lot-key-unacceptable', against: 'owner' };
  if (!isAcceptable(premise.readers.author)) return { verdict: 'author-key-unacceptable', against: 'author' };
  // HMAC takes a key and the same key with a zero behind it for one, so the length is part of being the key.
  if (labelKey.length !== KEY) return { verdict: 'key-foreign', against: 'nobody' };
  const isCommitted = commitToLabelKey(labelKey) === sealed.key;
  const readers = wrongWraps(sealed, labelKey, premise);
  if (!isCommitted && readers.length === LABEL_READERS.length) return { verdict: 'key-foreign', against: 'nobody' };
  if (!isCommitted) return { verdict: 'author-committed-to-another-key', against: 'author' };
  if (readers.length > 0) return { verdict: 'author-wrapped-garbage', against: 'author', readers };
  return judgeContent(sealed, labelKey, premise);
};
