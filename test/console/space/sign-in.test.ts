import { expect } from 'chai';
import { createSalt, deriveLogin } from '../../../common/crypto/passphrase.ts';
import { createPassphrase } from '../../../common/crypto/passphrase-words.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toBase64, toHex } from '../../../common/encodings.ts';
import { createCookieFetch } from '../../../console/src/space/cookies.ts';
import type { Fetch, FetchRequest, FetchResponse } from '../../../console/src/space/ports.ts';
import { signIn } from '../../../console/src/space/sign-in.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const BASE = 'http://gateway.example';
const words = createPassphrase(seededRandom('words'));
const salt = createSalt(seededRandom('salt'));
const verifier = toHex(sha256(deriveLogin(words, salt).loginSecret));
const ID = '0193a000-0000-7000-8000-000000000001';
const SESSION = { login: 'zhou.min', name: '周敏', person: ID, org: ID, key: 'ab'.repeat(32), roles: ['data-owner'] };

const respond = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}, cookies: string[] = []): FetchResponse => ({
  status,
  headers: { get: (name) => headers[name] ?? null, getSetCookie: () => cookies },
  arrayBuffer: () => Promise.resolve(new TextEncoder().encode(JSON.stringify(body)).buffer),
});
const redirect = (to: string, ...cookies: string[]): FetchResponse => respond(303, {}, { location: to }, cookies);

/** The steps of the gateway's own sign-in, each of which asks for the cookie of the one before. */
const createGateway = (elsewhere?: string): Fetch => {
  const needs = (request: FetchRequest, cookie: string, answer: () => FetchResponse): FetchResponse =>
    (request.headers['cookie'] ?? '').includes(cookie) ? answer() : respond(400, { code: 'sign-in-unknown', type: 'x', status: 400 });
  const answer = (path: string, request: FetchRequest): FetchResponse => {
    if (path === '/auth/login?to=/health') return redirect('/oidc/auth?state=s', 'flow=f; path=/auth/callback');
    if (path === '/oidc/auth?state=s') return redirect(elsewhere ?? '/interaction/u1', 'page=p; path=/api/interactions/u1');
    if (path === '/api/accounts/zhou.min/salt') return respond(200, { salt: toBase64(salt) });
    if (path === '/api/interactions/u1')
      return needs(request, 'page=p', () => {
        const { secret } = JSON.parse(request.body ?? '{}') as { secret: string };
        const right = toHex(sha256(parseHex(secret))) === verifier;
        return right ? respond(200, { to: `${BASE}/oidc/auth/u1` }) : respond(401, { type: 'x', status: 401, code: 'sign-in-refused' });
      });
    if (path === '/oidc/auth/u1') return redirect('/auth/callback?code=c&state=s');
    if (path === '/auth/callback?code=c&state=s') return needs(request, 'flow=f', () => redirect('/', 'session=x; path=/'));
    if (path === '/api/session') return needs(request, 'session=x', () => respond(200, SESSION));
    return respond(200, {});
  };
  return (url, request) => Promise.resolve(answer(url.slice(BASE.length), request));
};

const enter = (gateway: Fetch, given = words) =>
  signIn({ fetch: createCookieFetch(gateway, BASE, () => 0), base: BASE }, 'zhou.min', given);

describe('the sign-in of a script', () => {
  it('goes through the whole code flow, and derives from the words once', async () => {
    const { session, proof } = await enter(createGateway());
    expect(session).to.deep.equal(SESSION);
    expect(toHex(sha256(parseHex(proof.secret)))).to.equal(verifier);
  });
  it('is refused with other words', () =>
    expectCode(() => enter(createGateway(), createPassphrase(seededRandom('others'))), 'sign-in-refused'));
  it('is not led elsewhere', () => expectCode(() => enter(createGateway('http://elsewhere.example/interaction/u1')), 'sign-in-failed'));
  it('ends when it is led in a circle', () => expectCode(() => enter(createGateway('/oidc/auth?state=s')), 'sign-in-failed'));
  it('ends when nobody is asked', () => expectCode(() => enter(createGateway('/somewhere')), 'sign-in-failed'));
});
