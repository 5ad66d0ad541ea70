import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider, type Interaction } from 'oidc-provider';
import { presentSignInProblem } from './answers.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { fail } from './errors.ts';
import type { SessionKeys } from './keys.ts';

/** The gateway as a client of its own identity provider. */
export const CLIENT_ID = 'gateway';
export const CALLBACK_PATH = '/auth/callback';
export const ISSUER_PATH = '/oidc';

/** Seconds. */
const MINUTE = 60;
const LIFETIMES = {
  AccessToken: MINUTE,
  AuthorizationCode: MINUTE,
  IdToken: MINUTE,
  Interaction: 15 * MINUTE,
  Session: 15 * MINUTE,
  Grant: 15 * MINUTE,
};

const INTERACTION_COOKIE = 'xinbiao.interaction';

/** Path of the console's sign-in page and of the routes that it calls. */
export const interactionPath = (uid: string): string => `/interaction/${uid}`;
const interactionApiPath = (uid: string): string => `/api/interactions/${uid}`;

export interface IssuerOptions {
  /** Where browsers reach the gateway, without a path. */
  readonly origin: string;
  readonly keys: SessionKeys;
  readonly artifacts: Pick<ArtifactStore, 'adapter'>;
  readonly isAccount: (login: string) => Promise<boolean>;
}

/** What is needed of a request: the identity provider reads its own cookies. */
export interface Requested {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly secure: boolean;
}

export interface Issuer {
  /** Answers what lies below the issuer's path. */
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The sign-in that waits under `uid` in this browser. @throws DomainError `interaction-unknown` */
  interaction(ctx: Requested, uid: string): Promise<Interaction>;
  /** Answers it and says where the browser goes on. */
  finish(ctx: Requested, interaction: Interaction, login: string): Promise<string>;
}

const settings = ({ origin, keys, artifacts, isAccount }: IssuerOptions): Readonly<Record<string, unknown>> => {
  const cookie = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true, secure: origin.startsWith('https:') };
  return {
    adapter: (kind: string) => artifacts.adapter(kind),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: keys.clientSecret,
        redirect_uris: [`${origin}${CALLBACK_PATH}`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientAuthMethods: ['client_secret_basic'],
    cookies: {
      keys: [...keys.cookies],
      long: cookie,
      short: cookie,
      names: { session: 'xinbiao.issuer', interaction: 'xinbiao.interaction-page', resume: 'xinbiao.resume' },
    },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    // The code outlives a second tab's change of person.
    expiresWithSession: () => false,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false }, userinfo: { enabled: false } },
    findAccount: async (_: unknown, login: string) =>
      (await isAccount(login)) ? { accountId: login, claims: () => ({ sub: login }) } : undefined,
    interactions: { url: presentInteraction(cookie) },
    jwks: { keys: keys.jwks.keys.map((key) => ({ ...key })) },
    loadExistingGrant: grantToGateway,
    pkce: { required: () => true },
    renderError: (ctx: { type: string; body: unknown }) => {
      ctx.type = 'text/html; charset=utf-8';
      ctx.body = presentSignInProblem('sign-in-failed');
    },
    responseTypes: ['code'],
    scopes: ['openid'],
    ttl: LIFETIMES,
  };
};

interface IssuerContext {
  readonly cookies: { set(name: string, value: string, options: object): void };
  readonly oidc: {
    readonly provider: Provider;
    readonly client: { readonly clientId: string };
    readonly session: { readonly accountId: string };
  };
}

/** The provider's own cookie stays on the page's path; the page's calls go to the API and need one there. */
const presentInteraction =
  (cookie: object) =>
  (ctx: IssuerContext, { uid }: Interaction): string => {
    ctx.cookies.set(INTERACTION_COOKIE, uid, { ...cookie, path: interactionApiPath(uid), maxAge: LIFETIMES.Interaction * 1000 });
    return interactionPath(uid);
  };

/** The gateway's own client needs nobody's consent. */
const grantToGateway = async ({ oidc: { provider, client, session } }: IssuerContext): Promise<object> => {
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  await grant.save(LIFETIMES.Grant);
  return grant;
};

/** The embedded identity provider. Its address must be final: it stands in every token. */
export const createIssuer = (options: IssuerOptions): Issuer => {
  const provider = new Provider(`${options.origin}${ISSUER_PATH}`, settings(options));
  // Behind a proxy that ends TLS only its header says that the browser's side is secure.
  provider.proxy = options.origin.startsWith('https:');
  const handle = provider.callback();
  const cookieOf = ({ req, res }: Requested): string | undefined =>
    provider.createContext(req, res).cookies.get(INTERACTION_COOKIE, { signed: true });
  return {
    answer: async (req, res) => {
      const { url = '/' } = req;
      // As a mounted application sees it: its own path, and the whole one beside.
      Object.assign(req, { originalUrl: url, url: url.slice(ISSUER_PATH.length) || '/' });
      await handle(req, res);
      req.url = url;
    },
    interaction: async (ctx, uid) =>
      (cookieOf(ctx) === uid ? await provider.Interaction.find(uid) : undefined) ?? fail('interaction-unknown', { uid }),
    finish: async (ctx, interaction, login) => {
      // Whoever signed in here before is not asked whether somebody else may: the new sign-in simply takes the place.
      const before = await provider.Session.get(ctx);
      if (before.accountId !== undefined && before.accountId !== login) await before.destroy();
      interaction.session = undefined;
      interaction.result = { login: { accountId: login, remember: false } };
      await interaction.persist();
      return interaction.returnTo;
    },
  };
};
