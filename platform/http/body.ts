import type { Context, Next } from 'koa';
import { createHash } from 'node:crypto';
import { DomainError } from '../../common/errors.ts';
import { refusal } from '../errors.ts';
import type { HoldBody } from './body-share.ts';
import type { Caller, Route } from './route.ts';

const DEFAULT_LIMIT = 65_536;
/** Most bytes of an unread body that are worth running past, so that the connection can serve another request. */
const PASSED_OVER = 65_536;
/** For a client to read the answer in. */
const LINGER_MS = 1000;

const malformed = (message: string, cause?: unknown): Error =>
  refusal('request-malformed', { violations: [{ in: 'body', pointer: '', message }] }, { cause });

/** Undefined for a body whose end only its sender knows. */
const lengthOf = (ctx: Context): number | undefined =>
  ctx.get('Transfer-Encoding') === '' ? Number(ctx.get('Content-Length') || 0) : undefined;

/** Broken off at once, a client that is still sending would lose the answer. */
const closeLater = ({ socket }: Context['req']): void => {
  socket.destroySoon = () => {
    socket.end();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once('close', () => clearTimeout(timer));
  };
};

/** Answered before the body has come to its end, a connection ends with the answer: nobody can make us read on. */
export const closeOnUnreadBody = async (ctx: Context, next: Next): Promise<void> => {
  await next();
  const isShort = (lengthOf(ctx) ?? Infinity) <= PASSED_OVER;
  if (ctx.req.complete || isShort || ctx.headerSent) return;
  ctx.set('Connection', 'close');
  // A body that nobody has begun to read, Node.js would run through to its end.
  ctx.req.read(0);
  closeLater(ctx.req);
};

interface Body {
  readonly bytes: Uint8Array;
  /** `Content-Digest` of the bytes (RFC 9530). */
  readonly digest: string;
}

const receive = async (ctx: Context, limit: number, came: (bytes: number) => void): Promise<Body> => {
  const [hash, parts] = [createHash('sha256'), [] as Uint8Array[]];
  let length = 0;
  // The stream outlives the loop: a refusal in the middle is still to be answered.
  for await (const part of ctx.req.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > limit) throw refusal('body-too-large', { limit });
    came(part.length);
    hash.update(part);
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts), digest: `sha-256=:${hash.digest('base64')}:` };
};

const parse = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw malformed('is not JSON in UTF-8', cause);
  }
};

/** Compressed bodies are refused too: none of ours is, and none can grow beyond its limit. */
const verifyForm = (ctx: Context): void => {
  const isPlain = ['', 'identity'].includes(ctx.get('Content-Encoding'));
  if (!isPlain || !ctx.is('application/json')) throw refusal('media-type-unsupported', { expected: 'application/json' });
};

/** @param hold where nobody answers for the body */
const receiveHeld = async (ctx: Context, limit: number, hold: HoldBody | undefined): Promise<Body> => {
  if ((lengthOf(ctx) ?? 0) > limit) throw refusal('body-too-large', { limit });
  const held = hold?.(ctx.ip);
  try {
    return await receive(ctx, limit, (bytes) => held?.add(bytes));
  } catch (error) {
    throw error instanceof DomainError ? error : malformed('did not come to its end', error);
  } finally {
    held?.free();
  }
};

/**
 * Reads the untrusted body once, at most `bodyLimit` bytes of it, as JSON; undefined where there is none. What a key has signed must be what came.
 * @throws DomainError `body-too-large`, `media-type-unsupported`, `request-digest-wrong`, `request-malformed`, `too-many-requests`
 */
export const createBodyReader =
  ({ body, bodyLimit = DEFAULT_LIMIT }: Route, hold: HoldBody) =>
  async (ctx: Context, caller: Caller | undefined): Promise<unknown> => {
    if (lengthOf(ctx) === 0) return undefined;
    if (body === undefined) throw malformed('is not expected here');
    verifyForm(ctx);
    const { bytes, digest } = await receiveHeld(ctx, bodyLimit, caller === undefined ? hold : undefined);
    if (caller?.kind === 'key' && digest !== ctx.get('Content-Digest')) throw refusal('request-digest-wrong');
    return bytes.length === 0 ? undefined : parse(bytes);
  };
