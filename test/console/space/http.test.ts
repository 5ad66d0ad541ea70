import { expect } from 'chai';
import { z } from 'zod';
import { createCookieFetch } from '../../../console/src/space/cookies.ts';
import { createHttp, statusOf } from '../../../console/src/space/http.ts';
import type { Fetch, FetchRequest, FetchResponse } from '../../../console/src/space/ports.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { createMessageVerifier } from '../../../platform/http/message-signature.ts';
import { keyOf } from '../../support/log.ts';
import { expectCode } from '../../support/expect-code.ts';

const respond = (status: number, text: string, headers: Readonly<Record<string, string>> = {}, cookies: string[] = []): FetchResponse => ({
  status,
  headers: { get: (name) => headers[name] ?? null, getSetCookie: () => cookies },
  arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
});
const always =
  (response: FetchResponse): Fetch =>
  () =>
    Promise.resolve(response);
const shape = z.strictObject({ size: z.int() });
const ask = (response: FetchResponse) => createHttp({ fetch: always(response), base: 'http://x' }).ask(shape, { path: '/api/x' });

describe('calls to the gateway', () => {
  it('give the answer in its shape', async () => expect(await ask(respond(200, '{"size":3}'))).to.deep.equal({ size: 3 }));
  it('refuse another shape', () => expectCode(() => ask(respond(200, '{"size":"3"}')), 'gateway-answer-malformed'));
  it('refuse what is no JSON', () => expectCode(() => ask(respond(200, '<html>')), 'gateway-answer-malformed'));
  it('refuse what is too long', () =>
    expectCode(() => ask(respond(200, '{"size":3}', { 'content-length': String(2 ** 30) })), 'gateway-answer-malformed'));
  it('carry the gateway’s own code with its status', async () => {
    const refusal = respond(409, JSON.stringify({ type: '/problems/lot-closed', status: 409, code: 'lot-closed', details: { lot: 'x' } }));
    await expectCode(() => ask(refusal), 'lot-closed');
    await ask(refusal).catch((error: unknown) => expect(statusOf(error)).to.equal(409));
  });
  it('tell something else’s failure from the gateway’s', () => expectCode(() => ask(respond(502, 'Bad Gateway')), 'gateway-failed'));
  it('say when nobody can be reached', () => {
    const http = createHttp({ fetch: () => Promise.reject(new TypeError('refused')), base: '' });
    return expectCode(() => http.text('/log/checkpoint'), 'gateway-unreachable');
  });
  it('are made once more when the connection breaks, and no more than that', async () => {
    let calls = 0;
    const breaking =
      (times: number): Fetch =>
      () => {
        calls += 1;
        return calls <= times ? Promise.reject(new TypeError('other side closed')) : Promise.resolve(respond(200, '{"size":3}'));
      };
    expect(await createHttp({ fetch: breaking(1), base: '' }).ask(shape, { path: '/api/x' })).to.deep.equal({ size: 3 });
    calls = 0;
    await expectCode(() => createHttp({ fetch: breaking(9), base: '' }).ask(shape, { path: '/api/x' }), 'gateway-unreachable');
    expect(calls).to.equal(2);
    calls = 0;
    const slow: Fetch = () => {
      calls += 1;
      return Promise.reject(new DOMException('too slow', 'TimeoutError'));
    };
    await expectCode(() => createHttp({ fetch: slow, base: '' }).ask(shape, { path: '/api/x' }), 'gateway-unreachable');
    expect(calls).to.equal(1);
  });
  it('send JSON and, where a key is given, its signature, which the gateway’s own check takes', async () => {
    let sent: FetchRequest | undefined;
    const fetch: Fetch = (_, request) => {
      sent = request;
      return Promise.resolve(respond(200, ''));
    };
    const clock = (): number => 1_800_000_000_000;
    const signer = { key: keyOf('administrator'), clock, random: randomBytes };
    await createHttp({ fetch, base: '', signer }).send({ method: 'PUT', path: '/api/x?y=市', body: { a: 1 } });
    expect(sent?.body).to.equal('{"a":1}');
    const headers = Object.fromEntries(Object.entries(sent?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const length = String(toUtf8(sent?.body ?? '').length);
    const message = { method: 'PUT', url: '/api/x?y=%E5%B8%82', headers: { ...headers, 'content-length': length } };
    expect(await createMessageVerifier(clock)(message)).to.equal(toHex(signer.key.publicKey));
  });
});

describe('cookies of scripted people', () => {
  const BASE = 'http://gateway.example:8080';
  const visit = (now = () => 0) => {
    const seen: (string | undefined)[] = [];
    let next: string[] = [];
    const fetch = createCookieFetch(
      (_, { headers }) => {
        seen.push(headers['cookie']);
        return Promise.resolve(respond(200, '', {}, next));
      },
      BASE,
      now,
    );
    return async (path: string, cookies: string[] = [], method = 'GET'): Promise<string | undefined> => {
      next = cookies;
      await fetch(`${BASE}${path}`, { method, headers: {}, redirect: 'manual', signal: AbortSignal.timeout(1000) });
      return seen.at(-1);
    };
  };

  it('come back to the paths that they are for', async () => {
    const go = visit();
    await go('/auth/login', ['session=s; path=/; HttpOnly', 'flow=f; path=/auth/callback', 'own=o']);
    expect(await go('/auth/callback')).to.equal('flow=f; own=o; session=s');
    expect(await go('/auth/callbacks')).to.equal('own=o; session=s');
    expect(await go('/api/session')).to.equal('session=s');
  });
  it('are replaced, dropped and outlived', async () => {
    let now = 0;
    const go = visit(() => now);
    await go('/', ['a=1; path=/; Max-Age=10', 'b=2; path=/', 'c=3; path=/; Expires=Thu, 01 Jan 1970 00:00:20 GMT']);
    await go('/', ['b=; path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'a=4; path=/; Max-Age=10']);
    expect(await go('/')).to.equal('a=4; c=3');
    now = 11_000;
    await go('/', ['nonsense']);
    expect(await go('/')).to.equal('c=3');
  });
  it('stay at home', async () => {
    let sent: Record<string, string> | undefined;
    const fetch = createCookieFetch(
      (_, { headers }) => {
        sent = headers;
        return Promise.resolve(respond(200, '', {}, ['a=1; path=/']));
      },
      BASE,
      () => 0,
    );
    const request = { headers: {}, redirect: 'manual' as const, signal: AbortSignal.timeout(1000) };
    await fetch(`${BASE}/`, { ...request, method: 'GET' });
    await fetch('http://elsewhere.example/', { ...request, method: 'GET' });
    expect(sent).to.deep.equal({});
    await fetch(`${BASE}/api/x`, { ...request, method: 'POST' });
    expect(sent).to.deep.equal({ cookie: 'a=1', origin: BASE });
  });
});
