/** What this folder needs of the machine it runs on. Browsers and Node have all of it; tests make their own. */

export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Scripts follow a sign-in's redirects themselves. */
  readonly redirect: 'follow' | 'manual';
  readonly signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    getSetCookie?(): string[];
  };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The platform's `fetch`, as far as it is used. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;

/** `undefined` deletes. */
export interface Change {
  readonly key: string;
  readonly value: unknown;
}

/** Small values by key, kept on this device. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** Keys that begin with `prefix` and their values, by key. */
  list(prefix: string): Promise<readonly (readonly [string, unknown])[]>;
  /** All of the changes or none; once it resolves they outlive a crash. */
  write(changes: readonly Change[]): Promise<void>;
}

export interface LockOptions {
  /** Do not wait: without the lock `work` is called with false. */
  readonly ifAvailable?: boolean;
  /** Take it from whoever holds it; that one's request rejects. */
  readonly steal?: boolean;
}

/** Web Locks, as far as they are used: one holder a name among all tabs of this device. */
export interface Locks {
  request<T>(name: string, options: LockOptions, work: (held: boolean) => Promise<T>): Promise<T>;
}

/** Resolves after so many milliseconds, or at once when the signal says stop. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;
