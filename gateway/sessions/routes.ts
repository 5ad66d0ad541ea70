import type { Context } from 'koa';
import { uidParameter } from '../../api/fields.ts';
import { callbackQuery, interaction, interactionAnswer, interactionResult, loginQuery, session } from '../../api/sessions.ts';
import { DomainError } from '../../common/errors.ts';
import { verifyOrigin } from '../../platform/http/access.ts';
import { reply, type Route } from '../../platform/http/route.ts';
import { defineRoute } from '../route.ts';
import { isSignInProblem, presentSignInProblem } from './answers.ts';
import type { SessionCookies } from './cookies.ts';
import { fail } from './errors.ts';
import type { Issuer } from './issuer.ts';
import type { SessionService } from './service.ts';

const HOME = '/';
/** As openid-client makes them. */
const STATE = /^[A-Za-z0-9_-]{43}$/;
/** Guesses are limited for each login; this bounds what one address may try over all of them. */
const SIGN_IN_LIMIT = { points: 300, seconds: 60 };

export interface SessionRoutesOptions {
  /** Where browsers reach the gateway, without a path. */
  readonly origin: () => string;
  readonly service: SessionService;
  readonly issuer: () => Issuer;
  readonly cookies: SessionCookies;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[?::1\]?)$/;
const isLocal = (address: string): boolean => LOOPBACK.test(new URL(address).hostname);

const goTo = (location: string) => reply(undefined, { status: 303, headers: { Location: location } });

const wantsPage = (ctx: Context): boolean => ctx.accepts('json', 'html') === 'html';

const signInRoutes = ({ origin, service, cookies }: SessionRoutesOptions): readonly Route[] => {
  /** Cookies and the answer's address belong to one host name; the machine itself has several. */
  const isElsewhere = (ctx: Context): boolean => LOOPBACK.test(ctx.hostname) && ctx.host !== new URL(origin()).host && isLocal(origin());

  const finish = async (ctx: Context, state: string): Promise<string> => {
    const browser = cookies.browser(ctx, state);
    const earlier = cookies.session(ctx);
    if (browser === undefined) return (await service.revisit(state, earlier)) ?? fail('sign-in-unknown');
    cookies.dropBrowser(ctx, state);
    const { id, destination } = await service.finish({ query: ctx.querystring, state, browser, earlier });
    cookies.keepSession(ctx, id);
    return destination;
  };

  return [
    defineRoute({
      method: 'get',
      path: '/auth/login',
      access: 'public',
      summary: 'Begins a sign-in and sends the browser to the identity provider',
      query: loginQuery,
      limit: { points: 600, seconds: 60 },
      handle: async ({ ctx, query: { to = HOME } }) => {
        if (isElsewhere(ctx)) return goTo(`${origin()}/auth/login?${new URLSearchParams({ to })}`);
        const { state, browser, address } = await service.begin(to);
        cookies.keepBrowser(ctx, state, browser);
        return goTo(address);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/auth/callback',
      access: 'public',
      summary: 'Takes the identity provider\u2019s answer, opens a session and goes to the page that was asked for',
      query: callbackQuery,
      answer: 'text/html',
      handle: async ({ ctx, query: { state = '' } }) => {
        try {
          const destination = STATE.test(state) ? await finish(ctx, state) : fail('sign-in-unknown');
          return reply('', { status: 303, headers: { Location: destination } });
        } catch (error) {
          if (!(error instanceof DomainError) || !isSignInProblem(error.code) || !wantsPage(ctx)) throw error;
          return reply(presentSignInProblem(error.code), { status: 400 });
        }
      },
    }),
    defineRoute({
      method: 'post',
      path: '/auth/logout',
      access: 'session',
      summary: 'Ends the session',
      handle: async ({ ctx }) => {
        await service.end(cookies.session(ctx) ?? '');
        cookies.dropSession(ctx);
      },
    }),
  ];
};

const interactionRoutes = ({ service, issuer }: SessionRoutesOptions): readonly Route[] => [
  defineRoute({
    method: 'get',
    path: '/api/interactions/:uid',
    access: 'public',
    summary: 'The sign-in that waits in this browser',
    params: uidParameter,
    answer: interaction,
    handle: async ({ ctx, path: { uid } }) => {
      const { prompt } = await issuer().interaction(ctx, uid);
      return { uid, prompt: prompt.name };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/interactions/:uid',
    access: 'public',
    summary: 'Answers it with login and login secret; says where the browser goes on',
    params: uidParameter,
    body: interactionAnswer,
    answer: interactionResult,
    limit: SIGN_IN_LIMIT,
    handle: async ({ ctx, path: { uid }, body: { login, secret } }) => {
      verifyOrigin(ctx);
      const waiting = await issuer().interaction(ctx, uid);
      await service.verifySecret(login, secret);
      return { to: await issuer().finish(ctx, waiting, login) };
    },
  }),
];

export const createSessionRoutes = (options: SessionRoutesOptions): readonly Route[] => [
  ...signInRoutes(options),
  ...interactionRoutes(options),
  defineRoute({
    method: 'get',
    path: '/api/session',
    access: 'session',
    summary: 'Who is signed in',
    answer: session,
    handle: async ({ caller }) => await options.service.describe(caller),
  }),
];
