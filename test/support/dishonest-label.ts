import { aeadSeal } from '../../common/crypto/aead.ts';
import { seal } from '../../common/crypto/sealing.ts';
import { concatBytes, parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { labelHash } from '../../privacy/sealing/label-hash.ts';
import { commitToLabelKey, toLabelContentKey, toLabelInfo, wrapLabelKey, type LabelReader } from '../../privacy/sealing/label-key.ts';
import type { LabelPremise } from '../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../privacy/sealing/messages.ts';
import { pad } from '../../privacy/sealing/padding.ts';
import { address, bytesOf, labelContent } from './sealing.ts';
import { seededRandom } from './random.ts';

/** The parts of a label, each of which its author may make as she likes; what is left out is honest. */
export interface LabelParts {
  readonly labelKey?: Uint8Array;
  readonly committed?: Uint8Array;
  /** Key under which the content is sealed. */
  readonly contentKey?: Uint8Array;
  readonly padded?: Uint8Array;
  readonly nonce?: Uint8Array;
  /** Ciphertext with tag. */
  readonly sealedBytes?: Uint8Array;
  readonly wraps?: Partial<Record<LabelReader, string>>;
  readonly to?: typeof address;
}

export const labelKey = bytesOf('label key');

export const labelData = (to = address): Uint8Array => toSignableBytes({ v: 1, purpose: 'label', ...to.place });

/** A box that the recipient opens, to these 32 bytes, with an ephemeral secret that nobody can make again. */
export const wrapAtRandom = (key: Uint8Array, reader: LabelReader, to = address): string =>
  toHex(seal(key, parseHex(to.readers[reader]), { info: toLabelInfo(to, reader), random: seededRandom('ephemeral') }));

/** A label made by hand and signed for: what its author's event would hold. */
export const forgeLabel = (parts: LabelParts = {}): { sealed: SealedLabel; premise: LabelPremise } => {
  const { to = address, nonce = new Uint8Array(24).fill(3), padded = pad(labelContent) } = parts;
  const own = parts.labelKey ?? labelKey;
  const inputs = { key: toLabelContentKey(parts.contentKey ?? own), nonce, data: labelData(to) };
  const sealed: SealedLabel = {
    v: 1,
    key: commitToLabelKey(parts.committed ?? own),
    box: toBase64(concatBytes(nonce, parts.sealedBytes ?? aeadSeal(padded, inputs))),
    wraps: { lot: parts.wraps?.lot ?? wrapLabelKey(own, to, 'lot'), author: parts.wraps?.author ?? wrapLabelKey(own, to, 'author') },
  };
  return { sealed, premise: { ...to, hash: labelHash(sealed) } };
};
