import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Passing {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/** What stands between a process and its gateway; `undefined` ends the connection without an answer. */
export type Meddle = (passing: Passing, forward: () => Promise<ProxyAnswer>) => Promise<ProxyAnswer | undefined>;

const readAll = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** A server on a free port that hands requests on to `target` as they are, except for what `meddle` does. */
export const startProxy = async (target: string, meddle: Meddle) => {
  const server = createServer((request, response) => {
    const handle = async (): Promise<void> => {
      const body = await readAll(request);
      const { method = 'GET', url: path = '/' } = request;
      const headers = Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          typeof value === 'string' && !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name) ? [[name, value]] : [],
        ),
      );
      const forward = async (): Promise<ProxyAnswer> => {
        const answer = await fetch(new URL(path, target), { method, headers, ...(body.length > 0 && { body: new Uint8Array(body) }) });
        const type = answer.headers.get('content-type') ?? '';
        return { status: answer.status, type, body: Buffer.from(await answer.arrayBuffer()) };
      };
      const answer = await meddle({ method, path, body, headers }, forward);
      if (answer === undefined) return void request.socket.destroy();
      response.writeHead(answer.status, { 'content-type': answer.type });
      response.end(answer.body);
    };
    handle().catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: (): Promise<void> =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
