import type { Route } from '../platform/http/route.ts';
import type { Logged } from '../provenance/space/state.ts';
import type { AnyAcceptance } from './events/acceptance.ts';

/** What one folder of the gateway contributes. */
export interface Resource {
  readonly routes: readonly Route[];
  /** How it joins in when events are taken. */
  readonly acceptances?: readonly AnyAcceptance[];
  /** Told after each commit, in the log's order; must not throw. */
  readonly committed?: (logged: readonly Logged[]) => void;
  readonly close?: () => Promise<void>;
}
