import type { Context } from 'koa';
import { refusal } from '../errors.ts';
import type { Caller, Route } from './route.ts';

/** Who sent this request? Throws where credentials are there and wrong, so that the caller learns why. */
export type Authenticate = (ctx: Context) => Promise<Caller | undefined>;

const READING = new Set(['GET', 'HEAD']);
const KIND = { session: ['person'], signature: ['key'], either: ['person', 'key'], public: [] } as const satisfies Record<
  Route['access'],
  readonly Caller['kind'][]
>;

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/** A cookie goes along with a request of any page; only our own page may act by it (browsers state the origin, scripts send neither header). */
export const verifyOrigin = (ctx: Context): void => {
  const origin = ctx.get('Origin');
  const site = ctx.get('Sec-Fetch-Site');
  const isOurs = origin === '' ? ['', 'same-origin', 'none'].includes(site) : hostOf(origin) === ctx.host;
  if (!isOurs) throw refusal('origin-refused', { origin });
};

/**
 * Lets a caller through who is of the kind and has one of the roles that the route names.
 * @throws DomainError `unauthenticated`, `origin-refused`, `forbidden`, and what the authenticator throws
 */
export const admit = async (route: Route, authenticate: Authenticate, ctx: Context): Promise<Caller | undefined> => {
  if (route.access === 'public') return undefined;
  const caller = await authenticate(ctx);
  if (caller === undefined) throw refusal('unauthenticated', { access: route.access });
  if (caller.kind === 'person' && !READING.has(ctx.method)) verifyOrigin(ctx);
  const kinds: readonly string[] = KIND[route.access];
  if (!kinds.includes(caller.kind)) throw refusal('forbidden', { access: route.access });
  if (route.roles && !route.roles.some((role) => caller.roles.includes(role))) throw refusal('forbidden', { roles: route.roles });
  return caller;
};
