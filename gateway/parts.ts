import type { Context, Middleware } from 'koa';
import type { MissingReleases, OpenLots } from './connectors/tasks.ts';
import type { Person } from './directory.ts';
import type { Foundation } from './foundation.ts';
import type { Names } from './organisations/service.ts';
import type { Resource } from './resource.ts';

/** The resources about people, data and work, and what the others need of them. */
export interface Parts {
  readonly resources: readonly Resource[];
  /** In front of the routes: what reads its own bodies. */
  readonly before: readonly Middleware[];
  readonly personOf: (ctx: Context) => Promise<Person | undefined>;
  readonly names: Names;
  readonly openLots: OpenLots;
  readonly missingReleases: MissingReleases;
}

export type CreateParts = (foundation: Foundation) => Parts | Promise<Parts>;

/** Sign-in, data and work join the gateway here. */
export const createParts: CreateParts = () => ({
  resources: [],
  before: [],
  personOf: () => Promise.resolve(undefined),
  names: () => Promise.resolve([]),
  openLots: () => Promise.resolve([]),
  missingReleases: () => Promise.resolve([]),
});
