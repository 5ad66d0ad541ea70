import sodium from 'libsodium-wrappers-sumo';
import { z } from 'zod';
import { parseBase64, toBase64, toUtf8 } from '../encodings.ts';
import { DomainError, type CommonCode } from '../errors.ts';
import type { RandomBytes } from './random.ts';

await sodium.ready;

const KEY = 32;
const SALT = sodium.crypto_pwhash_SALTBYTES;
const NONCE = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
/** A wrapped secret is a key or a small file of keys. */
const LONGEST = 65_536;

/** `device`: a passphrase that never leaves this machine. `roaming`: the wrap lies with someone else. */
export type WrapProfile = 'device' | 'roaming';

/** Argon2id cost: passes and bytes (libsodium's INTERACTIVE and MODERATE). */
const COSTS: Readonly<Record<WrapProfile, { readonly passes: number; readonly memory: number }>> = {
  device: { passes: sodium.crypto_pwhash_OPSLIMIT_INTERACTIVE, memory: sodium.crypto_pwhash_MEMLIMIT_INTERACTIVE },
  roaming: { passes: sodium.crypto_pwhash_OPSLIMIT_MODERATE, memory: sodium.crypto_pwhash_MEMLIMIT_MODERATE },
};

const base64 = (characters: number) => z.string().max(characters);

/** A secret under a passphrase, fit for JSON; bytes in base64: Argon2id salt (16), XChaCha20-Poly1305 nonce (24), ciphertext. */
export const wrappedSecret = z.strictObject({
  v: z.literal(1),
  profile: z.enum(['device', 'roaming']),
  salt: base64(24),
  nonce: base64(32),
  ciphertext: base64(2 * LONGEST),
});
export type WrappedSecret = Readonly<z.infer<typeof wrappedSecret>>;

/** What a passphrase gives under one salt: the server may be told the login secret, never the wrap key. */
export interface Login {
  /** 32 bytes; opens the roaming wrap that bears the same salt. */
  readonly wrapKey: Uint8Array;
  /** 32 bytes; proves to the server that the passphrase is known. */
  readonly loginSecret: Uint8Array;
}

const fail = (code: CommonCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<CommonCode>(code, details);
};

/** Two keyboards may compose one character differently: NFKC makes both the same passphrase. */
const stretch = (length: number, passphrase: string, salt: Uint8Array, profile: WrapProfile): Uint8Array => {
  if (salt.length !== SALT) fail('malformed-encoding', { what: 'salt', bytes: salt.length });
  const { passes, memory } = COSTS[profile];
  return sodium.crypto_pwhash(length, toUtf8(passphrase.normalize('NFKC')), salt, passes, memory, sodium.crypto_pwhash_ALG_ARGON2ID13);
};

/** 16 bytes for Argon2id. */
export const createSalt = (random: RandomBytes): Uint8Array => random(SALT);

/**
 * Argon2id (RFC 9106; MODERATE) to 64 bytes: the first 32 are the wrap key, the last 32 the login secret. The two halves
 * come out of one hash as unrelated values, so that a server which stores or sees the login secret learns nothing of the
 * wrap key except by guessing the passphrase itself, at the full price of Argon2id a guess; six generated words
 * (66 bits) put that out of reach, a chosen word does not.
 * @param salt 16 bytes, the person's own; public
 * @throws DomainError `malformed-encoding` for another length of salt
 */
export const deriveLogin = (passphrase: string, salt: Uint8Array): Login => {
  const bytes = stretch(2 * KEY, passphrase, salt, 'roaming');
  return { wrapKey: bytes.slice(0, KEY), loginSecret: bytes.slice(KEY) };
};

const toWrapKey = (passphrase: string, salt: Uint8Array, profile: WrapProfile): Uint8Array =>
  profile === 'roaming' ? deriveLogin(passphrase, salt).wrapKey : stretch(KEY, passphrase, salt, profile);

const toContext = (profile: WrapProfile): Uint8Array => toUtf8(`xinbiao/passphrase/1/${profile}`);

/** Wraps under a key that is derived already. `salt` is the one it was derived with. */
const wrapUnder = (secret: Uint8Array, key: Uint8Array, salt: Uint8Array, profile: WrapProfile, random: RandomBytes): WrappedSecret => {
  if (secret.length > LONGEST) fail('malformed-encoding', { what: 'secret', bytes: secret.length });
  const nonce = random(NONCE);
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, toContext(profile), null, nonce, key);
  return { v: 1, profile, salt: toBase64(salt), nonce: toBase64(nonce), ciphertext: toBase64(ciphertext) };
};

/** Wraps a secret (at most 64 KiB) under a passphrase; takes about 0.1 s (`device`) or 0.8 s (`roaming`). */
export const wrapSecret = (secret: Uint8Array, passphrase: string, profile: WrapProfile, random: RandomBytes): WrappedSecret => {
  const salt = createSalt(random);
  return wrapUnder(secret, toWrapKey(passphrase, salt, profile), salt, profile, random);
};

/** The roaming wrap for a login derived with `salt`; several secrets may lie under one login. */
export const wrapForLogin = (secret: Uint8Array, { wrapKey }: Login, salt: Uint8Array, random: RandomBytes): WrappedSecret =>
  wrapUnder(secret, wrapKey, salt, 'roaming', random);

interface OpenedRecord {
  readonly profile: WrapProfile;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly ciphertext: Uint8Array;
}

/** Untrusted JSON to its parts. */
const parseRecord = (value: unknown): OpenedRecord => {
  const parsed = wrappedSecret.safeParse(value);
  if (!parsed.success) return fail('malformed-encoding', { what: 'wrapped secret' });
  const { profile, salt, nonce, ciphertext } = parsed.data;
  const record = { profile, salt: parseBase64(salt), nonce: parseBase64(nonce), ciphertext: parseBase64(ciphertext) };
  return record.salt.length === SALT && record.nonce.length === NONCE ? record : fail('malformed-encoding', { what: 'wrapped secret' });
};

const unwrapUnder = ({ profile, nonce, ciphertext }: OpenedRecord, key: Uint8Array): Uint8Array => {
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, toContext(profile), nonce, key);
  } catch {
    return fail('passphrase-wrong');
  }
};

/**
 * The secret of a wrap (untrusted).
 * @throws DomainError `passphrase-wrong` for another passphrase or changed bytes, `malformed-encoding`
 */
export const unwrapSecret = (wrapped: WrappedSecret, passphrase: string): Uint8Array => {
  const record = parseRecord(wrapped);
  return unwrapUnder(record, toWrapKey(passphrase, record.salt, record.profile));
};

/** As `unwrapSecret`, for a login derived already with the wrap's salt. @throws DomainError `passphrase-wrong`, `malformed-encoding` */
export const unwrapForLogin = (wrapped: WrappedSecret, { wrapKey }: Login): Uint8Array => unwrapUnder(parseRecord(wrapped), wrapKey);
