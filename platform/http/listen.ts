import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusal } from '../errors.ts';
import type { HttpKernel } from './app.ts';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets those under way end within `graceMs`, then cuts them off. */
  readonly close: () => Promise<void>;
}

interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  readonly graceMs?: number;
}

const explain = (cause: unknown, port: number): unknown => {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === 'EACCES' ? 'this user may not open it' : 'another program has it';
  return code === 'EADDRINUSE' || code === 'EACCES' ? refusal('port-taken', { port, reason }, { cause }) : cause;
};

/** Listens on loopback alone. @throws DomainError `port-taken` {port, reason} */
export const listen = async ({ app, close }: HttpKernel, { port, graceMs = 3000 }: ListenOptions): Promise<Listening> => {
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  // A client that sends its head or body drop by drop is cut off.
  server.headersTimeout = 15_000;
  server.requestTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(explain(cause, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${actual}`,
    port: actual,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      // A connection that was busy just now is kept alive by its client.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      await closed;
      clearTimeout(timer);
      clearInterval(sweep);
    },
  };
};
