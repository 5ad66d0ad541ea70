import { openAccount } from '../../support/accounts.ts';
import { answerSignIn, beginSignIn, createBrowser } from '../../support/cookie-browser.ts';
import type { TestGateway } from '../../support/gateway.ts';
import type { MatrixRow } from './row.ts';

const secrets = new WeakMap<TestGateway, Promise<string>>();

/** An account with a real session behind it, once for each gateway. */
const account = (gateway: TestGateway): Promise<string> => {
  const known = secrets.get(gateway) ?? openAccount(gateway, 'matrix.person', gateway.space.officer, gateway.space.administrator);
  secrets.set(gateway, known);
  return known;
};

/** The page of a sign-in that waits, and the cookies that its browser sends there. */
const waiting = async ({ url }: TestGateway) => {
  const browser = createBrowser(url);
  const path = `/api/interactions/${await beginSignIn(browser)}`;
  return { path, headers: { cookie: browser.cookiesFor(path) } };
};

const answered = async (gateway: TestGateway) => {
  const secret = await account(gateway);
  const browser = createBrowser(gateway.url);
  const address = new URL(await answerSignIn(browser, await beginSignIn(browser), 'matrix.person', secret));
  return { path: `${address.pathname}${address.search}`, headers: { cookie: browser.cookiesFor(address.pathname) } };
};

export const sessionRows: readonly MatrixRow[] = [
  {
    method: 'get',
    route: '/auth/login',
    success: () => ({ path: '/auth/login?to=/work' }),
    status: 303,
    malformed: () => ({ path: '/auth/login?to=https://elsewhere.example' }),
  },
  {
    method: 'get',
    route: '/auth/callback',
    success: answered,
    status: 303,
    wrongParty: [
      { request: async (gateway) => ({ path: (await answered(gateway)).path }), status: 400, code: 'sign-in-unknown' },
      { request: () => ({ path: `/auth/callback?code=a&state=${'s'.repeat(43)}` }), status: 400, code: 'sign-in-unknown' },
    ],
    malformed: () => ({ path: `/auth/callback?state=${'s'.repeat(600)}` }),
  },
  {
    method: 'post',
    route: '/auth/logout',
    success: ({ space }) => ({ path: '/auth/logout', as: space.keeper }),
    status: 204,
    wrongParty: [
      {
        request: ({ space }) => ({ path: '/auth/logout', as: space.keeper, headers: { origin: 'https://elsewhere.example' } }),
        status: 403,
        code: 'origin-refused',
      },
    ],
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/api/session',
    success: ({ space }) => ({ path: '/api/session', as: space.keeper }),
    malformed: 'nothing',
  },
  {
    method: 'get',
    route: '/api/interactions/:uid',
    success: waiting,
    wrongParty: [
      { request: async (gateway) => ({ path: (await waiting(gateway)).path }), status: 404, code: 'interaction-unknown' },
      { request: () => ({ path: '/api/interactions/nothing' }), status: 404, code: 'interaction-unknown' },
    ],
    malformed: () => ({ path: '/api/interactions/a%20b' }),
  },
  {
    method: 'post',
    route: '/api/interactions/:uid',
    success: async (gateway) => ({ ...(await waiting(gateway)), json: { login: 'matrix.person', secret: await account(gateway) } }),
    wrongParty: [
      {
        request: async (gateway) => ({ ...(await waiting(gateway)), json: { login: 'matrix.stranger', secret: await account(gateway) } }),
        status: 401,
        code: 'sign-in-refused',
      },
      {
        request: async (gateway) => ({
          path: (await waiting(gateway)).path,
          json: { login: 'matrix.person', secret: await account(gateway) },
        }),
        status: 404,
        code: 'interaction-unknown',
      },
    ],
    malformed: async (gateway) => ({ ...(await waiting(gateway)), json: { login: 'matrix.person', secret: 'six words' } }),
  },
];
