import { organisations, people, peopleQuery } from '../../api/people.ts';
import type { Route } from '../../platform/http/route.ts';
import { PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { OrganisationService } from './service.ts';

export const createOrganisationRoutes = (service: OrganisationService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/organisations',
    access: 'session',
    summary: 'Admitted organisations with their names, and where in the log they joined',
    tag: 'identity',
    answer: organisations,
    handle: () => service.list(),
  }),
  defineRoute({
    method: 'get',
    path: '/api/people',
    access: 'session',
    summary: 'Display names of certified people',
    tag: 'identity',
    query: peopleQuery,
    answer: people,
    handle: ({ query: { org, after, limit = PAGE } }) => service.people(org, { after, limit: Number(limit) }),
  }),
];
