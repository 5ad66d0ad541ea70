import { expect } from 'chai';
import { z } from 'zod';
import { signRequest } from '../../../api/message-signature.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import type { Authenticate } from '../../../platform/http/access.ts';
import type { Listening } from '../../../platform/http/listen.ts';
import { createMessageVerifier, createSignedFetch } from '../../../platform/http/message-signature.ts';
import { defineRoute, type Route } from '../../../platform/http/route.ts';
import { sendEndlessly } from '../../support/endless-body.ts';
import { request, serve } from '../../support/http.ts';
import { until } from '../../support/until.ts';

const LIMIT = 8 * 1024 * 1024;
/** What the machine itself may keep for a connection whose server reads nothing. */
const BUFFERS = 16 * 1024 * 1024;
const key = createSigningKey(new Uint8Array(32).fill(7));
const taken: unknown[] = [];
const route = defineRoute({
  method: 'put',
  path: '/notes',
  access: 'signature',
  summary: 'Takes a note.',
  body: z.strictObject({ text: z.string() }),
  bodyLimit: LIMIT,
  handle: ({ body }) => void taken.push(body.text),
});
const open: Route = { ...route, path: '/open', access: 'public' };

const createAuthenticate = (): Authenticate => {
  const verify = createMessageVerifier(Date.now);
  return async ({ method, originalUrl: url, headers }) => {
    const signer = await verify({ method, url, headers });
    return signer === undefined ? undefined : { kind: 'key', id: signer, roles: [] };
  };
};

