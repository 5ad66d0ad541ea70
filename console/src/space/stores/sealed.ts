import { toUtf8 } from '../../../../common/encodings.ts';
import { fail } from '../errors.ts';
import type { KeyValueStore, Locks } from '../ports.ts';

const KEY_NAME = 'sealing-key';
const ALGORITHM = 'AES-GCM';
const NONCE = 12;

interface SealedValue {
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

export interface SealedStoreOptions {
  /** Holds the sealed values and the key, which never leaves it in the clear. */
  readonly store: KeyValueStore;
  readonly locks: Locks;
  /** WebCrypto. */
  readonly crypto: Pick<Crypto, 'subtle' | 'getRandomValues'>;
}

const takeKey = ({ store, locks, crypto }: SealedStoreOptions): Promise<CryptoKey> =>
  // Two tabs that both made a key would each lose what the other one sealed.
  locks.request(KEY_NAME, {}, async () => {
    const kept = (await store.get(KEY_NAME)) as CryptoKey | undefined;
    if (kept !== undefined) return kept;
    const key = await crypto.subtle.generateKey({ name: ALGORITHM, length: 256 }, false, ['encrypt', 'decrypt']);
    await store.write([{ key: KEY_NAME, value: key }]);
    return key;
  });

/**
 * JSON values under AES-256-GCM with a key that scripts cannot read out of the browser; a value only opens under the name it was
 * sealed for. Names stay in the clear, so they hold ids and numbers alone.
 */
export const createSealedStore = async (options: SealedStoreOptions): Promise<KeyValueStore> => {
  const { store, crypto } = options;
  const key = await takeKey(options);

  const seal = async (name: string, value: unknown): Promise<SealedValue> => {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
    const plaintext = new TextEncoder().encode(JSON.stringify(value));
    const additionalData = new Uint8Array(toUtf8(name));
    return { nonce, bytes: await crypto.subtle.encrypt({ name: ALGORITHM, iv: nonce, additionalData }, key, plaintext) };
  };

  const open = async (name: string, value: unknown): Promise<unknown> => {
    if (value === undefined) return undefined;
    const { nonce, bytes } = value as SealedValue;
    try {
      const plaintext = await crypto.subtle.decrypt(
        { name: ALGORITHM, iv: nonce, additionalData: new Uint8Array(toUtf8(name)) },
        key,
        bytes,
      );
      return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
    } catch (cause) {
      return fail('store-damaged', { name }, { cause });
    }
  };

  return {
    get: async (name) => await open(name, await store.get(name)),
    list: async (prefix) => {
      const values = (await store.list(prefix)).filter(([name]) => name !== KEY_NAME);
      return await Promise.all(values.map(async ([name, value]) => [name, await open(name, value)] as const));
    },
    write: async (changes) => {
      const sealed = changes.map(async ({ key: name, value }) => ({
        key: name,
        value: value === undefined ? undefined : await seal(name, value),
      }));
      await store.write(await Promise.all(sealed));
    },
  };
};
