import { expect } from 'chai';
import { z } from 'zod';
import { DomainError } from '../../../common/errors.ts';
import type { Listening } from '../../../platform/http/listen.ts';
import { defineRoute, reply, type Route } from '../../../platform/http/route.ts';
import { request, serve } from '../../support/http.ts';

const ROUTES: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/notes/:id',
    access: 'session',
    roles: ['writer'],
    summary: 'Writes a note.',
    params: z.object({ id: z.coerce.number().int() }),
    query: z.object({ draft: z.stringbool().default(false) }),
    body: z.strictObject({ text: z.string().max(10), 'a/b~c': z.array(z.number()).optional() }),
    answer: z.object({ id: z.number(), text: z.string(), draft: z.boolean(), by: z.string() }),
    bodyLimit: 200,
    handle: ({ caller, path, query, body }) => {
      const kept = { id: path.id, text: body.text, draft: query.draft, by: caller.id, secret: 'never listed' };
      return reply(kept, { status: 201, headers: { 'x-kept': 'yes' } });
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/notes/:id',
    access: 'either',
    summary: 'Deletes.',
    params: z.object({ id: z.string() }),
    handle: () => undefined,
  }),
  defineRoute({
    method: 'get',
    path: '/api/keys',
    access: 'signature',
    summary: 'For keys.',
    answer: 'text/plain; charset=utf-8',
    handle: ({ caller }) => caller.id,
  }),
  defineRoute({
    method: 'get',
    path: '/tiles/*path',
    access: 'public',
    summary: 'Bytes.',
    params: z.object({ path: z.string() }),
    answer: 'application/octet-stream',
    cache: 'public, max-age=31536000, immutable',
    handle: ({ path }) => new TextEncoder().encode(path.path),
  }),
  defineRoute({
    method: 'get',
    path: '/known',
    access: 'public',
    summary: 'Refuses.',
    handle: () => {
      throw new DomainError('known-code', { reason: 'One reason.', rule: 7 });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/unknown',
    access: 'public',
    summary: 'Fails.',
    handle: () => {
      throw new DomainError('code-without-a-row', { secret: 'hunter2' });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/bug',
    access: 'public',
    summary: 'Fails.',
    handle: () => {
      throw new Error('password hunter2');
    },
  }),
];
const WRITER = { 'x-caller': 'person ana writer' };
const KEY = { 'x-caller': 'key k1' };

describe('the HTTP kernel', () => {
  let server: Listening & { readonly lines: Record<string, unknown>[] };
  const at = (path: string): string => `${server.url}${path}`;
  before(async () => {
    server = await serve({ routes: ROUTES, statuses: { 'known-code': 409 } });
  });
  after(() => server.close());

  it('hands a handler its parsed parts, and lets out only what the answer lists', async () => {
    const { status, headers, json } = await request(at('/api/notes/7?draft=yes'), {
      method: 'POST',
      headers: WRITER,
      json: { text: '𠮷野家' },
    });
    expect([status, headers.get('x-kept'), headers.get('cache-control')]).to.deep.equal([201, 'yes', 'no-store']);
    expect(json).to.deep.equal({ id: 7, text: '𠮷野家', draft: true, by: 'ana' });
  });

  it('answers with nothing, with text and with bytes', async () => {
    expect((await request(at('/api/notes/7'), { method: 'DELETE', headers: WRITER })).status).to.equal(204);
    expect((await request(at('/api/keys'), { headers: KEY })).text).to.equal('k1');
    const tile = await request(at('/tiles/0/x001/234.p/5'));
    expect([tile.text, tile.headers.get('content-type')]).to.deep.equal(['0/x001/234.p/5', 'application/octet-stream']);
    expect(tile.headers.get('cache-control')).to.contain('immutable');
  });

  it('lists all that is wrong with a request, by JSON pointers', async () => {
    const { status, json } = await request(at('/api/notes/x?draft=perhaps'), {
      method: 'POST',
      headers: WRITER,
      json: { text: 'far too long for it', 'a/b~c': [1, 'two'], extra: 1 },
    });
    expect([status, json['code']]).to.deep.equal([400, 'request-malformed']);
    const { violations } = json['details'] as { violations: { in: string; pointer: string }[] };
    expect(violations.map((violation) => `${violation.in} ${violation.pointer}`)).to.have.members([
      'path /id',
      'query /draft',
      'body /text',
      'body /a~1b~0c/1',
      'body /extra',
    ]);
  });

  for (const [name, body, code, type] of [
    ['that is not JSON', '{"text":', 'request-malformed', 'application/json'],
    ['that is missing', undefined, 'request-malformed', 'application/json'],
    ['that is too large', JSON.stringify({ text: 'x'.repeat(300) }), 'body-too-large', 'application/json'],
    ['of another media type', 'text=1', 'media-type-unsupported', 'application/x-www-form-urlencoded'],
    ['that says it is plain text, as a form of another site could', '{"text":"a"}', 'media-type-unsupported', 'text/plain'],
  ] as const)
    it(`refuses a body ${name}`, async () => {
      const { json } = await request(at('/api/notes/7'), {
        method: 'POST',
        headers: { ...WRITER, 'content-type': type },
        ...(body !== undefined && { body }),
      });
      expect(json['code']).to.equal(code);
    });

  it('refuses a compressed body, which is small only until somebody inflates it', async () => {
    const packed = await new Response(
      new Blob([JSON.stringify({ text: ' '.repeat(1_000_000) })]).stream().pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const { json } = await request(at('/api/notes/7'), {
      method: 'POST',
      headers: { ...WRITER, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: packed,
    });
    expect(json['code']).to.equal('media-type-unsupported');
  });

  it('refuses a body where none is expected', async () => {
    const { json } = await request(at('/api/notes/7'), { method: 'DELETE', headers: WRITER, json: { a: 1 } });
    expect(json['code']).to.equal('request-malformed');
  });

  for (const [name, path, headers, code] of [
    ['nobody', '/api/keys', {}, 'unauthenticated'],
    ['a person where a key is asked', '/api/keys', WRITER, 'forbidden'],
  ] as const)
    it(`refuses ${name}`, async () => {
      const { status, json } = await request(at(path), { headers });
      expect([status, json['code']]).to.deep.equal([code === 'unauthenticated' ? 401 : 403, code]);
    });

  it('refuses a key where a person is asked, and a person without the role', async () => {
    for (const headers of [KEY, { 'x-caller': 'person bob reader' }]) {
      const { json } = await request(at('/api/notes/7'), { method: 'POST', headers, json: { text: 'a' } });
      expect(json['code']).to.equal('forbidden');
    }
  });

  it('refuses a person whose browser stands on another site, and lets our own page act', async () => {
    const send = async (headers: Record<string, string>): Promise<unknown> =>
      (await request(at('/api/notes/7'), { method: 'POST', headers: { ...WRITER, ...headers }, json: { text: 'a' } })).json['code'];
    expect(await send({ origin: 'https://evil.example' })).to.equal('origin-refused');
    expect(await send({ origin: 'null' })).to.equal('origin-refused');
    expect(await send({ 'sec-fetch-site': 'cross-site' })).to.equal('origin-refused');
    expect(await send({ origin: server.url })).to.equal(undefined);
  });

  it('answers by problem details, with what the table knows and nothing else', async () => {
    const known = await request(at('/known'));
    expect(known.headers.get('content-type')).to.contain('application/problem+json');
    const { instance, ...rest } = known.json;
    expect(rest).to.deep.equal({
      type: '/problems/known-code',
      title: 'Known code',
      status: 409,
      detail: 'One reason.',
      code: 'known-code',
      details: { reason: 'One reason.', rule: 7 },
    });
    expect(instance).to.equal(`urn:uuid:${known.headers.get('x-request-id')}`);
    for (const path of ['/unknown', '/bug']) {
      const { status, text, json } = await request(at(path));
      expect([status, json['code']]).to.deep.equal([500, 'internal']);
      expect(text).not.to.contain('hunter2');
    }
  });

  it('tells an unknown path from a known one with another method', async () => {
    expect((await request(at('/nowhere'))).json['code']).to.equal('not-found');
    const other = await request(at('/api/notes/7'), { method: 'PUT', headers: WRITER });
    expect([other.status, other.json['code'], other.headers.get('allow')]).to.deep.equal([405, 'method-not-allowed', 'POST, DELETE']);
  });

  it('logs a line a request without path, query, caller, address or the words of errors', async () => {
    await request(at('/tiles/private-name?token=hunter2'), { headers: { 'x-caller': 'person zhangsan' } });
    const line = server.lines.findLast(({ msg }) => msg === 'request');
    expect(line).to.include({ method: 'GET', route: '/tiles/*path', status: 200, process: 'test', level: 'info' });
    const failed = server.lines.find(({ msg }) => msg === 'request failed');
    expect(failed).to.have.nested.property('error.at');
    expect(JSON.stringify(server.lines)).not.to.match(/hunter2|private-name|zhangsan|127\.0\.0\.1|token/);
  });

  it('sends the strict headers with every answer, refusals too', async () => {
    for (const path of ['/tiles/a', '/nowhere']) {
      const { headers } = await request(at(path));
      const policy = headers.get('content-security-policy') ?? '';
      for (const part of [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types vue xinbiao',
      ])
        expect(policy.split(/;\s*/)).to.include(part);
      expect(policy).not.to.contain('unsafe-inline');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
    }
  });

  it('does not start with two routes of one name, or with a placeholder that no schema checks', async () => {
    const route = ROUTES[2];
    if (!route) throw new Error('no route');
    for (const routes of [[route, route], [{ ...route, path: '/api/:id' }]])
      await serve({ routes }).then(
        () => expect.fail('starts'),
        (error: unknown) => expect(error).to.be.instanceOf(TypeError),
      );
  });
});
