import { expect } from 'chai';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { createSigningKey } from '../../../common/crypto/signature.ts';
import { createGatewayClient, isRefusal, statusOf, type GatewayClient } from '../../../connectors/gateway/client.ts';
import { createEventGate } from '../../../connectors/gateway/events.ts';
import type { DomainError } from '../../../common/errors.ts';
import { createSignedFetch } from '../../../platform/http/message-signature.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const schema = z.strictObject({ size: z.int() });

describe('the way to the gateway', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let client: GatewayClient;
  let stopping: AbortController;
  const open = (url: string): GatewayClient => {
    const signed = createSignedFetch(createSigningKey(seededRandom('client')(32)));
    return createGatewayClient({ url, signed, plain: fetch, signal: stopping.signal });
  };
  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    stopping = new AbortController();
    client = open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  const says = (status: number, body: unknown, type = 'application/json') => {
    answer = (_, response) => {
      response.writeHead(status, { 'content-type': type });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
  };
  const problem = (code: string, status: number) => says(status, { type: `/problems/${code}`, status, code, details: { lot: 'x' } });
  const ask = (more: object = {}) => client.ask(schema, { path: '/api/thing', ...more });
  const errorOf = (promise: Promise<unknown>): Promise<DomainError> =>
    promise.then(
      () => expect.fail('no error'),
      (error: unknown) => error as DomainError,
    );

  it('signs what is asked with the own key, and leaves anonymous calls unsigned', async () => {
    const seen: (string | undefined)[] = [];
    answer = (request, response) => {
      seen.push(request.headers['signature-input'] as string | undefined);
      response.end('{"size":3}');
    };
    expect(await ask()).to.deep.equal({ size: 3 });
    await ask({ anonymous: true });
    expect(seen.map((input) => input !== undefined)).to.deep.equal([true, false]);
  });

  it('throws the gateway’s own refusal with its details and status', async () => {
    problem('lot-closed', 409);
    const error = await errorOf(ask());
    expect({ code: error.code, details: error.details }).to.deep.equal({ code: 'lot-closed', details: { lot: 'x', status: 409 } });
    expect([statusOf(error), isRefusal(error)]).to.deep.equal([409, true]);
  });

  it('tells what may pass from what is refused', async () => {
    for (const [status, refused] of [
      [400, true],
      [401, true],
      [403, true],
      [404, false],
      [408, false],
      [422, true],
      [429, false],
      [500, false],
      [503, false],
    ] as const) {
      problem('some-code', status);
      expect([status, isRefusal(await errorOf(ask()))]).to.deep.equal([status, refused]);
    }
  });

  it('does not take a page, a foreign answer or an endless one for an answer', async () => {
    says(502, '<html>', 'text/html');
    await expectCode(() => ask(), 'gateway-failed');
    says(200, '<html>', 'text/html');
    await expectCode(() => ask(), 'gateway-answer-malformed');
    says(200, { size: 3, more: 1 });
    await expectCode(() => ask(), 'gateway-answer-malformed');
    answer = (_, response) => {
      const chunk = Buffer.alloc(8 * 1024 * 1024);
      const pump = (): void => {
        while (!response.destroyed && response.write(chunk)) continue;
        if (!response.destroyed) response.once('drain', pump);
      };
      pump();
    };
    await expectCode(() => client.bytes({ path: '/log/endless' }), 'gateway-answer-malformed');
  });

  it('follows no redirect', async () => {
    answer = (_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' });
      response.end();
    };
    await expectCode(() => ask(), 'gateway-unreachable');
  });

  it('gives up when the gateway is away, silent, or the process stops', async () => {
    await expectCode(() => open('http://127.0.0.1:1').ask(schema, { path: '/' }), 'gateway-unreachable');
    answer = () => undefined;
    await expectCode(() => ask({ timeout: 30 }), 'gateway-unreachable');
    const waiting = errorOf(ask());
    stopping.abort();
    expect((await waiting).code).to.equal('gateway-unreachable');
  });

  it('hands an event’s refusal over as one, and throws what may pass', async () => {
    const gate = createEventGate(client);
    const submission = { signed: {} as never };
    problem('level-forbids-delivery', 403);
    expect(await gate.submit(submission)).to.deep.equal({
      refusal: { code: 'level-forbids-delivery', details: { lot: 'x', status: 403 } },
    });
    problem('not-ready', 503);
    await expectCode(() => gate.submit(submission), 'gateway-failed');
    problem('too-many-requests', 429);
    await expectCode(() => gate.submit(submission), 'too-many-requests');
  });
});
