import { Worker } from 'node:worker_threads';
import { sha256 } from '../../common/crypto/hash.ts';
import { createPassphrase } from '../../common/crypto/passphrase-words.ts';
import { createSalt, wrapForLogin, type Login } from '../../common/crypto/passphrase.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { createOpeningKey, type OpeningKey } from '../../common/crypto/sealing.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { toBase64, toHex } from '../../common/encodings.ts';
import type { Account } from '../../api/accounts.ts';

export interface NewKeys {
  readonly signing: SigningKey;
  readonly opening: OpeningKey;
  readonly words: string;
  /** The account's part that holds keys: made when Argon2id is done. */
  readonly wrapped: Promise<Pick<Account, 'key' | 'salt' | 'verifier' | 'wrap'>>;
}

/** Logins in the order of the words, computed in another thread. */
const deriveInBackground = (
  people: readonly { readonly words: string; readonly salt: Uint8Array }[],
  signal: AbortSignal,
): Promise<Login>[] => {
  const worker = new Worker(new URL('./key-worker.ts', import.meta.url), { workerData: people });
  const waiting = people.map(() => Promise.withResolvers<Login>());
  for (const { promise } of waiting) promise.catch(() => undefined);
  let done = 0;
  worker.on('message', (login: Login) => waiting[done++]?.resolve(login));
  // One that is done ends by itself: to end a thread while it leaves has crashed the whole process.
  signal.addEventListener('abort', () => void (done < people.length && worker.terminate()));
  worker.on('error', (error) => waiting.forEach(({ reject }) => reject(error)));
  return waiting.map(({ promise }) => promise);
};

/** Keys and six words for so many people; the work on them ends with the signal. */
export const createKeys = (count: number, signal: AbortSignal): NewKeys[] => {
  const made = Array.from({ length: count }, () => ({
    words: createPassphrase(randomBytes),
    salt: createSalt(randomBytes),
    signingSecret: randomBytes(32),
    openingSecret: randomBytes(32),
  }));
  const logins = deriveInBackground(
    made.map(({ words, salt }) => ({ words, salt })),
    signal,
  );
  return made.map(({ words, salt, signingSecret, openingSecret }, i) => {
    const signing = createSigningKey(signingSecret);
    const wrap = async (): Promise<Pick<Account, 'key' | 'salt' | 'verifier' | 'wrap'>> => {
      const login = await logins[i];
      if (login === undefined) throw new Error('no login was derived');
      return {
        key: toHex(signing.publicKey),
        salt: toBase64(salt),
        verifier: toHex(sha256(login.loginSecret)),
        wrap: {
          signing: wrapForLogin(signingSecret, login, salt, randomBytes),
          opening: wrapForLogin(openingSecret, login, salt, randomBytes),
        },
      };
    };
    const wrapped = wrap();
    wrapped.catch(() => undefined);
    return { signing, opening: createOpeningKey(openingSecret), words, wrapped };
  });
};
