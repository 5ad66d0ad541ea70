import { nothing, orgParameter } from '../../api/fields.ts';
import { signedPinList } from '../../api/pins.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { PinsService } from './service.ts';

/** A policy may be 64 KiB of text. */
const BODY_LIMIT = 262_144;

export const createPinRoutes = (pins: PinsService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/pins/:org',
    access: 'public',
    summary: "An organisation's newest pin list, signed by its root",
    tag: 'identity',
    params: orgParameter,
    answer: signedPinList,
    handle: ({ path: { org } }) => pins.read(org),
  }),
  defineRoute({
    method: 'put',
    path: '/api/pins/:org',
    access: 'public',
    summary: 'Replaces it by one of a higher number; the signature of the admitted root is what counts',
    tag: 'identity',
    params: orgParameter,
    body: signedPinList,
    bodyLimit: BODY_LIMIT,
    limit: { points: 120, seconds: 60 },
    answer: nothing,
    handle: async ({ path: { org }, body }) => {
      await pins.put(org, body);
      return {};
    },
  }),
];
