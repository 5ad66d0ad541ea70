import { timingSafeEqual } from 'node:crypto';
import type { Account as AccountBody, RoamingWrap } from '../../api/accounts.ts';
import { hmacSha256, sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toBase64, toUtf8 } from '../../common/encodings.ts';
import type { Caller, Directory } from '../directory.ts';
import { fail } from './errors.ts';
import type { Account, AccountStore } from './store.ts';

const SALT_BYTES = 16;

export interface AccountService {
  /** 16 bytes, base64. A login that nobody has gets one too, always the same. */
  saltOf(login: string): Promise<string>;
  /** Does the secret belong to the login? Takes as long for a login that nobody has. @param secret 32 bytes, hex */
  isSecretOf(login: string, secret: string): Promise<boolean>;
  find(login: string): Promise<Account | undefined>;
  /** The wrapped keys of a person who is signed in. @throws DomainError `account-unknown` */
  wrapOf(login: string): Promise<RoamingWrap>;
  /** @throws DomainError `certificate-required`, `role-required`, `login-taken`, `account-key-taken`, `account-key-foreign` */
  put(login: string, account: AccountBody, administrator: Caller): Promise<void>;
  /** Name, wrap and login go, with every session; the pseudonym stands in the log. @throws as `put`, `account-unknown` */
  erase(login: string, administrator: Caller): Promise<void>;
  /** For display. */
  named: AccountStore['named'];
}

export interface AccountServiceOptions {
  readonly store: AccountStore;
  readonly directory: Directory;
  /** Hex. */
  readonly saltSecret: string;
  /** Ends every session of the login and forgets its sign-ins under way. */
  readonly signOut: (login: string) => Promise<void>;
}

export const createAccountService = ({ store, directory, saltSecret, signOut }: AccountServiceOptions): AccountService => {
  const imagine = (what: string, login: string): Uint8Array => hmacSha256(parseHex(saltSecret), toUtf8(`xinbiao/${what}/1\n${login}`));
  /** A key that is certified already speaks for its own person only. */
  const requireOwnKey = ({ key, person }: AccountBody, org: string): void => {
    const certificate = directory.state().certificates.get(key);
    if (certificate !== undefined && (certificate.org !== org || certificate.subject.id !== person)) fail('account-key-foreign', { key });
  };
  return {
    saltOf: async (login) => (await store.find(login))?.salt ?? toBase64(imagine('salt', login).slice(0, SALT_BYTES)),
    isSecretOf: async (login, secret) => {
      const account = await store.find(login);
      const verifier = account === undefined ? imagine('verifier', login) : parseHex(account.verifier);
      return timingSafeEqual(sha256(parseHex(secret)), verifier) && account !== undefined;
    },
    find: async (login) => await store.find(login),
    wrapOf: async (login) => (await store.find(login))?.wrap ?? fail('account-unknown', { login }),
    put: async (login, account, administrator) => {
      const { org } = directory.requireRole(administrator, 'administrator');
      requireOwnKey(account, org);
      const before = await store.find(login);
      const outcome = await store.put({ login, org, ...account });
      if (outcome !== 'written') fail(outcome, { login });
      if (before !== undefined && before.verifier !== account.verifier) await signOut(login);
    },
    erase: async (login, administrator) => {
      const { org } = directory.requireRole(administrator, 'administrator');
      if (!(await store.erase(login, org))) fail('account-unknown', { login });
      await signOut(login);
    },
    named: async (where) => await store.named(where),
  };
};
