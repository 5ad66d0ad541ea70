import Koa from 'koa';
import * as fs from 'node:fs';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import sirv from 'sirv';
import { build } from 'vite';
import { consoleConfig } from '../../../console/vite.config.ts';
import { securityHeaders } from '../../../platform/http/security-headers.ts';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

const PREVIEW = path.resolve(import.meta.dirname, '../preview');

/** Builds a page (the console over sample data, by default) and serves it under the product's own security headers. */
export const servePages = async (root = PREVIEW): Promise<PageServer> => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-pages-'));
  await build(consoleConfig(root, folder));
  const files = sirv(folder, { single: true });
  const app = new Koa();
  app.use(securityHeaders());
  app.use(
    (ctx) =>
      new Promise<void>((resolve) => {
        ctx.respond = false;
        ctx.res.once('close', () => resolve());
        files(ctx.req, ctx.res, () => void ctx.res.writeHead(404).end());
      }),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
};
