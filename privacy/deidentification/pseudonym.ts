import { hmacSha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { canonicalOf } from './canonical.ts';
import type { Kind } from './kinds.ts';
import { LABELS, type Language } from './token.ts';

/** One letter for four bits: without digits it is never taken for a number, without vowels never for a word. */
const LETTERS = 'bcdfghjkmnpqrstv';
const BYTES = 10;

export interface PseudonymPremise {
  /** 32 random bytes of this dataset, which stay at the owner's connector. */
  readonly key: Uint8Array;
  readonly dataset: string;
  readonly language: Language;
}

/**
 * `姓名-` and 20 letters: the first 80 bits of HMAC-SHA256(key, "xinbiao/pseudonym/1" LF dataset LF kind LF canonical value). One value of one kind has
 * one pseudonym in all columns of a dataset, and another in every other dataset, even under the same key.
 */
export const pseudonymOf = (kind: Kind, value: string, { key, dataset, language }: PseudonymPremise): string => {
  const code = hmacSha256(key, toUtf8(`xinbiao/pseudonym/1\n${dataset}\n${kind}\n${canonicalOf(kind, value)}`));
  const letters = Array.from(code.subarray(0, BYTES), (byte) => `${LETTERS[byte >> 4]}${LETTERS[byte & 15]}`);
  return `${LABELS[language][kind].trim()}-${letters.join('')}`;
};
