import type { Session } from '../../api/sessions.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import type { AccountService } from '../accounts/service.ts';
import type { Caller, Directory } from '../directory.ts';
import type { SignInAttempts } from './attempts.ts';
import { fail } from './errors.ts';
import type { RelyingParty } from './relying-party.ts';
import type { SessionStore } from './store.ts';

/** Milliseconds. */
export const SESSION_LIFETIME = 12 * 3_600_000;
export const SIGN_IN_LIFETIME = 15 * 60_000;

type Person = Extract<Caller, { readonly kind: 'person' }>;

export interface SessionService {
  /** A new sign-in: `browser` is a secret for a cookie of its own, `address` is where the browser goes. */
  begin(destination: string): Promise<{ readonly state: string; readonly browser: string; readonly address: string }>;
  /**
   * The identity provider's answer (untrusted query) becomes a session; `earlier` is the session that the browser had.
   * @throws DomainError `sign-in-unknown`, `sign-in-failed`
   */
  finish(answer: {
    readonly query: string;
    readonly state: string;
    readonly browser: string;
    readonly earlier?: string | undefined;
  }): Promise<{ readonly id: string; readonly destination: string }>;
  /** Where a used state led, for a browser that is signed in and went back; undefined else. */
  revisit(state: string, id: string | undefined): Promise<string | undefined>;
  /** Checks login and secret (32 bytes, hex). @throws DomainError `sign-in-refused`, `sign-in-limited` */
  verifySecret(login: string, secret: string): Promise<void>;
  /** The person of a living session. */
  callerOf(id: string): Promise<Person | undefined>;
  /** What the console shows of the own session. */
  describe(caller: Person): Promise<Session>;
  end(id: string): Promise<void>;
}

export interface SessionServiceOptions {
  readonly store: SessionStore;
  readonly attempts: SignInAttempts;
  readonly accounts: Pick<AccountService, 'find' | 'isSecretOf'>;
  readonly directory: Directory;
  /** Known once the gateway listens. */
  readonly relyingParty: () => RelyingParty;
  readonly random: RandomBytes;
}

export const createSessionService = (options: SessionServiceOptions): SessionService => {
  const { store, attempts, accounts, directory, relyingParty, random } = options;
  const newSecret = (): string => toHex(random(32));

  /** A session before another person's would stay usable unseen; the same person's goes on in her other tabs. */
  const endOther = async (earlier: string | undefined, login: string): Promise<void> => {
    const before = earlier === undefined ? undefined : await store.loginOf(earlier);
    if (earlier !== undefined && before !== undefined && before !== login) await store.endSession(earlier);
  };

  const callerOf = async (id: string): Promise<Person | undefined> => {
    const login = await store.loginOf(id);
    const account = login === undefined ? undefined : await accounts.find(login);
    return account && { kind: 'person', login: account.login, person: account.person, org: account.org, key: account.key };
  };

  return {
    begin: async (destination) => {
      const { state, nonce, verifier, address } = await relyingParty().begin();
      const browser = newSecret();
      await store.keepSignIn(state, { browser, nonce, verifier, destination }, SIGN_IN_LIFETIME);
      return { state, browser, address };
    },
    finish: async ({ query, state, browser, earlier }) => {
      const signIn = (await store.takeSignIn(state, browser)) ?? fail('sign-in-unknown');
      const login = await relyingParty().finish(query, state, signIn);
      if ((await accounts.find(login)) === undefined) fail('sign-in-failed');
      await endOther(earlier, login);
      const id = newSecret();
      await store.keepSession(id, login, SESSION_LIFETIME);
      return { id, destination: signIn.destination };
    },
    revisit: async (state, id) => {
      const signedIn = id !== undefined && (await store.loginOf(id)) !== undefined;
      return signedIn ? await store.destinationOf(state) : undefined;
    },
    verifySecret: async (login, secret) => {
      await attempts.begin(login);
      if (!(await accounts.isSecretOf(login, secret))) fail('sign-in-refused');
      await attempts.succeed(login);
    },
    callerOf,
    describe: async ({ login, person, org, key }) => {
      const name = (await accounts.find(login))?.name ?? login;
      const certificate = directory.certificateOf(key);
      const own = certificate?.org === org && certificate.subject.id === person ? certificate : undefined;
      return { login, name, person, org, key, roles: [...(own?.roles ?? [])], ...(own && { certificate: own.id }) };
    },
    end: async (id) => await store.endSession(id),
  };
};
