import { idParameter, nothing } from '../../api/fields.ts';
import { batchWraps, lotKey, sealedItems } from '../../api/sealed.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { SealingService } from './service.ts';

/** As many sealed items as fit into one part of a lot. */
const ITEMS_LIMIT = 16 * 1024 * 1024;
const WRAPS_LIMIT = 1024 * 1024;

export const createSealingRoutes = (service: SealingService): readonly Route[] => [
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/sealed-items',
    access: 'signature',
    roles: ['connector'],
    summary:
      "Sealed items of a lot from its owner's connector, which the gateway cannot open; they may come in parts, again, and sealed anew",
    tag: 'labeling',
    params: idParameter,
    body: sealedItems,
    bodyLimit: ITEMS_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { items } }) => {
      await service.deliver(id, items, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/wraps',
    access: 'signature',
    roles: ['connector'],
    summary: "Keys of a sealed lot, each for one person of the roster: of its batches while it is open, the lot's own once it is closed",
    tag: 'labeling',
    params: idParameter,
    body: batchWraps,
    bodyLimit: WRAPS_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { wraps } }) => {
      await service.wrap(id, wraps, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/key',
    access: 'either',
    roles: ['reviewer'],
    summary: 'The key of a closed sealed lot for the reviewer who asks, as its connector sealed it',
    tag: 'labeling',
    params: idParameter,
    answer: lotKey,
    handle: async ({ caller, path: { id } }) => ({ wrap: await service.lotKeyFor(id, caller) }),
  }),
];
