import { idParameter } from '../../api/fields.ts';
import { lotReworks, returnedLabels, reworkQuery } from '../../api/reworks.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { ReworkService } from './service.ts';

export const createReworkRoutes = (service: ReworkService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/returned',
    access: 'either',
    roles: ['labeler'],
    summary: 'Own labels in which a defect was found, with item, verdict and what was made of them, oldest verdict first',
    tag: 'work',
    query: reworkQuery,
    answer: returnedLabels,
    handle: ({ caller, query: { after = '-1' } }) => service.returned(caller, Number(after)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/reworks',
    access: 'either',
    roles: ['connector', 'data-owner'],
    summary: "What labelers of a lot made of labels in which a defect was found, for its owner's side, in the order of the log",
    tag: 'work',
    params: idParameter,
    query: reworkQuery,
    answer: lotReworks,
    handle: ({ caller, path: { id }, query: { after = '-1' } }) => service.ofLot(id, caller, Number(after)),
  }),
];
