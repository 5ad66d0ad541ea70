import { bodyParser } from '@koa/bodyparser';
import type { Context } from 'koa';
import { refusal } from '../errors.ts';
import type { Route } from './route.ts';

const DEFAULT_LIMIT = 65_536;

const toRefusal = (error: unknown, limit: number): unknown => {
  const { status, type } = error as { readonly status?: number; readonly type?: string };
  if (status === 413 || type === 'entity.too.large') return refusal('body-too-large', { limit }, { cause: error });
  if (status !== undefined && status >= 400 && status < 500)
    return refusal('request-malformed', { violations: [{ in: 'body', pointer: '', message: 'is not JSON in UTF-8' }] }, { cause: error });
  return error;
};

const hasBody = (ctx: Context): boolean => ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length') || 0) > 0;

/**
 * Reads the untrusted body once, at most `bodyLimit` bytes of it (after decompression), as JSON.
 * @throws DomainError `body-too-large`, `media-type-unsupported`, `request-malformed`
 */
export const createBodyReader = ({ body, bodyLimit = DEFAULT_LIMIT }: Route): ((ctx: Context) => Promise<void>) => {
  const parse = bodyParser({
    enableTypes: ['json'],
    extendTypes: { json: ['application/json'] },
    parsedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
    jsonLimit: bodyLimit,
    jsonStrict: false,
    onError: (error) => {
      throw toRefusal(error, bodyLimit);
    },
  });
  return async (ctx) => {
    if (body === undefined) {
      if (hasBody(ctx)) throw refusal('request-malformed', { violations: [{ in: 'body', pointer: '', message: 'is not expected here' }] });
      return;
    }
    if (hasBody(ctx) && !ctx.is('application/json')) throw refusal('media-type-unsupported', { expected: 'application/json' });
    await parse(ctx, () => Promise.resolve());
  };
};

/** The body's bytes as they came, for a digest; empty when there was none. */
export const rawBodyOf = (ctx: Context): Uint8Array => new TextEncoder().encode(ctx.request.rawBody ?? '');
