import type { Context, Next } from 'koa';
import type { Clock } from '../common/clock.ts';
import { refusal } from '../platform/errors.ts';
import { createApp } from '../platform/http/app.ts';
import { createLimiter, type Limits } from '../platform/http/limits.ts';
import { listen, type Listening } from '../platform/http/listen.ts';
import { createMessageVerifier } from '../platform/http/message-signature.ts';
import { withOpenApi } from '../platform/http/openapi.ts';
import { createProbes } from '../platform/http/probes.ts';
import type { Limit, Route } from '../platform/http/route.ts';
import { isConnectionLoss } from '../platform/postgres/retry.ts';
import { createMetrics, type Metrics } from '../platform/telemetry/metrics.ts';
import { createAuthentication } from './authentication.ts';
import { createConsole } from './console.ts';
import { createAcceptances } from './events/acceptance.ts';
import { createTimeCheck } from './events/claimed-time.ts';
import { createEventRoutes } from './events/routes.ts';
import { createEventService } from './events/service.ts';
import { createFoundation, type Foundation, type FoundationOptions } from './foundation.ts';
import { createIdentity, type Identity } from './identity.ts';
import { startLog, type Log } from './log/log.ts';
import { readWitnessedBy } from './log/points.ts';
import { createLogRoutes } from './log/routes.ts';
import type { CreateParts, Parts } from './parts.ts';
import type { Resource } from './resource.ts';
import { STATUSES } from './statuses.ts';
import { createGatewayTelemetry, type GatewayTelemetry } from './telemetry.ts';

export interface GatewayOptions extends Omit<FoundationOptions, 'origin' | 'address'> {
  /** 0 takes a free one. */
  readonly port: number;
  /** Where browsers reach the gateway; its own address where absent. */
  readonly origin?: string;
  /** Folder of the console's build. */
  readonly console: string;
  readonly version: string;
  /** Milliseconds between checkpoints at least. */
  readonly checkpointInterval: number;
  readonly createParts: CreateParts;
  readonly limits?: Partial<Limits & { readonly actor: Limit }>;
}

export interface Gateway {
  readonly url: string;
  readonly routes: readonly Route[];
  readonly log: Log;
  readonly foundation: Foundation;
  /** Ends requests, then the log, then the resources. The database stays open. */
  close(): Promise<void>;
}

/** Events of one device key. */
const ACTOR_LIMIT: Limit = { points: 3000, seconds: 60 };

interface Composition {
  readonly options: GatewayOptions;
  readonly foundation: Foundation;
  readonly parts: Parts;
  readonly identity: Identity;
  readonly resources: readonly Resource[];
  readonly telemetry: GatewayTelemetry;
  readonly metrics: Metrics;
  readonly log: Log;
}

const startComposedLog = async (
  { checkpointInterval }: GatewayOptions,
  foundation: Foundation,
  resources: readonly Resource[],
  telemetry: GatewayTelemetry,
) => {
  const acceptances = createAcceptances(resources.flatMap((resource) => resource.acceptances ?? []));
  const log = await startLog({
    ...foundation,
    acceptances,
    checkpointInterval,
    telemetry,
    committed: (logged) => {
      for (const { committed } of resources) committed?.(logged);
    },
  });
  return { acceptances, log };
};

const describeRoutes = (
  { options, foundation, resources, identity, telemetry, metrics, log }: Composition,
  acceptances: ReturnType<typeof createAcceptances>,
): readonly Route[] => {
  const { events: store, directory, keys, prove, reader, cosignatures, database } = foundation;
  const actor = createLimiter(options.limits?.actor ?? ACTOR_LIMIT);
  const service = createEventService({
    store,
    sequencer: log.sequencer,
    acceptances,
    directory,
    keys,
    verifyTime: createTimeCheck((size) => readWitnessedBy(database.manager, size), options.clock),
    limit: actor,
    counted: telemetry.counted,
  });
  const checks = {
    database: () => database.query('select 1'),
    sequencer: () => (log.sequencer.isLeading() ? Promise.resolve() : Promise.reject(new Error('another process writes'))),
  };
  const routes = [
    ...createProbes({ checks, metrics }),
    ...createLogRoutes(reader, cosignatures, identity.statedBy),
    ...createEventRoutes({ service, store, prove }),
    ...resources.flatMap((resource) => resource.routes),
  ];
  return withOpenApi(routes, { title: 'Xinbiao gateway', version: options.version });
};

/** While the database restarts, a client is told to come back. */
const explainLoss = async (_ctx: Context, next: Next): Promise<void> => {
  try {
    await next();
  } catch (error) {
    throw isConnectionLoss(error) ? refusal('not-ready', { database: false }, { cause: error }) : error;
  }
};

/** The key behind a request's HTTP message signature (RFC 9421); a stranger's is not even checked, and nothing of it is remembered. */
const createSignerOf = (clock: Clock, knowsKey: (key: string) => Promise<boolean>) => {
  const verify = createMessageVerifier(clock, { knowsKey });
  return (ctx: Context): Promise<string | undefined> => verify({ method: ctx.method, url: ctx.originalUrl, headers: ctx.headers });
};

const serve = async (composition: Composition, routes: readonly Route[]): Promise<Listening> => {
  const { options, foundation, parts, identity, metrics } = composition;
  const { directory, log } = foundation;
  const isPending = (key: string): Promise<boolean> => identity.enrolments.isPending(key);
  const knowsKey = async (key: string): Promise<boolean> => directory.state().certificates.has(key) || (await isPending(key));
  const authenticate = createAuthentication({
    directory,
    signerOf: createSignerOf(foundation.clock, knowsKey),
    personOf: parts.personOf,
    isPending,
  });
  const kernel = createApp({
    routes,
    authenticate,
    statuses: STATUSES,
    log,
    metrics,
    before: [explainLoss, ...parts.before],
    after: createConsole(options.console),
    ...(options.limits && { limits: options.limits }),
  });
  return await listen(kernel, { port: options.port });
};

/** Composes everything and listens. @throws DomainError `port-taken` */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  let url = '';
  const metrics = createMetrics('gateway');
  const telemetry = createGatewayTelemetry(metrics, options.log, options.clock);
  const foundation = createFoundation({ ...options, origin: () => options.origin ?? url, address: () => url }, telemetry.witnessed);
  const parts = await options.createParts(foundation);
  const identity = createIdentity(foundation, parts);
  const resources = [...identity.resources, ...parts.resources];
  const { acceptances, log } = await startComposedLog(options, foundation, resources, telemetry);
  await foundation.cosignatures.recount();
  const composition = { options, foundation, parts, identity, resources, telemetry, metrics, log };
  const routes = describeRoutes(composition, acceptances);
  const listening = await serve(composition, routes).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  ({ url } = listening);
  return {
    url,
    routes,
    log,
    foundation,
    close: async () => {
      await listening.close();
      await log.close();
      for (const resource of resources) await resource.close?.();
    },
  };
};
