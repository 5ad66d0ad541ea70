import { payQuery, payStatement } from '../../api/pay.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { ReadStatement } from './service.ts';

export const createPayRoutes = (read: ReadStatement): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/me/statement',
    access: 'either',
    roles: ['labeler'],
    summary: 'What the labeler has earned, and what is due, at risk or withheld of it, with the private events that it rests on',
    tag: 'work',
    query: payQuery,
    answer: payStatement,
    handle: ({ caller, query: { after } }) => read(caller, after),
  }),
];
