import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as hash } from '@noble/hashes/sha2.js';
import { concatBytes } from '../encodings.ts';

/** SHA-256 over the parts one after the other, 32 bytes. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => hash(concatBytes(...parts));

/** HMAC-SHA256 (RFC 2104) under `key` over the parts one after the other, 32 bytes. */
export const hmacSha256 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array => hmac(hash, key, concatBytes(...parts));
