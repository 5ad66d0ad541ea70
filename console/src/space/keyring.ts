import type { RoamingWrap } from '../../../api/accounts.ts';
import { createSalt, deriveLogin, unwrapForLogin, wrapForLogin, type Login } from '../../../common/crypto/passphrase.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import { createOpeningKey, type OpeningKey } from '../../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../../common/crypto/signature.ts';
import { parseBase64, parseHex, toBase64, toHex } from '../../../common/encodings.ts';
import type { KeyValueStore } from './ports.ts';

/** A person's two secrets, 32 bytes each. */
export interface PersonSecrets {
  readonly signing: Uint8Array;
  readonly opening: Uint8Array;
}

export const createSecrets = (random: RandomBytes): PersonSecrets => ({ signing: random(32), opening: random(32) });

/** Keys that are open and can be used. */
export interface Keyring {
  readonly signing: SigningKey;
  readonly opening: OpeningKey;
  /** Public halves, hex. */
  readonly key: string;
  readonly openingKey: string;
}

export const toKeyring = ({ signing: seed, opening: secret }: PersonSecrets): Keyring => {
  const [signing, opening] = [createSigningKey(seed), createOpeningKey(secret)];
  return { signing, opening, key: toHex(signing.publicKey), openingKey: toHex(opening.publicKey) };
};

/** What an account at the gateway holds of a person's secrets: nothing that opens without the six words. */
export interface RoamingKeys {
  /** Base64. */
  readonly salt: string;
  /** SHA-256 of the login secret, hex. */
  readonly verifier: string;
  readonly wrap: RoamingWrap;
}

/** Wraps signing and opening key apart under six words; takes about a second. */
export const wrapSecrets = (secrets: PersonSecrets, words: string, random: RandomBytes): RoamingKeys => {
  const salt = createSalt(random);
  const login = deriveLogin(words, salt);
  const wrap = (secret: Uint8Array) => wrapForLogin(secret, login, salt, random);
  return {
    salt: toBase64(salt),
    verifier: toHex(sha256(login.loginSecret)),
    wrap: { signing: wrap(secrets.signing), opening: wrap(secrets.opening) },
  };
};

/** @throws DomainError `passphrase-wrong`, `malformed-encoding` */
export const unwrapSecrets = (wrap: RoamingWrap, words: string): PersonSecrets => {
  const logins = new Map<string, Login>();
  const open = (wrapped: RoamingWrap['signing']): Uint8Array => {
    const login = logins.get(wrapped.salt) ?? deriveLogin(words, parseBase64(wrapped.salt));
    logins.set(wrapped.salt, login);
    return unwrapForLogin(wrapped, login);
  };
  return { signing: open(wrap.signing), opening: open(wrap.opening) };
};

interface KeptSecrets {
  readonly signing: string;
  readonly opening: string;
  readonly until: number;
}

const PLACE = 'session-keys';

/** Keeps a person's secrets open over a reload, until the session ends; the store must be sealed (stores/sealed.ts). */
export interface SessionKeys {
  keep(secrets: PersonSecrets, until: number): Promise<void>;
  /** Undefined once the time is over. */
  read(): Promise<PersonSecrets | undefined>;
  wipe(): Promise<void>;
}

export const createSessionKeys = (store: KeyValueStore, clock: () => number): SessionKeys => {
  const wipe = (): Promise<void> => store.write([{ key: PLACE, value: undefined }]);
  return {
    keep: ({ signing, opening }, until) => {
      const value: KeptSecrets = { signing: toHex(signing), opening: toHex(opening), until };
      return store.write([{ key: PLACE, value }]);
    },
    read: async () => {
      const kept = (await store.get(PLACE)) as KeptSecrets | undefined;
      if (kept === undefined) return undefined;
      if (kept.until > clock()) return { signing: parseHex(kept.signing), opening: parseHex(kept.opening) };
      await wipe();
      return undefined;
    },
    wipe,
  };
};
