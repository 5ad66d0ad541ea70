import { account, accountSalt, ownKeys } from '../../api/accounts.ts';
import { loginParameter, nothing } from '../../api/fields.ts';
import type { Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import type { AccountService } from './service.ts';

/** A wrap holds two keys, each of at most 64 KiB. */
const ACCOUNT_LIMIT = 320_000;

export const createAccountRoutes = (service: AccountService): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/accounts/:login/salt',
    access: 'public',
    summary: 'Salt of a login; one that nobody has gets one too',
    tag: 'identity',
    params: loginParameter,
    answer: accountSalt,
    limit: { points: 600, seconds: 60 },
    handle: async ({ path: { login } }) => ({ salt: await service.saltOf(login) }),
  }),
  defineRoute({
    method: 'put',
    path: '/api/accounts/:login',
    access: 'signature',
    roles: ['administrator'],
    summary: "Writes the account of a person of the administrator's organisation",
    tag: 'identity',
    params: loginParameter,
    body: account,
    bodyLimit: ACCOUNT_LIMIT,
    answer: nothing,
    handle: async ({ caller, path: { login }, body }) => {
      await service.put(login, body, caller);
      return {};
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/accounts/:login',
    access: 'signature',
    roles: ['administrator'],
    summary: 'Erases name, login and wrapped keys of a person; her pseudonym stays in the log',
    tag: 'identity',
    params: loginParameter,
    handle: ({ caller, path: { login } }) => service.erase(login, caller),
  }),
  defineRoute({
    method: 'get',
    path: '/api/keys',
    access: 'session',
    summary: "The person's own keys, wrapped under her six words",
    tag: 'identity',
    answer: ownKeys,
    handle: async ({ caller: { login } }) => ({ wrap: await service.wrapOf(login) }),
  }),
];
