import sodium from 'libsodium-wrappers-sumo';
import { concatBytes, toUtf8 } from '../encodings.ts';
import { DomainError, type CommonCode } from '../errors.ts';
import { hmacSha256 } from './hash.ts';
import type { RandomBytes } from './random.ts';

await sodium.ready;

const LABEL = toUtf8('xinbiao/seal/1');
const KEY = 32;
const TAG = 16;
/** Each key seals one message (it hangs on a fresh ephemeral secret), so the nonce says nothing. */
const NONCE = new Uint8Array(24);

const fail = (code: CommonCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<CommonCode>(code, details);
};

/**
 * X25519 (RFC 7748, 5), 32 bytes. Both sides run it; the result stays secret.
 * @throws DomainError `key-unacceptable` for a public key of low order (the result would be all zeros) or another length
 */
export const agreeSecret = (secret: Uint8Array, publicKey: Uint8Array): Uint8Array => {
  if (secret.length !== KEY || publicKey.length !== KEY) return fail('key-unacceptable', { curve: 'x25519', reason: 'length' });
  try {
    return sodium.crypto_scalarmult(secret, publicKey);
  } catch {
    return fail('key-unacceptable', { curve: 'x25519', reason: 'low order' });
  }
};

/** Is the number that these 32 little-endian bytes spell below 2^255 - 19? */
const isReduced = (publicKey: Uint8Array): boolean => {
  const [top = 0, first = 0] = [publicKey[31], publicKey[0]];
  return top < 0x7f || (top === 0x7f && (first < 0xed || publicKey.slice(1, 31).some((byte) => byte !== 0xff)));
};

/**
 * May this X25519 key be registered? Refuses points of low order and spellings other than the canonical one,
 * to which a sealed box could never be opened.
 * @throws DomainError `key-unacceptable`
 */
export const verifySealingKey = (publicKey: Uint8Array): void => {
  agreeSecret(new Uint8Array(KEY).fill(1), publicKey);
  if (!isReduced(publicKey)) fail('key-unacceptable', { curve: 'x25519', reason: 'spelling' });
};

const sealKey = (shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array, info: Uint8Array): Uint8Array =>
  hmacSha256(shared, LABEL, ephemeral, recipient, info);

export interface SealOptions {
  /** What the box is for; the opener must name the same bytes. It is not part of the box. */
  readonly info: Uint8Array;
  /** Asked once, for the 32 bytes of the ephemeral secret: whoever knows them can make the same box again. */
  readonly random: RandomBytes;
}

/**
 * Seals `plaintext` so that only the holder of the recipient's secret opens it. The box is the ephemeral public key
 * (32 bytes), then XChaCha20-Poly1305 of the plaintext with `info` as associated data (plaintext + 16 bytes), under
 * HMAC-SHA256(shared secret, "xinbiao/seal/1" || ephemeral key || recipient's key || info). Says nothing of the sender.
 * @throws DomainError `key-unacceptable`
 */
export const seal = (plaintext: Uint8Array, recipient: Uint8Array, { info, random }: SealOptions): Uint8Array => {
  verifySealingKey(recipient);
  const secret = random(KEY);
  const ephemeral = sodium.crypto_scalarmult_base(secret);
  const key = sealKey(agreeSecret(secret, recipient), ephemeral, recipient, info);
  return concatBytes(ephemeral, sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, info, null, NONCE, key));
};

export interface OpeningKey {
  /** X25519 public key, 32 bytes: what others seal to. */
  readonly publicKey: Uint8Array;
  /** The plaintext of a sealed box (untrusted bytes). @throws DomainError `seal-unopened` */
  open(box: Uint8Array, info: Uint8Array): Uint8Array;
}

const openBox = (box: Uint8Array, info: Uint8Array, secret: Uint8Array, publicKey: Uint8Array): Uint8Array => {
  if (box.length < KEY + TAG) return fail('seal-unopened', { reason: 'too short' });
  const ephemeral = box.slice(0, KEY);
  try {
    const key = sealKey(agreeSecret(secret, ephemeral), ephemeral, publicKey, info);
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, box.subarray(KEY), info, NONCE, key);
  } catch {
    return fail('seal-unopened', { reason: 'another key, other info, or changed bytes' });
  }
};

/** The key pair of a 32-byte secret (draw it from `randomBytes`). @throws DomainError `key-unacceptable` for another length */
export const createOpeningKey = (secret: Uint8Array): OpeningKey => {
  if (secret.length !== KEY) return fail('key-unacceptable', { curve: 'x25519', reason: 'length' });
  const publicKey = sodium.crypto_scalarmult_base(secret);
  return { publicKey, open: (box, info) => openBox(box, info, secret, publicKey) };
};