describe('a body', () => {
  let server: Listening & { readonly lines: Record<string, unknown>[] };
  let url = '';
  beforeEach(async () => {
    taken.length = 0;
    server = await serve({ routes: [route, open], authenticate: createAuthenticate(), limits: { strangers: 3 * LIMIT } });
    url = `${server.url}/notes`;
  });
  afterEach(() => server.close());

  const signed = createSignedFetch(key);
  /** Signed headers of one body, for another one. */
  const headersFor = (text: string, to = url): Record<string, string> =>
    signRequest({ method: 'PUT', url: to, body: text }, { key, clock: Date.now, random: randomBytes });

  it('is taken as it was signed, in whatever pieces it comes', async () => {
    const text = '𠮷野家'.repeat(50_000);
    expect((await request(url, { method: 'PUT', json: { text }, send: signed })).status).to.equal(204);
    expect(taken).to.deep.equal([text]);
  });

  it('that is not the signed one is refused before anything uses it', async () => {
    const [said, sent] = ['{"text":"one"}', '{"text":"two"}'];
    const headers = { ...headersFor(said), 'content-type': 'application/json' };
    const { status, json } = await request(url, { method: 'PUT', headers, body: sent });
    expect([status, json['code'], taken]).to.deep.equal([401, 'request-digest-wrong', []]);
  });

  it('that is not the signed one is refused as such even if it is no JSON', async () => {
    const headers = { ...headersFor('{"text":"one"}'), 'content-type': 'application/json' };
    const { json } = await request(url, { method: 'PUT', headers, body: '{"text":"two"]' });
    expect(json['code']).to.equal('request-digest-wrong');
  });

  it('of another length than the signed one is refused by its head', async () => {
    const headers = { ...headersFor('{"text":"one"}'), 'content-type': 'application/json' };
    const { json } = await request(url, { method: 'PUT', headers, body: '{"text":"one and more"}' });
    expect([json['code'], taken]).to.deep.equal(['request-signature-invalid', []]);
  });

  const STRANGERS: Readonly<Record<string, readonly [code: string, headers: () => Record<string, string>]>> = {
    'without a signature': ['unauthenticated', () => ({ 'content-length': String(LIMIT) })],
    'without a signature or an end': ['unauthenticated', () => ({ 'transfer-encoding': 'chunked' })],
    'under a signature for another length': ['request-signature-invalid', () => ({ ...headersFor('{}'), 'content-length': String(LIMIT) })],
    'under a signature for another path': [
      'request-signature-invalid',
      () => ({ ...headersFor(' '.repeat(LIMIT), `${server.url}/open`), 'content-length': String(LIMIT) }),
    ],
    'without an end, under a signature for one with an end': [
      'request-signature-malformed',
      () => ({ ...headersFor('{}'), 'transfer-encoding': 'chunked' }),
    ],
  };

  for (const [name, [code, headers]] of Object.entries(STRANGERS)) {
    it(`from a stranger, ${name}, is not waited for`, async () => {
      const answer = await sendEndlessly(url, { method: 'PUT', headers: headers(), holdsBack: true });
      expect(answer).to.deep.equal({ status: 401, code, isKept: false, taken: 0 });
    });

    it(`from a stranger, ${name}, is not taken in`, async () => {
      const { taken: bytes, ...answer } = await sendEndlessly(url, { method: 'PUT', headers: headers() });
      expect(answer).to.deep.equal({ status: 401, code, isKept: false });
      expect(bytes).to.be.below(BUFFERS);
    });
  }

  it('that says it is too large is refused unread, and one that turns out to be, where the limit is', async () => {
    const said = await sendEndlessly(`${server.url}/open`, {
      method: 'PUT',
      headers: { 'content-length': String(LIMIT + 1) },
      holdsBack: true,
    });
    expect(said).to.deep.equal({ status: 413, code: 'body-too-large', isKept: false, taken: 0 });
    const found = await sendEndlessly(`${server.url}/open`, { method: 'PUT', headers: { 'transfer-encoding': 'chunked' } });
    expect(found).to.deep.include({ status: 413, code: 'body-too-large', isKept: false });
    expect(found.taken).to.be.within(LIMIT, LIMIT + BUFFERS);
  });

  describe('of a public route', () => {
    /** Sends so many bytes of a body and keeps the rest for itself. */
    const begin = (bytes: number) => {
      const leave = new AbortController();
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(bytes).fill(0x20)) });
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'PUT', headers, body, duplex: 'half', signal: leave.signal };
      const sent = fetch(`${server.url}/open`, init as RequestInit).catch(() => undefined);
      return async (): Promise<void> => {
        leave.abort();
        await sent;
      };
    };
    const codeOfAnother = async () => (await request(`${server.url}/open`, { method: 'PUT', json: { text: 'another' } })).json['code'];

    it('has its share of memory: one address cannot make us hold more at a time, and a caller who is known is not held up', async () => {
      const leave = [begin(LIMIT), begin(LIMIT), begin(LIMIT)];
      await until('three bodies are held', async () => (await codeOfAnother()) === 'too-many-requests');
      expect((await request(url, { method: 'PUT', json: { text: 'signed' }, send: signed })).status).to.equal(204);
      for (const end of leave) await end();
      await until('the share is free again', async () => (await codeOfAnother()) === undefined);
    });

    it('keeps nobody out while it has only been promised', async () => {
      const leave = Array.from({ length: 20 }, () => begin(1));
      for (let i = 0; i < 20; i++) expect(await codeOfAnother()).to.equal(undefined);
      for (const end of leave) await end();
    });
  });

  it('that nobody asked for is not waited for either', async () => {
    for (const [method, path, code] of [
      ['PUT', '/nowhere', 'not-found'],
      ['POST', '/notes', 'method-not-allowed'],
    ] as const) {
      const answer = await sendEndlessly(`${server.url}${path}`, { method, headers: { 'transfer-encoding': 'chunked' }, holdsBack: true });
      expect([answer.code, answer.isKept]).to.deep.equal([code, false]);
    }
  });

  it('that breaks off is no failure of ours', async () => {
    const leave = new AbortController();
    const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{"text":')) });
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body, duplex: 'half', signal: leave.signal };
    const sent = fetch(`${server.url}/open`, init as RequestInit).catch(() => undefined);
    setTimeout(() => leave.abort(), 50);
    await sent;
    await until('the request has ended', () => server.lines.some(({ msg }) => msg === 'request'));
    expect(server.lines.filter(({ msg }) => msg === 'request failed')).to.deep.equal([]);
    expect((await request(`${server.url}/open`, { method: 'PUT', json: { text: 'next' } })).status).to.equal(204);
  });

  it('refused for its signature leaves its sender the reason, however large it is', async () => {
    const old = createSignedFetch(key, () => Date.now() - 3_600_000);
    const json = { text: 'x'.repeat(LIMIT - 100) };
    for (let i = 0; i < 10; i++) {
      const { status, json: problem } = await request(url, { method: 'PUT', json, send: old });
      expect([status, problem['code']]).to.deep.equal([401, 'request-signature-expired']);
    }
  });

  it('of the usual size leaves the connection to the next request', async () => {
    const { headers } = await request(url, { method: 'PUT', json: { text: 'short' } });
    expect(headers.get('connection')).to.equal('keep-alive');
  });
});
