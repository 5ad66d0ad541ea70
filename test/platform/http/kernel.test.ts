import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { createApp } from '../../../platform/http/app.ts';
import { listen } from '../../../platform/http/listen.ts';
import { createOpenApiDocument, withOpenApi } from '../../../platform/http/openapi.ts';
import { pageOf, pageQuery, parseCursor, presentPage } from '../../../platform/http/paging.ts';
import { createProbes } from '../../../platform/http/probes.ts';
import { defineRoute } from '../../../platform/http/route.ts';
import { createMetrics } from '../../../platform/telemetry/metrics.ts';
import { expectCode } from '../../support/expect-code.ts';
import { believeHeader, createMemoryLog, request, serve } from '../../support/http.ts';
import { until } from '../../support/until.ts';

const ping = defineRoute({ method: 'get', path: '/ping', access: 'either', summary: 'Pings.', answer: 'text/plain', handle: () => 'pong' });
const asPerson = (name: string) => ({ headers: { 'x-caller': `person ${name}` } });

describe('limits', () => {
  it('stop a caller, not the next one, and say when to come again', async () => {
    const server = await serve({ routes: [ping], limits: { caller: { points: 2, seconds: 30 } } });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await request(`${server.url}/ping`, asPerson('ana'))).status);
    expect(statuses).to.deep.equal([200, 200, 429]);
    const refused = await request(`${server.url}/ping`, asPerson('ana'));
    expect(refused.json['code']).to.equal('too-many-requests');
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 30);
    expect((await request(`${server.url}/ping`, asPerson('bob'))).status).to.equal(200);
    await server.close();
  });

  it('stop a remote address before anybody is asked who it is', async () => {
    let asked = 0;
    const authenticate = (): Promise<undefined> => {
      asked += 1;
      return Promise.resolve(undefined);
    };
    const server = await serve({ routes: [ping], authenticate, limits: { remote: { points: 2, seconds: 30 } } });
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push((await request(`${server.url}/ping`)).status);
    expect(statuses).to.deep.equal([401, 401, 429, 429]);
    expect(asked).to.equal(2);
    await server.close();
  });

  it('can be narrower on a route of its own', async () => {
    const narrow = defineRoute({ ...ping, access: 'public', path: '/narrow', limit: { points: 1, seconds: 30 }, handle: () => 'pong' });
    const server = await serve({ routes: [ping, narrow] });
    const statuses = [];
    for (let n = 0; n < 2; n += 1) statuses.push((await request(`${server.url}/narrow`)).status);
    expect(statuses).to.deep.equal([200, 429]);
    expect((await request(`${server.url}/ping`, asPerson('ana'))).status).to.equal(200);
    await server.close();
  });
});

describe('listening', () => {
  it('says that a port is taken', async () => {
    const server = await serve({ routes: [ping] });
    const { log } = createMemoryLog();
    const kernel = createApp({ routes: [], authenticate: believeHeader, statuses: {}, log });
    await expectCode(() => listen(kernel, { port: server.port }), 'port-taken');
    await server.close();
  });

  it('closes at once with idle clients, lets a request under way end, and wakes a handler that waits', async () => {
    let begun = 0;
    const slow = defineRoute({
      method: 'get',
      path: '/slow',
      access: 'public',
      summary: 'Waits until told.',
      answer: 'text/plain',
      handle: async ({ signal }) => {
        begun += 1;
        await wait(60_000, undefined, { signal }).catch(() => undefined);
        return 'woken';
      },
    });
    const server = await serve({ routes: [ping, slow] });
    await request(`${server.url}/ping`, asPerson('ana'));
    const waiting = request(`${server.url}/slow`);
    await until('the handler waits', () => begun === 1);
    const start = performance.now();
    await server.close();
    expect((await waiting).text).to.equal('woken');
    expect(performance.now() - start).to.be.below(2000);
  });

  it('tells a handler when its client goes away', async () => {
    let gone = false;
    const slow = defineRoute({
      method: 'get',
      path: '/slow',
      access: 'public',
      summary: 'Waits until told.',
      handle: async ({ signal }) => {
        await wait(60_000, undefined, { signal }).catch(() => undefined);
        gone = signal.aborted;
      },
    });
    const server = await serve({ routes: [slow] });
    const leave = new AbortController();
    const left = request(`${server.url}/slow`, { signal: leave.signal }).catch(() => undefined);
    await wait(50);
    leave.abort();
    await until('the handler knows', () => gone);
    await left;
    await server.close();
  });
});

