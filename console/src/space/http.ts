import type { z } from 'zod';
import { signRequest, type RequestSigner } from '../../../api/message-signature.ts';
import { problem } from '../../../api/problem.ts';
import { DomainError } from '../../../common/errors.ts';
import { fail, refusal } from './errors.ts';
import type { Fetch, FetchResponse } from './ports.ts';
import { tryTwice } from './try-twice.ts';

export interface HttpCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From `/api` or `/log` on, with its query. */
  readonly path: string;
  readonly body?: unknown;
}

export interface Http {
  /**
   * The answer, in the shape that the contract gives it.
   * @throws DomainError with the gateway's code and `details.status`; `gateway-unreachable`, `gateway-failed`, `gateway-answer-malformed`
   */
  ask<Shape extends z.ZodType>(shape: Shape, call: HttpCall): Promise<z.infer<Shape>>;
  /** As `ask`, for text. */
  text(path: string): Promise<string>;
  /** As `ask`, for bytes. */
  bytes(path: string): Promise<Uint8Array>;
  /** As `ask`, where the answer says nothing. */
  send(call: HttpCall): Promise<void>;
}

export interface HttpOptions {
  readonly fetch: Fetch;
  /** Address of the gateway without a slash at its end; empty in a page that it serves. */
  readonly base: string;
  /** Sign every request with this certified key (RFC 9421); calls that take a session need none. */
  readonly signer?: RequestSigner;
  /** Milliseconds after which an answer is given up. */
  readonly patience?: number;
}

/** An entry bundle may hold 256 entries of 65,535 bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

const readBody = async (response: FetchResponse): Promise<Uint8Array> => {
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) fail('gateway-answer-malformed', { reason: 'too long' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length <= MOST_BYTES ? bytes : fail('gateway-answer-malformed', { reason: 'too long' });
};

const parseBody = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch (cause) {
    return fail('gateway-answer-malformed', { reason: 'not JSON' }, { cause });
  }
};

/** What the gateway says is wrong; an answer that is no problem of ours came from something in between. */
const toProblem = (status: number, bytes: Uint8Array): DomainError => {
  try {
    const { code, details } = problem.parse(parseBody(bytes));
    return new DomainError(code, { ...details, status });
  } catch {
    return refusal('gateway-failed', { status });
  }
};

interface Received {
  readonly status: number;
  readonly bytes: Uint8Array;
}

export const createHttp = ({ fetch, base, signer, patience = 30_000 }: HttpOptions): Http => {
  const attempt = async (url: string, method: string, text: string | undefined): Promise<Received> => {
    const signature = signer && signRequest({ method, url: new URL(url, 'http://gateway'), ...(text && { body: text }) }, signer);
    const headers = { ...(text === undefined ? {} : { 'content-type': 'application/json' }), ...signature };
    const request = { method, headers, redirect: 'follow' as const, signal: AbortSignal.timeout(patience) };
    const response = await fetch(url, text === undefined ? request : { ...request, body: text });
    return { status: response.status, bytes: await readBody(response) };
  };

  const exchange = async ({ method = 'GET', path, body }: HttpCall): Promise<Uint8Array> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { status, bytes } = await tryTwice(() => attempt(`${base}${path}`, method, text)).catch((cause: unknown) => {
      if (cause instanceof DomainError) throw cause;
      return fail('gateway-unreachable', { path }, { cause });
    });
    if (status >= 400) throw toProblem(status, bytes);
    return bytes;
  };

  return {
    ask: async (shape, call) => {
      const parsed = shape.safeParse(parseBody(await exchange(call)));
      if (parsed.success) return parsed.data;
      const problems = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
      return fail('gateway-answer-malformed', { path: call.path, problems });
    },
    text: async (path) => new TextDecoder().decode(await exchange({ path })),
    bytes: (path) => exchange({ path }),
    send: async (call) => void (await exchange(call)),
  };
};

/** The HTTP status behind an error of the gateway. */
export const statusOf = (error: unknown): number | undefined => {
  const status = error instanceof DomainError ? error.details['status'] : undefined;
  return typeof status === 'number' ? status : undefined;
};
