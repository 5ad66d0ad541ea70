import { idParameter, nothing } from '../../api/fields.ts';
import { figureQuery, lotFigures, ownFigures } from '../../api/gold.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { FigureService } from './service.ts';

/** Of as many people as a lot has labels. */
const FIGURES_LIMIT = 2_000_000;

export const createFigureRoutes = (service: FigureService): readonly Route[] => [
  defineRoute({
    method: 'put',
    path: '/api/lots/:id/figures',
    access: 'signature',
    roles: ['connector'],
    summary: "How each person's labels of a lot compare with known answers, from its owner's connector, checked against what it signed",
    tag: 'labeling',
    params: idParameter,
    body: lotFigures,
    bodyLimit: FIGURES_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { id }, body: { figures } }) => {
      await service.deliver(id, figures, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/me/figures',
    access: 'either',
    roles: ['labeler'],
    summary: 'How the own labels compare with answers that the owners of the lots knew before, by lots, with what shows that it was signed',
    tag: 'work',
    query: figureQuery,
    answer: ownFigures,
    handle: ({ caller, query: { after } }) => service.own(caller, after),
  }),
];
