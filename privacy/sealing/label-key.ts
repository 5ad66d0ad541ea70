import { toSignableBytes } from '../../common/canonical-json.ts';
import { hmacSha256 } from '../../common/crypto/hash.ts';
import { seal } from '../../common/crypto/sealing.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import type { SealedLabel } from './messages.ts';

const CONTENT = toUtf8('xinbiao/label-content/1');
const COMMITMENT = toUtf8('xinbiao/label-key/1');
const WRAP = toUtf8('xinbiao/wrap/1\n');

/** For whom a label's key is wrapped. */
export type LabelReader = keyof SealedLabel['wraps'];
export const LABEL_READERS = ['lot', 'author'] as const satisfies readonly LabelReader[];

/** Which label this is, all of it in signed events: the label opens at no other place. */
export interface LabelPlace {
  readonly space: string;
  readonly lot: string;
  readonly item: string;
  /** Ed25519 key that signs the label, hex. */
  readonly author: string;
  /** Id of the event that opened the lot. */
  readonly lotEvent: string;
}

export interface LabelAddress {
  readonly place: LabelPlace;
  /** X25519 keys, hex: the lot's from the event that opened it, the author's from her certificate. */
  readonly readers: Readonly<Record<LabelReader, string>>;
}

/** The place as it is sealed over, whatever else the given object holds. */
export const namePlace = ({ space, lot, item, author, lotEvent }: LabelPlace): LabelPlace => ({ space, lot, item, author, lotEvent });

/** What the sealed label says of its key, hex: it makes the key the only one under which the label opens. */
export const commitToLabelKey = (labelKey: Uint8Array): string => toHex(hmacSha256(labelKey, COMMITMENT));

/** The key of the AEAD, 32 bytes. */
export const toLabelContentKey = (labelKey: Uint8Array): Uint8Array => hmacSha256(labelKey, CONTENT);

export const toLabelInfo = ({ place, readers }: LabelAddress, to: LabelReader): Uint8Array =>
  toSignableBytes({ v: 1, purpose: 'label-key', to, ...namePlace(place), recipient: readers[to] });

/**
 * The label key for one reader, hex. The ephemeral secret is HMAC-SHA256(label key, "xinbiao/wrap/1" LF recipient), so that whoever holds the
 * label key makes the same box again, and a box that comes out differently was not made as it should have been.
 * @throws DomainError `key-unacceptable` for a recipient to whom nothing can be sealed
 */
export const wrapLabelKey = (labelKey: Uint8Array, address: LabelAddress, to: LabelReader): string => {
  const recipient = parseHex(address.readers[to]);
  const secret = hmacSha256(labelKey, concatBytes(WRAP, recipient));
  return toHex(seal(labelKey, recipient, { info: toLabelInfo(address, to), random: () => secret }));
};
