import { Router } from '@koa/router';
import type { Context } from 'koa';
import { refusal } from '../errors.ts';
import { admit, type Authenticate } from './access.ts';
import { createBodyReader } from './body.ts';
import { createBodyShares, type HoldBody } from './body-share.ts';
import { createLimiter, type Limiter } from './limits.ts';
import type { Caller, Limit, Reply, Route } from './route.ts';
import { parseParts } from './violations.ts';

export interface RouterOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  /** By caller, over all routes. */
  readonly callerLimit: Limit;
  /** Bytes held of bodies that are under way on public routes, by remote address. */
  readonly strangers: number;
  /** Aborted when the process stops. */
  readonly closing: AbortSignal;
}

const isReply = (answer: unknown): answer is Reply<unknown> =>
  typeof answer === 'object' && answer !== null && 'reply' in answer && 'value' in answer;

const signalOf = (ctx: Context, closing: AbortSignal): AbortSignal => {
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, closing]);
};

/** What the answer's schema does not list does not leave. */
const answer = (ctx: Context, { answer: form, cache = 'no-store' }: Route, result: unknown): void => {
  const { value, reply: how } = isReply(result) ? result : { value: result, reply: {} };
  ctx.set('Cache-Control', cache);
  for (const [name, text] of Object.entries(how.headers ?? {})) ctx.set(name, text);
  ctx.status = how.status ?? (form === undefined ? 204 : 200);
  if (form === undefined) return;
  if (typeof form === 'string') {
    ctx.body = typeof value === 'string' ? value : Buffer.from(value as Uint8Array);
    ctx.type = form;
    return;
  }
  ctx.body = JSON.stringify(form.parse(value));
  ctx.type = 'application/json';
};

const createHandler = (route: Route, { authenticate, closing }: RouterOptions, callerLimiter: Limiter, hold: HoldBody) => {
  const read = createBodyReader(route, hold);
  const ownLimiter = route.limit && createLimiter(route.limit);
  const limit = async (ctx: Context, caller: Caller | undefined): Promise<void> => {
    const key = caller ? `${caller.kind}:${caller.id}` : `remote:${ctx.ip}`;
    if (caller) await callerLimiter(key);
    await ownLimiter?.(key);
  };
  return async (ctx: Context): Promise<void> => {
    // Who asks is known from the head alone: nobody else can make us take in a body.
    const caller = await admit(route, authenticate, ctx);
    await limit(ctx, caller);
    const values = { path: ctx['params'] as unknown, query: { ...ctx.query }, body: await read(ctx, caller) };
    const parts = parseParts({ path: route.params, query: route.query, body: route.body }, values);
    answer(ctx, route, await route.handle({ caller, ...parts, signal: signalOf(ctx, closing), ctx }));
  };
};

/** A placeholder is only trusted once its schema has seen it. */
const verifyRoute = ({ method, path, params }: Route, taken: Set<string>): void => {
  const name = `${method} ${path}`;
  if (taken.has(name)) throw new TypeError(`two routes for ${name}`);
  taken.add(name);
  if (/[:*]\w/.test(path) && params === undefined) throw new TypeError(`${name} has placeholders and no schema for them`);
};

const allowedMethods = (router: Router, path: string): readonly string[] => [
  ...new Set(router.match(path, 'GET').path.flatMap(({ methods }) => methods)),
];

/** Every route by its own handler; a known path with another method is answered 405. */
export const createRouter = (options: RouterOptions): Router => {
  const router = new Router();
  const limiter = createLimiter(options.callerLimit);
  const hold = createBodyShares(options.strangers);
  const taken = new Set<string>();
  for (const route of options.routes) {
    verifyRoute(route, taken);
    const handler = createHandler(route, options, limiter, hold);
    router[route.method](route.path, (ctx) => {
      ctx.state['route'] = route.path;
      return handler(ctx);
    });
  }
  return router;
};

/** Behind the router: a path that it knows under another method. @throws DomainError `method-not-allowed` */
export const refuseOtherMethods =
  (router: Router) =>
  async (ctx: Context, next: () => Promise<unknown>): Promise<void> => {
    const allowed = allowedMethods(router, ctx.path);
    if (allowed.length > 0) throw refusal('method-not-allowed', { allowed: allowed.join(', ') });
    await next();
  };
