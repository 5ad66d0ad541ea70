import { idParameter, nothing } from '../../api/fields.ts';
import { lot, lotItems } from '../../api/lots.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { LotService } from './service.ts';

/** Four hundred items with the rows that they come from. */
const ITEMS_LIMIT = 16 * 1024 * 1024;

export const createLotRoutes = (service: LotService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/lots/:id',
    access: 'either',
    summary: 'A lot: price, deadline, and how many of its items are done',
    tag: 'labeling',
    params: idParameter,
    answer: lot,
    handle: async ({ caller, path: { id } }) => await service.read(id, caller),
  }),
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/items',
    access: 'signature',
    roles: ['connector'],
    summary: "Items of a lot from its owner's connector, checked against what was signed; they may come in parts and again",
    tag: 'labeling',
    params: idParameter,
    body: lotItems,
    bodyLimit: ITEMS_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { items } }) => {
      await service.deliver(id, items, caller);
      return {};
    },
  }),
];
