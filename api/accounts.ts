import { z } from 'zod';
import { wrappedSecret } from '../common/crypto/passphrase.ts';
import { publicKey, uuid } from '../provenance/event/fields.ts';
import { base64, line, secret } from './fields.ts';

/** A person's two keys under her six words, as they lie at the gateway. */
export const roamingWrap = z.strictObject({ signing: wrappedSecret, opening: wrappedSecret }).meta({ id: 'RoamingWrap' });
export type RoamingWrap = z.infer<typeof roamingWrap>;

/** 16 bytes for Argon2id, base64; unknown logins get a stable one that tells nothing. */
export const accountSalt = z.strictObject({ salt: base64(24) }).meta({ id: 'AccountSalt' });

/** Written by an administrator of the person's organisation. */
export const account = z
  .strictObject({
    name: line,
    person: uuid,
    key: publicKey,
    salt: base64(24),
    /** SHA-256 of the login secret, hex. */
    verifier: secret,
    wrap: roamingWrap,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const ownKeys = z.strictObject({ wrap: roamingWrap }).meta({ id: 'OwnKeys' });
