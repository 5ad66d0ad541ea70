import type { Context, Next } from 'koa';
import { v7 as uuid } from 'uuid';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Gives each request an id of ours, told to the client, by which its log lines are found. */
export const identifyRequests = async (ctx: Context, next: Next): Promise<void> => {
  const id = uuid();
  ctx.state['requestId'] = id;
  ctx.set('X-Request-Id', id);
  await next();
};

/**
 * One line a request: the route's pattern instead of the path, since ids and query strings lead to people; no address, no header, no body.
 */
export const logRequests =
  (log: Logger, metrics: Metrics | undefined) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const start = performance.now();
    try {
      await next();
    } finally {
      const route = typeof ctx.state['route'] === 'string' ? ctx.state['route'] : 'unmatched';
      const seconds = (performance.now() - start) / 1000;
      // The method is the client's own word: one we do not know must not become a label of its own.
      const method = METHODS.has(ctx.method) ? ctx.method : 'other';
      metrics?.observeRequest({ method, route, status: ctx.status, seconds });
      log.info(
        { request: ctx.state['requestId'] as unknown, method, route, status: ctx.status, ms: Math.round(seconds * 1000) },
        'request',
      );
    }
  };
