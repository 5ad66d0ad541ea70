import { idParameter, nothing } from '../../api/fields.ts';
import { sample, sampleQuery } from '../../api/samples.ts';
import { batchWraps, sealedItems } from '../../api/sealed.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { SampleRelay } from './relay.ts';
import type { SampleService } from './service.ts';

/** As many sealed items as fit into one part of a sample. */
const ITEMS_LIMIT = 16 * 1024 * 1024;
const WRAPS_LIMIT = 1024 * 1024;

export const createSampleRoutes = (service: SampleService, relay: SampleRelay): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/sample',
    access: 'either',
    roles: ['reviewer'],
    summary:
      'Labels of a closed lot that are to be inspected, with their items and the verdicts so far, for reviewers of the firm that inspects it',
    tag: 'lots',
    params: idParameter,
    query: sampleQuery,
    answer: sample,
    handle: ({ caller, path: { id }, query: { after = '-1' } }) => service.read(id, caller, Number(after)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/sample/items',
    access: 'signature',
    roles: ['connector'],
    summary:
      "Drawn items of a closed sealed lot from its owner's connector, sealed anew for whoever inspects; they may come in parts and again",
    tag: 'lots',
    params: idParameter,
    body: sealedItems,
    bodyLimit: ITEMS_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { items } }) => {
      await relay.deliver(id, items, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/sample/wraps',
    access: 'signature',
    roles: ['connector'],
    summary: 'The key of these items, for each reviewer of the firm that inspects',
    tag: 'lots',
    params: idParameter,
    body: batchWraps,
    bodyLimit: WRAPS_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { wraps } }) => {
      await relay.wrap(id, wraps, caller);
      return {};
    },
  }),
];
