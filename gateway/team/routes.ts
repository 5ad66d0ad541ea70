import { pageQuery } from '../../api/lots.ts';
import { team } from '../../api/team.ts';
import type { Route } from '../../platform/http/route.ts';
import { PAGE } from '../paging.ts';
import { defineRoute } from '../route.ts';
import type { ReadTeam } from './service.ts';

export const createTeamRoutes = (read: ReadTeam): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/team',
    access: 'session',
    roles: ['team-lead'],
    summary: "People, lots, progress and leases of the team lead's firm, without any item's content",
    tag: 'work',
    query: pageQuery,
    answer: team,
    handle: ({ caller, query: { after, limit = PAGE } }) => read(caller, { after, limit: Number(limit) }),
  }),
];
