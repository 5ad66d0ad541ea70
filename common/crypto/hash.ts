import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as hash } from '@noble/hashes/sha2.js';

/** SHA-256 over the parts one after the other, 32 bytes. */
export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const state = hash.create();
  for (const part of parts) state.update(part);
  return state.digest();
};

/** HMAC-SHA256 (RFC 2104) over the parts one after the other, 32 bytes. */
export const hmacSha256 = (key: Uint8Array, ...parts: readonly Uint8Array[]): Uint8Array => {
  const state = hmac.create(hash, key);
  for (const part of parts) state.update(part);
  return state.digest();
};
