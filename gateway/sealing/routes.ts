import { idParameter, nothing } from '../../api/fields.ts';
import { batchWraps, sealedItems } from '../../api/sealed.ts';
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
    summary: "Keys of a sealed lot's batches, each for one person of the roster",
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
];
