import { wordlist } from '@scure/bip39/wordlists/english.js';
import { DomainError, type CommonCode } from '../errors.ts';
import type { RandomBytes } from './random.ts';

const WORDS = 6;

/**
 * Six lower-case words of the BIP-39 English list (2,048 words), one space between: 66 bits. Each word takes 11 bits of
 * two random bytes; 2,048 divides 65,536, so no word is likelier than another and none is drawn again.
 */
export const createPassphrase = (random: RandomBytes): string => {
  const bytes = random(2 * WORDS);
  const pick = (at: number): number => ((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) % wordlist.length;
  return Array.from({ length: WORDS }, (_, i) => wordlist[pick(2 * i)]).join(' ');
};

/**
 * Six words as somebody typed them, to the one spelling that was generated: trimmed, lower case, single spaces.
 * @throws DomainError `passphrase-wrong` with the position (from 1) of a word that is not on the list; never the words
 */
export const parsePassphrase = (typed: string): string => {
  const words = typed.normalize('NFKC').trim().toLowerCase().split(/\s+/u);
  const unknown = words.findIndex((word) => !wordlist.includes(word));
  if (words.length !== WORDS) throw new DomainError<CommonCode>('passphrase-wrong', { words: words.length, expected: WORDS });
  if (unknown >= 0) throw new DomainError<CommonCode>('passphrase-wrong', { unknownWord: unknown + 1 });
  return words.join(' ');
};
