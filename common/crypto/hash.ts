import { sha256 as hash } from '@noble/hashes/sha2.js';
import { concatBytes } from '../encodings.ts';

/** SHA-256 over the parts one after the other, 32 bytes. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => hash(concatBytes(...parts));
