import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request on its way to the gateway. */
export interface Passing {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The whole address and the headers, as they came. */
  readonly head: string;
  readonly body: Buffer;
  /** Who asks: the name that a test's device gives, or the key (hex) that signed the request or the event in it; empty for anybody else. */
  readonly reader: string;
}

export interface LayerAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What stands in the layer's way of being honest; `undefined` leaves the request to the next rule, and to the gateway at last. */
export type Rule = (passing: Passing, forward: () => Promise<LayerAnswer>) => Promise<LayerAnswer | undefined> | LayerAnswer | undefined;

/** Header by which a device of a test says which one it is: a gateway would know it by its session. */
export const DEVICE_HEADER = 'x-device';

export const answerText = (text: string): LayerAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(text),
});
export const answerBytes = (bytes: Uint8Array): LayerAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/octet-stream' },
  body: Buffer.from(bytes),
});
export const answerJson = (value: unknown, status = 200): LayerAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(value)),
});

const readAll = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** An event says by itself whose it is: nothing else signs its submission. */
const actorOf = (body: Buffer): string | undefined => {
  try {
    return (JSON.parse(body.toString('utf8')) as { signed: { event: { actor: { key: string } } } }).signed.event.actor.key;
  } catch {
    return undefined;
  }
};

const readerOf = ({ headers }: http.IncomingMessage, body: Buffer): string => {
  const device = headers[DEVICE_HEADER];
  if (typeof device === 'string') return device;
  return /keyid="([0-9a-f]{64})"/.exec(String(headers['signature-input'] ?? ''))?.[1] ?? actorOf(body) ?? '';
};

/** Body and headers as they were; only what belongs to one connection is left out. */
const HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
const endToEnd = (headers: http.IncomingHttpHeaders): http.IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.includes(name)));

const forwardTo = (target: string, request: http.IncomingMessage, body: Buffer): Promise<LayerAnswer> =>
  new Promise((resolve, reject) => {
    const headers = { ...endToEnd(request.headers), ...(body.length > 0 && { 'content-length': body.length }) };
    // A connection of its own: one that is kept may be closed under us just as it is used.
    const options = { method: request.method, headers, agent: false };
    const passed = http.request(new URL(request.url ?? '/', target), options, (answer) => {
      readAll(answer).then(
        (bytes) => resolve({ status: answer.statusCode ?? 502, headers: endToEnd(answer.headers), body: bytes }),
        reject,
      );
    });
    passed.on('error', reject);
    passed.end(body);
  });

/** A server in front of the gateway, at the address that all members know. Without rules it changes nothing. */
export const startLayer = async () => {
  const rules: Rule[] = [];
  let target = 'http://localhost:9';

  const decide = async (passing: Passing, forward: () => Promise<LayerAnswer>): Promise<LayerAnswer> => {
    for (const rule of rules.toReversed()) {
      const answer = await rule(passing, forward);
      if (answer !== undefined) return answer;
    }
    return await forward();
  };

  const handle = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const { pathname: path } = new URL(request.url ?? '/', target);
    const head = [request.url, ...request.rawHeaders].join('\n');
    const passing = { method: request.method ?? 'GET', path, head, body, reader: readerOf(request, body) };
    const answer = await decide(passing, () => forwardTo(target, request, body));
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  };
  const server = http.createServer((request, response) => {
    // A gateway that is away answers nobody.
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });

  /** Keeps the rule until the answer is called. */
  const meddle = (rule: Rule): (() => void) => {
    rules.push(rule);
    return () => void rules.splice(rules.indexOf(rule), 1);
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    pointTo: (url: string): void => {
      target = url;
    },
    target: (): string => target,
    meddle,
    /** Lies by this rule while the work lasts. */
    during: async <T>(rule: Rule, work: () => Promise<T>): Promise<T> => {
      const end = meddle(rule);
      try {
        return await work();
      } finally {
        end();
      }
    },
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
export type Layer = Awaited<ReturnType<typeof startLayer>>;
