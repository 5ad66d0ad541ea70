import type { Context } from 'koa';
import type { z } from 'zod';

/** Who may call: nobody is asked | a person's session | a certified key's signature on the request | either of the two. */
export type Access = 'public' | 'session' | 'signature' | 'either';

/** Who is calling; a process adds what its authenticator knows. */
export interface Caller {
  readonly kind: 'person' | 'key';
  /** Stable within the process: limits are counted by it. */
  readonly id: string;
  readonly roles: readonly string[];
}

export interface CallerTypes {
  readonly person: Caller & { readonly kind: 'person' };
  readonly key: Caller & { readonly kind: 'key' };
}

interface CallerOf<C extends CallerTypes> {
  readonly public: undefined;
  readonly session: C['person'];
  readonly signature: C['key'];
  readonly either: C['person'] | C['key'];
}

/** A media type in place of a schema: the handler answers with that text or those bytes. */
export type MediaType = `${string}/${string}`;

type Parsed<Z> = [Z] extends [z.ZodType] ? z.output<Z> : undefined;
type Answered<A> = A extends z.ZodType ? z.input<A> : A extends MediaType ? string | Uint8Array : undefined | void;

/** An answer with a status or headers of its own. */
export interface Reply<Value> {
  readonly reply: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> };
  readonly value: Value;
}

export const reply = <Value>(value: Value, how: Reply<Value>['reply']): Reply<Value> => ({ reply: how, value });

/** What a handler gets: every part is parsed; nothing else of the request may be trusted. */
interface RouteRequest<Who, P, Q, B> {
  readonly caller: Who;
  readonly path: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  /** Aborted when the client goes away or the process stops: for handlers that wait. */
  readonly signal: AbortSignal;
  /** Koa's own, for cookies and redirects. */
  readonly ctx: Context;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

interface RouteDescription<A extends Access, P, Q, B, R> {
  readonly method: Method;
  /** With Koa's placeholders: `/api/lots/:id`, or `/log/tile/*path` for the rest of a path. */
  readonly path: string;
  readonly access: A;
  /** The caller needs at least one of these. */
  readonly roles?: readonly string[];
  /** One line, for the API description. */
  readonly summary: string;
  /** Schemas of the placeholders, the query and the body (JSON). */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Schema of the answer (what it does not list does not leave), or a media type; absent: an empty answer, 204. */
  readonly answer?: R;
  /** Most bytes of the body; 64 KiB where absent. */
  readonly bodyLimit?: number;
  /** A limit of this route's own, by caller or, for a public one, by remote address. */
  readonly limit?: Limit;
  /** `Cache-Control`; `no-store` where absent. */
  readonly cache?: string;
  /** Named by this in metrics and in the API description. */
  readonly tag?: string;
}

interface RouteSpec<C extends CallerTypes, A extends Access, P, Q, B, R> extends RouteDescription<A, P, Q, B, R> {
  readonly handle: (
    request: RouteRequest<CallerOf<C>[A], P, Q, B>,
  ) => Answered<R> | Reply<Answered<R>> | Promise<Answered<R> | Reply<Answered<R>>>;
}

type Schema = z.ZodType | undefined;

/** A route whatever its types: what the router, the API description and the matrix test are made from. */
export interface Route extends RouteDescription<Access, Schema, Schema, Schema, z.ZodType | MediaType | undefined> {
  readonly handle: (request: RouteRequest<Caller | undefined, z.ZodType, z.ZodType, z.ZodType>) => unknown;
}

/** `defineRoute` for the callers that a process knows. */
export const createRouteKit = <C extends CallerTypes>() => ({
  defineRoute: <
    A extends Access,
    P extends Schema = undefined,
    Q extends Schema = undefined,
    B extends Schema = undefined,
    R extends z.ZodType | MediaType | undefined = undefined,
  >(
    spec: RouteSpec<C, A, P, Q, B, R>,
  ): Route => spec as unknown as Route,
});

/** `defineRoute` where a caller is no more than {@link Caller}. */
export const { defineRoute } = createRouteKit<CallerTypes>();
