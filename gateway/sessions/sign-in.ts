import type { Context, Middleware } from 'koa';
import * as path from 'node:path';
import type { AccountService } from '../accounts/service.ts';
import type { Person } from '../directory.ts';
import type { Foundation } from '../foundation.ts';
import type { Resource } from '../resource.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { createSignInAttempts } from './attempts.ts';
import { createSessionCookies } from './cookies.ts';
import { createIssuer, ISSUER_PATH } from './issuer.ts';
import { loadSessionKeys, type SessionKeys } from './keys.ts';
import { createRelyingParty } from './relying-party.ts';
import { createSessionRoutes } from './routes.ts';
import { createSessionService } from './service.ts';
import type { SessionStore } from './store.ts';

export interface SignIn {
  readonly resource: Resource;
  /** The identity provider, in front of the routes: it reads its own bodies. */
  readonly before: Middleware;
  readonly personOf: (ctx: Context) => Promise<Person | undefined>;
}

export const readSessionKeys = ({ folder, random }: Foundation): SessionKeys => loadSessionKeys(path.join(folder, 'keys'), random);

export interface SignInParts {
  readonly accounts: AccountService;
  readonly keys: SessionKeys;
  readonly store: SessionStore;
  readonly artifacts: ArtifactStore;
}

const SWEEP = 10 * 60_000;

/** Once, at the first use: by then the gateway's address is known. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The identity provider below its path. */
const mount =
  (issuer: () => ReturnType<typeof createIssuer>): Middleware =>
  async (ctx, next) => {
    if (ctx.path.startsWith(`${ISSUER_PATH}/`)) {
      ctx.respond = false;
      await issuer().answer(ctx.req, ctx.res);
    } else await next();
  };

const sweepAtTimes = ({ log }: Foundation, swept: readonly { sweep(): Promise<void> }[]): (() => void) => {
  const sweep = async (): Promise<void> => {
    for (const store of swept) await store.sweep();
  };
  const timer = setInterval(() => void sweep().catch((error: unknown) => log.warn({ error }, 'sweep failed')), SWEEP).unref();
  return () => clearInterval(timer);
};

export const createSignIn = (foundation: Foundation, { accounts, keys, store, artifacts }: SignInParts): SignIn => {
  const { database, clock, random, directory, origin } = foundation;
  const attempts = createSignInAttempts(database, clock, keys.saltSecret);
  const isAccount = async (login: string): Promise<boolean> => (await accounts.find(login)) !== undefined;
  const issuer = once(() => createIssuer({ origin: origin(), keys, artifacts, isAccount }));
  const relyingParty = once(() =>
    createRelyingParty({ origin: origin(), internal: foundation.address(), clientSecret: keys.clientSecret }),
  );
  const service = createSessionService({ store, attempts, accounts, directory, relyingParty, random });
  const cookies = createSessionCookies(() => origin().startsWith('https:'));
  const stop = sweepAtTimes(foundation, [artifacts, attempts, store]);
  return {
    before: mount(issuer),
    personOf: async (ctx) => {
      const id = cookies.session(ctx);
      return id === undefined ? undefined : await service.callerOf(id);
    },
    resource: {
      routes: createSessionRoutes({ origin, service, issuer, cookies }),
      close: () => Promise.resolve(stop()),
    },
  };
};
