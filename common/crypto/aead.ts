import sodium from 'libsodium-wrappers-sumo';
import { DomainError, type CommonCode } from '../errors.ts';

await sodium.ready;

/** Bytes of a nonce; long enough to be drawn at random for each message. */
export const AEAD_NONCE = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
/** Bytes by which the ciphertext is longer than the plaintext. */
export const AEAD_TAG = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES;

export interface AeadInputs {
  /** 32 secret bytes. */
  readonly key: Uint8Array;
  /** 24 bytes, never used twice with one key. */
  readonly nonce: Uint8Array;
  /** Associated data: not hidden, but the ciphertext opens with these very bytes alone. */
  readonly data: Uint8Array;
}

/**
 * XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, 2): ciphertext, then a tag of 16 bytes.
 *
 * It does not bind the key: whoever chooses two keys can make one ciphertext that opens under both, to two plaintexts. Where somebody may
 * gain by that, the caller commits to the key.
 */
export const aeadSeal = (plaintext: Uint8Array, { key, nonce, data }: AeadInputs): Uint8Array =>
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, data, null, nonce, key);

/** @throws DomainError `seal-unopened` for another key, another nonce, other data, changed bytes */
export const aeadOpen = (ciphertext: Uint8Array, { key, nonce, data }: AeadInputs): Uint8Array => {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, data, nonce, key);
  } catch {
    throw new DomainError<CommonCode>('seal-unopened', { reason: 'another key, another nonce, other data, or changed bytes' });
  }
};
