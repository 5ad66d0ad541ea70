import type { Context } from 'koa';
import { createApp, type HttpOptions } from '../../platform/http/app.ts';
import { listen, type Listening } from '../../platform/http/listen.ts';
import type { Caller } from '../../platform/http/route.ts';
import { createLogger } from '../../platform/telemetry/logger.ts';

/** Log lines, parsed, in place of a file. */
export const createMemoryLog = () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ process: 'test', destination: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) } });
  return { log, lines };
};

/** An authenticator for tests that believes a header `x-caller: person alice labeler,reviewer`. */
export const believeHeader = (ctx: Context): Promise<Caller | undefined> => {
  const [kind, id, roles = ''] = ctx.get('x-caller').split(' ');
  if ((kind !== 'person' && kind !== 'key') || id === undefined) return Promise.resolve(undefined);
  return Promise.resolve({ kind, id, roles: roles.split(',').filter(Boolean) });
};

/** The routes on a free port, with {@link believeHeader} unless told otherwise. */
export const serve = async (
  options: Pick<HttpOptions, 'routes'> & Partial<HttpOptions>,
): Promise<Listening & { readonly lines: Record<string, unknown>[] }> => {
  const { log, lines } = createMemoryLog();
  const kernel = createApp({ authenticate: believeHeader, statuses: {}, log, ...options });
  return { ...(await listen(kernel, { port: 0 })), lines };
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
};

/** One request, its answer read whole; `json` is sent as such, by `send` instead of the global fetch where it is given. */
export const request = async (
  url: string,
  init: RequestInit & { readonly json?: unknown; readonly send?: typeof fetch } = {},
): Promise<Answer> => {
  const { json, send = fetch, ...rest } = init;
  const headers = new Headers(init.headers);
  if (json !== undefined) headers.set('content-type', 'application/json');
  const response = await send(url, { redirect: 'manual', ...rest, headers, ...(json !== undefined && { body: JSON.stringify(json) }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parse(text) };
};
