import { EntitySchema, LessThan, type DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { integer } from '../columns.ts';

interface SignInRow {
  stateHash: Buffer;
  browserHash: Buffer;
  nonce: string;
  verifier: string;
  destination: string;
  used: boolean;
  expiresAt: number;
}

export const signInSchema = new EntitySchema<SignInRow>({
  name: 'sign_in',
  columns: {
    stateHash: { name: 'state_hash', type: 'bytea', primary: true },
    browserHash: { name: 'browser_hash', type: 'bytea' },
    nonce: { type: 'text' },
    verifier: { type: 'text' },
    destination: { type: 'text' },
    used: { type: 'boolean' },
    expiresAt: { name: 'expires_at', ...integer },
  },
});

interface SessionRow {
  idHash: Buffer;
  login: string;
  createdAt: number;
  expiresAt: number;
}

export const sessionSchema = new EntitySchema<SessionRow>({
  name: 'session',
  columns: {
    idHash: { name: 'id_hash', type: 'bytea', primary: true },
    login: { type: 'text' },
    createdAt: { name: 'created_at', ...integer },
    expiresAt: { name: 'expires_at', ...integer },
  },
});

/** A sign-in under way: one for each state, so that two tabs do not disturb each other. */
export interface SignIn {
  /** Ties the answer to the browser that asked. */
  readonly browser: string;
  readonly nonce: string;
  /** PKCE code verifier. */
  readonly verifier: string;
  /** Path of the console to go to. */
  readonly destination: string;
}

export interface SessionStore {
  keepSignIn(state: string, signIn: SignIn, lifetime: number): Promise<void>;
  /** Takes the sign-in of this state and browser; each is taken once. */
  takeSignIn(state: string, browser: string): Promise<Omit<SignIn, 'browser'> | undefined>;
  /** Where a used state led: for going back to an answer. */
  destinationOf(state: string): Promise<string | undefined>;
  keepSession(id: string, login: string, lifetime: number): Promise<void>;
  /** Login of a living session. */
  loginOf(id: string): Promise<string | undefined>;
  endSession(id: string): Promise<void>;
  endSessionsOf(login: string): Promise<void>;
  /** Drops what has expired. */
  sweep(): Promise<void>;
}

/** Only hashes are kept: who reads the table can use no session and no state. */
const digest = (secret: string): Buffer => Buffer.from(sha256(toUtf8(secret)));

const TAKE = `update sign_in set used = true where state_hash = $1 and browser_hash = $2 and not used and expires_at > $3
  returning nonce, verifier, destination`;

export const createSessionStore = (database: DataSource, clock: Clock): SessionStore => {
  const signIns = database.getRepository(signInSchema);
  const sessions = database.getRepository(sessionSchema);
  const isLiving = <Row extends { readonly expiresAt: number }>(row: Row | null): row is Row => row !== null && row.expiresAt > clock();
  return {
    keepSignIn: async (state, { browser, ...signIn }, lifetime) => {
      const row = { stateHash: digest(state), browserHash: digest(browser), used: false, expiresAt: clock() + lifetime };
      await signIns.insert({ ...row, ...signIn });
    },
    takeSignIn: async (state, browser) => {
      const [rows] = await database.query<[Omit<SignIn, 'browser'>[], number]>(TAKE, [digest(state), digest(browser), clock()]);
      return rows[0];
    },
    destinationOf: async (state) => {
      const row = await signIns.findOneBy({ stateHash: digest(state), used: true });
      return isLiving(row) ? row.destination : undefined;
    },
    keepSession: async (id, login, lifetime) => {
      await sessions.insert({ idHash: digest(id), login, createdAt: clock(), expiresAt: clock() + lifetime });
    },
    loginOf: async (id) => {
      const row = await sessions.findOneBy({ idHash: digest(id) });
      return isLiving(row) ? row.login : undefined;
    },
    endSession: async (id) => {
      await sessions.delete({ idHash: digest(id) });
    },
    endSessionsOf: async (login) => {
      await sessions.delete({ login });
    },
    sweep: async () => {
      await signIns.delete({ expiresAt: LessThan(clock()) });
      await sessions.delete({ expiresAt: LessThan(clock()) });
    },
  };
};
