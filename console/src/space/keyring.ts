import type { RoamingWrap } from '../../../api/accounts.ts';
import { createSalt, deriveLogin, unwrapForLogin, wrapForLogin, type Login } from '../../../common/crypto/passphrase.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import type { RandomBytes } from '../../../common/crypto/random.ts';
import { createOpeningKey, type OpeningKey } from '../../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../../common/crypto/signature.ts';
import { parseBase64, parseHex, toBase64, toHex } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
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

interface KeptWrapKey {
  readonly login: string;
  /** Base64, and the key that the words gave under it, hex. */
  readonly salt: string;
  readonly wrapKey: string;
  readonly until: number;
}

const [SECRETS, WRAP_KEY] = ['session-keys', 'sign-in-key'];
/** Milliseconds from the words on the sign-in page to the first page after it. */
const SIGN_IN = 5 * 60_000;

/** Keeps a person's secrets open over a reload, until the session ends; the store must be sealed (stores/sealed.ts). */
export interface SessionKeys {
  keep(secrets: PersonSecrets, until: number): Promise<void>;
  /** Undefined once the time is over. */
  read(): Promise<PersonSecrets | undefined>;
  /** The words are typed before the wrap may be asked for: what they gave waits for the session, minutes at most. */
  expect(login: string, salt: string, wrapKey: Uint8Array): Promise<void>;
  /** Opens the wrap of this login with what its words gave just before; only once. Undefined without that, or for other words. */
  openExpected(login: string, wrap: RoamingWrap): Promise<PersonSecrets | undefined>;
  wipe(): Promise<void>;
}

/** What a wrap key opens, or nothing. */
const openWith = (wrap: RoamingWrap, { salt, wrapKey }: KeptWrapKey): PersonSecrets | undefined => {
  if (wrap.signing.salt !== salt || wrap.opening.salt !== salt) return undefined;
  const login: Login = { wrapKey: parseHex(wrapKey), loginSecret: new Uint8Array() };
  try {
    return { signing: unwrapForLogin(wrap.signing, login), opening: unwrapForLogin(wrap.opening, login) };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

export const createSessionKeys = (store: KeyValueStore, clock: () => number): SessionKeys => {
  const take = async <Kept extends { readonly until: number }>(place: string): Promise<Kept | undefined> => {
    const kept = (await store.get(place)) as Kept | undefined;
    if (kept === undefined || kept.until > clock()) return kept;
    await store.write([{ key: place, value: undefined }]);
    return undefined;
  };
  return {
    keep: ({ signing, opening }, until) => {
      const value: KeptSecrets = { signing: toHex(signing), opening: toHex(opening), until };
      return store.write([{ key: SECRETS, value }]);
    },
    read: async () => {
      const kept = await take<KeptSecrets>(SECRETS);
      return kept && { signing: parseHex(kept.signing), opening: parseHex(kept.opening) };
    },
    expect: (login, salt, wrapKey) => {
      const value: KeptWrapKey = { login, salt, wrapKey: toHex(wrapKey), until: clock() + SIGN_IN };
      return store.write([{ key: WRAP_KEY, value }]);
    },
    openExpected: async (login, wrap) => {
      const kept = await take<KeptWrapKey>(WRAP_KEY);
      if (kept === undefined) return undefined;
      await store.write([{ key: WRAP_KEY, value: undefined }]);
      return kept.login === login ? openWith(wrap, kept) : undefined;
    },
    wipe: () =>
      store.write([
        { key: SECRETS, value: undefined },
        { key: WRAP_KEY, value: undefined },
      ]),
  };
};
