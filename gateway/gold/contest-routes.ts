import { eventParameter, idParameter, nothing } from '../../api/fields.ts';
import { contestQuery, lotContests, sealedContests, sealedOpenings } from '../../api/gold.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { ContestService } from './contest-service.ts';

const BOXES_LIMIT = 3_000_000;

export const createContestRoutes = (service: ContestService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/contests',
    access: 'signature',
    roles: ['connector'],
    summary: "Contested figures of a lot, for its owner's connector",
    tag: 'labeling',
    params: idParameter,
    answer: lotContests,
    handle: ({ caller, path: { id } }) => service.ofLot(id, caller),
  }),
  defineRoute({
    method: 'put',
    path: '/api/contests/:id/boxes',
    access: 'signature',
    roles: ['connector'],
    summary: "What a contested figure was made of, sealed by its owner's connector for the two who decide",
    tag: 'labeling',
    params: eventParameter,
    body: sealedOpenings,
    bodyLimit: BOXES_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { boxes } }) => {
      await service.deliver(id, boxes, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/contests',
    access: 'either',
    roles: ['reviewer'],
    summary: 'Contested figures about which the caller decides, with what their owners sealed for her and the decisions so far',
    tag: 'labeling',
    query: contestQuery,
    answer: sealedContests,
    handle: ({ caller, query: { after = '' } }) => service.sealedFor(caller, after),
  }),
];
