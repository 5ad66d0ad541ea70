import sodium from 'libsodium-wrappers-sumo';
import { DomainError, type CommonCode } from '../errors.ts';

await sodium.ready;

const fail = (code: CommonCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<CommonCode>(code, details);
};

export interface SigningKey {
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature over `message`, 64 bytes (RFC 8032). */
  sign(message: Uint8Array): Uint8Array;
}

/** The key pair of a 32-byte seed; the seed is the secret. */
export const createSigningKey = (seed: Uint8Array): SigningKey => {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(seed);
  return { publicKey, sign: (message) => sodium.crypto_sign_detached(message, privateKey) };
};

/**
 * May this key be registered? Refuses low-order, non-canonical and mixed-order points.
 * @throws DomainError `key-unacceptable`
 */
export const verifyPublicKey = (publicKey: Uint8Array): void => {
  if (publicKey.length !== 32 || !sodium.crypto_core_ed25519_is_valid_point(publicKey)) fail('key-unacceptable', { curve: 'ed25519' });
};

/**
 * The one check behind every decision: Ed25519 with libsodium's rules (low-order A and R, non-canonical A and S refused, no cofactor).
 * @throws DomainError `signature-invalid`
 */
export const verifySignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): void => {
  const shaped = publicKey.length === 32 && signature.length === 64;
  if (!shaped || !sodium.crypto_sign_verify_detached(signature, message, publicKey)) fail('signature-invalid');
};
