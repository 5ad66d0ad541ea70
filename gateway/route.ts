import { createRouteKit, type Caller as HttpCaller } from '../platform/http/route.ts';
import type { KeyHolder, Person } from './directory.ts';

export type PersonCaller = HttpCaller & Person;
export type KeyCaller = HttpCaller & KeyHolder;

interface GatewayCallers {
  readonly person: PersonCaller;
  readonly key: KeyCaller;
}

/** A route of the gateway. */
export const { defineRoute } = createRouteKit<GatewayCallers>();
