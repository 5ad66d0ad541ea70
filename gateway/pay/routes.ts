import { idParameter } from '../../api/fields.ts';
import { payCaseQuery, payCases } from '../../api/pay-cases.ts';
import { payQuery, payStatement } from '../../api/pay.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { PayCaseService } from './cases.ts';
import type { ReadStatement } from './service.ts';

export const createPayRoutes = (read: ReadStatement, cases: PayCaseService): readonly Route[] => [
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
  defineRoute({
    method: 'get',
    path: '/api/lots/:id/defects',
    access: 'either',
    roles: ['data-owner'],
    summary: "Labels of a lot that were found to be defects, with what was contested and decided of their pay, for its owner's people",
    tag: 'lots',
    params: idParameter,
    query: payCaseQuery,
    answer: payCases,
    handle: ({ caller, path: { id }, query: { after = '-1' } }) => cases.defects(id, caller, Number(after)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/appeals',
    access: 'either',
    roles: ['reviewer'],
    summary: "Appeals over pay that the caller's organisation decides, with item, label and verdict of each, in the order of the log",
    tag: 'lots',
    query: payCaseQuery,
    answer: payCases,
    handle: ({ caller, query: { after = '-1' } }) => cases.appeals(caller, Number(after)),
  }),
];
