import type { Context } from 'koa';
import { SESSION_LIFETIME, SIGN_IN_LIFETIME } from './service.ts';

const SESSION = 'xinbiao.session';
const CALLBACK_PATH = '/auth/callback';

/** Each sign-in has a cookie of its own, so that one tab does not overwrite another's. */
const signInName = (state: string): string => `xinbiao.sign-in.${state.slice(0, 16)}`;

export interface SessionCookies {
  session(ctx: Context): string | undefined;
  keepSession(ctx: Context, id: string): void;
  dropSession(ctx: Context): void;
  browser(ctx: Context, state: string): string | undefined;
  keepBrowser(ctx: Context, state: string, secret: string): void;
  dropBrowser(ctx: Context, state: string): void;
}

/** @param secure whether browsers reach the gateway by TLS alone */
export const createSessionCookies = (secure: () => boolean): SessionCookies => {
  const set = (ctx: Context, name: string, value: string | null, path: string, maxAge: number): void => {
    // A proxy may end TLS in front of us; what counts is the browser's side.
    ctx.cookies.secure = secure();
    ctx.cookies.set(name, value, { httpOnly: true, sameSite: 'lax', secure: secure(), path, maxAge, signed: false, overwrite: true });
  };
  const get = (ctx: Context, name: string): string | undefined => ctx.cookies.get(name, { signed: false });
  return {
    session: (ctx) => get(ctx, SESSION),
    keepSession: (ctx, id) => set(ctx, SESSION, id, '/', SESSION_LIFETIME),
    dropSession: (ctx) => set(ctx, SESSION, null, '/', 0),
    browser: (ctx, state) => get(ctx, signInName(state)),
    keepBrowser: (ctx, state, secret) => set(ctx, signInName(state), secret, CALLBACK_PATH, SIGN_IN_LIFETIME),
    dropBrowser: (ctx, state) => set(ctx, signInName(state), null, CALLBACK_PATH, 0),
  };
};
