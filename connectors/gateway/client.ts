import type { z } from 'zod';
import { problem } from '../../api/problem.ts';
import { DomainError } from '../../common/errors.ts';
import { fail } from '../errors.ts';

export interface GatewayRequest {
  readonly method?: 'GET' | 'POST' | 'PUT';
  /** Below the gateway's address, with its query. */
  readonly path: string;
  readonly json?: unknown;
  /** Sent without the own key's signature; for what anybody may call. */
  readonly anonymous?: boolean;
  /** Milliseconds, 15 s unless told. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** The gateway over HTTP. Nothing that it says is believed. */
export interface GatewayClient {
  /**
   * @throws DomainError `gateway-unreachable`; with the gateway's own code and `details.status` when it refuses; `gateway-failed`,
   * `gateway-answer-malformed`
   */
  ask<Schema extends z.ZodType>(schema: Schema, request: GatewayRequest): Promise<z.output<Schema>>;
  bytes(request: GatewayRequest): Promise<Uint8Array>;
  text(request: GatewayRequest): Promise<string>;
}

export interface GatewayClientOptions {
  /** Address, such as `http://localhost:8080`. */
  readonly url: string;
  /** Signs each request with the own key. */
  readonly signed: typeof fetch;
  readonly plain: typeof fetch;
  /** Ends every request when the process stops. */
  readonly signal: AbortSignal;
}

const TIMEOUT = 15_000;
/** Milliseconds for what may be megabytes. */
export const TRANSFER_TIMEOUT = 120_000;
/** An answer may fill no more memory than this. */
const MOST_BYTES = 64 * 1024 * 1024;

/** HTTP status of a refusal by the gateway. */
export const statusOf = (error: unknown): number | undefined => {
  const status = error instanceof DomainError ? error.details['status'] : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** Statuses that say nothing about the request itself: it may be sent again as it is. */
const PASSING: readonly number[] = [404, 408, 425, 429];

/** Has the gateway judged and refused this very request? */
export const isRefusal = (error: unknown): error is DomainError => {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && !PASSING.includes(status);
};

const readBounded = async (response: Response): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (response.body === null) return new Uint8Array();
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > MOST_BYTES) return fail('gateway-answer-malformed', { reason: `longer than ${MOST_BYTES} bytes` });
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

const refuse = (status: number, bytes: Uint8Array): never => {
  const parsed = problem.safeParse(parseJson(bytes));
  if (!parsed.success || status >= 500) return fail('gateway-failed', { status, ...(parsed.success && { code: parsed.data.code }) });
  throw new DomainError(parsed.data.code, { ...parsed.data.details, status });
};

export const createGatewayClient = ({ url, signed, plain, signal: stopping }: GatewayClientOptions): GatewayClient => {
  const send = async ({
    method = 'GET',
    path,
    json,
    anonymous = false,
    timeout = TIMEOUT,
    signal,
  }: GatewayRequest): Promise<Uint8Array> => {
    const signals = [stopping, AbortSignal.timeout(timeout), ...(signal === undefined ? [] : [signal])];
    const body = json === undefined ? {} : { body: JSON.stringify(json), headers: { 'content-type': 'application/json' } };
    try {
      const request = { method, ...body, signal: AbortSignal.any(signals), redirect: 'error' } as const;
      const response = await (anonymous ? plain : signed)(new URL(path, url).href, request);
      const bytes = await readBounded(response);
      return response.ok ? bytes : refuse(response.status, bytes);
    } catch (cause) {
      if (cause instanceof DomainError) throw cause;
      const { code } = ((cause as Error).cause ?? cause) as { readonly code?: unknown };
      return fail('gateway-unreachable', { path, reason: typeof code === 'string' ? code : (cause as Error).name }, { cause });
    }
  };
  return {
    bytes: send,
    text: async (request) => new TextDecoder().decode(await send(request)),
    ask: async (schema, request) => {
      const parsed = schema.safeParse(parseJson(await send(request)));
      if (parsed.success) return parsed.data;
      const problems = parsed.error.issues.slice(0, 5).map(({ path, message }) => `/${path.join('/')}: ${message}`);
      return fail('gateway-answer-malformed', { path: request.path, problems });
    },
  };
};