describe('probes', () => {
  let works = true;
  const metrics = createMetrics('test');
  const routes = createProbes({ checks: { database: () => (works ? Promise.resolve() : Promise.reject(new Error('hunter2'))) }, metrics });

  it('tell running from ready, and name what is missing', async () => {
    const server = await serve({ routes, metrics });
    expect((await request(`${server.url}/health`)).json).to.deep.equal({ status: 'ok' });
    expect((await request(`${server.url}/ready`)).json).to.deep.equal({ ready: true, database: true });
    works = false;
    const { status, json, text } = await request(`${server.url}/ready`);
    expect([status, json['code'], json['details']]).to.deep.equal([503, 'not-ready', { ready: false, database: false }]);
    expect(text).not.to.contain('hunter2');
    expect((await request(`${server.url}/health`)).status).to.equal(200);
    await server.close();
  });

  it('count requests by pattern', async () => {
    const server = await serve({ routes: [...routes, ping], metrics });
    await request(`${server.url}/ping?who=zhangsan`, asPerson('ana'));
    await request(`${server.url}/made-up-by-the-client`);
    const { text } = await request(`${server.url}/metrics`);
    const counted = text.split('\n').find((line) => /^http_request_duration_seconds_count\{.*route="\/ping"/.test(line)) ?? '';
    for (const part of ['method="GET"', 'status="200"', 'process="test"', '} 1']) expect(counted).to.contain(part);
    expect(text)
      .to.contain('route="unmatched"')
      .and.not.to.match(/zhangsan|made-up/);
    await server.close();
  });
});

describe('the API description', () => {
  const item = z.object({ id: z.string() }).meta({ id: 'Item' });
  const list = defineRoute({
    method: 'get',
    path: '/api/lots/:lot/items',
    access: 'either',
    summary: 'Items of a lot.',
    params: z.object({ lot: z.uuid() }),
    query: pageQuery,
    answer: pageOf(item),
    handle: () => ({ items: [] }),
  });

  it('has each route with its schemas, who may call it, and how it refuses', () => {
    const document = createOpenApiDocument([list, ping], { title: 'Test', version: '1' });
    expect(document.openapi).to.equal('3.1.0');
    const operation = document.paths?.['/api/lots/{lot}/items']?.get;
    expect(operation?.security).to.deep.equal([{ session: [] }, { signature: [] }]);
    expect(JSON.stringify(operation?.responses)).to.contain('#/components/schemas/Item').and.to.contain('#/components/schemas/Problem');
    expect(document.components?.schemas).to.have.all.keys('Item', 'Problem');
  });

  it('is served, and has itself', async () => {
    const server = await serve({ routes: withOpenApi([list], { title: 'Test', version: '1' }) });
    const { json, headers } = await request(`${server.url}/openapi.json`);
    expect(headers.get('content-type')).to.contain('application/json');
    expect(json['paths']).to.have.all.keys('/api/lots/{lot}/items', '/openapi.json');
    await server.close();
  });
});

describe('keyset paging', () => {
  const rows = Array.from({ length: 5 }, (_, n) => ({ at: n < 3 ? 1 : 2, id: `id-${n}` }));
  const key = z.tuple([z.number(), z.string()]);
  const page = (after: string | undefined) => {
    const [at, id] = parseCursor(after, key) ?? [-1, ''];
    const found = rows.filter((row) => row.at > at || (row.at === at && row.id > id)).slice(0, 3);
    return presentPage(
      found,
      2,
      (row) => [row.at, row.id],
      ({ id: shown }) => shown,
    );
  };

  it('walks through every row once, and ends', () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { items, next: after } = page(next);
      seen.push(...items);
      next = after;
    } while (next !== undefined);
    expect(seen).to.deep.equal(rows.map(({ id }) => id));
  });

  it('refuses a cursor that is made up', async () => {
    for (const cursor of ['', '!', 'WzFd', Buffer.from('["a","b"]').toString('base64url')])
      await expectCode(() => parseCursor(cursor, key), 'request-malformed');
  });
});
