/** The part of oidc-provider 9 that the issuer uses; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';
  import type Koa from 'koa';

  interface Stored {
    readonly uid?: string;
    readonly grantId?: string;
    readonly consumed?: unknown;
    readonly accountId?: string;
    readonly session?: { readonly accountId?: string };
    readonly result?: { readonly login?: { readonly accountId?: string } };
    readonly [member: string]: unknown;
  }

  /** Where one kind of artifact is kept. */
  interface Adapter {
    upsert(id: string, payload: Stored, expiresIn?: number): Promise<void>;
    find(id: string): Promise<Stored | undefined>;
    findByUid(uid: string): Promise<Stored | undefined>;
    findByUserCode(code: string): Promise<Stored | undefined>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  interface Interaction {
    readonly uid: string;
    readonly returnTo: string;
    readonly prompt: { readonly name: string };
    session: { readonly uid?: string; readonly accountId: string } | undefined;
    result: { readonly login: { readonly accountId: string; readonly remember: boolean } } | undefined;
    /** Keeps what changed until the interaction expires. */
    persist(): Promise<string>;
  }

  interface Session {
    readonly accountId?: string;
    destroy(): Promise<void>;
  }

  interface Grant {
    addOIDCScope(scope: string): void;
    save(ttl?: number): Promise<string>;
  }

  export class Provider extends Koa {
    constructor(issuer: string, setup: Readonly<Record<string, unknown>>);
    readonly issuer: string;
    readonly Interaction: { find(uid: string): Promise<Interaction | undefined> };
    readonly Session: {
      get(ctx: { readonly req: IncomingMessage; readonly res: ServerResponse; readonly secure: boolean }): Promise<Session>;
    };
    readonly Grant: new (properties: { readonly accountId: string; readonly clientId: string }) => Grant;
  }
}
