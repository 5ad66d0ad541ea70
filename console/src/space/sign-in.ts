import { accountSalt } from '../../../api/accounts.ts';
import { interactionResult, session, type Session } from '../../../api/sessions.ts';
import { deriveLogin } from '../../../common/crypto/passphrase.ts';
import { parseBase64, toHex } from '../../../common/encodings.ts';
import { fail } from './errors.ts';
import { createHttp, type Http } from './http.ts';
import type { Fetch } from './ports.ts';
import { tryTwice } from './try-twice.ts';

/** What six words give for a login. */
export interface Proof {
  /** Proves to the gateway that somebody knows the words, hex; the words themselves stay here. */
  readonly secret: string;
  /** Opens the wrap that bears this salt; never leaves the device. */
  readonly wrapKey: Uint8Array;
  /** Base64. */
  readonly salt: string;
}

/** Takes about a second. */
export const proveWords = async (http: Http, login: string, words: string): Promise<Proof> => {
  const { salt } = await http.ask(accountSalt, { path: `/api/accounts/${encodeURIComponent(login)}/salt` });
  const { loginSecret, wrapKey } = deriveLogin(words, parseBase64(salt));
  return { secret: toHex(loginSecret), wrapKey, salt };
};

/** Answers a sign-in that waits. @returns where to go on. @throws DomainError the gateway's, when login or words are wrong */
export const answerInteraction = async (http: Http, uid: string, login: string, secret: string): Promise<string> => {
  const path = `/api/interactions/${encodeURIComponent(uid)}`;
  return (await http.ask(interactionResult, { method: 'POST', path, body: { login, secret } })).to;
};

const MOST_REDIRECTS = 12;
const INTERACTION = /^\/interaction\/([A-Za-z0-9_-]{1,64})$/;

/** Follows redirects within the gateway until a page asks for the person or there is none any more. */
const follow = async (fetch: Fetch, start: string, { origin }: URL): Promise<URL> => {
  let url = new URL(start, origin);
  for (let i = 0; i < MOST_REDIRECTS; i++) {
    if (url.origin !== origin) fail('sign-in-failed', { reason: 'leads elsewhere', to: url.origin });
    if (INTERACTION.test(url.pathname)) return url;
    const { href } = url;
    const request = { method: 'GET', headers: {}, redirect: 'manual', signal: AbortSignal.timeout(30_000) } as const;
    const response = await tryTwice(() => fetch(href, request));
    const location = response.headers.get('location');
    if (response.status >= 400) fail('sign-in-failed', { status: response.status, at: url.pathname });
    if (response.status < 300 || location === null) return url;
    url = new URL(location, url);
  }
  return fail('sign-in-failed', { reason: 'too many redirects' });
};

export interface SignInOptions {
  /** With cookies: createCookieFetch. */
  readonly fetch: Fetch;
  readonly base: string;
}

export interface SignedIn {
  readonly session: Session;
  /** Opens the wrap of the person's keys, so that the words need not be worked on again. */
  readonly proof: Proof;
}

/**
 * The whole sign-in (OIDC code flow with PKCE) as a script goes through it; a browser leaves the redirects to itself.
 * @throws DomainError `sign-in-failed`; the gateway's code when login or words are wrong
 */
export const signIn = async ({ fetch, base }: SignInOptions, login: string, words: string): Promise<SignedIn> => {
  const http = createHttp({ fetch, base });
  const origin = new URL(base);
  const asked = await follow(fetch, '/auth/login?to=/health', origin);
  const [, uid = ''] = INTERACTION.exec(asked.pathname) ?? fail('sign-in-failed', { reason: 'nobody was asked', at: asked.pathname });
  const proof = await proveWords(http, login, words);
  await follow(fetch, await answerInteraction(http, uid, login, proof.secret), origin);
  return { session: await http.ask(session, { path: '/api/session' }), proof };
};
