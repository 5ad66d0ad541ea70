import * as fs from 'node:fs';
import type { Context, Middleware, Next } from 'koa';
import sirv from 'sirv';

/** Paths that are the gateway's own: what it does not know there is not found, and never a page. */
const OWN = /^\/(?:api|log|auth|oidc)(?:\/|$)|^\/(?:health|ready|metrics|openapi\.json)$/;

const isPage = ({ method, path: asked }: Context): boolean => (method === 'GET' || method === 'HEAD') && !OWN.test(asked);

/** Serves the console's build; every address of the console answers with its one page. Without a build there is nothing to serve. */
export const createConsole = (folder: string): readonly Middleware[] => {
  if (!fs.existsSync(folder)) return [];
  const serve = sirv(folder, {
    single: true,
    etag: true,
    setHeaders: (response, file) => {
      const isHashed = file.startsWith('/assets/');
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return [
    async (ctx: Context, next: Next): Promise<void> => {
      if (!isPage(ctx)) return await next();
      await new Promise<void>((resolve, reject) => {
        ctx.res.once('close', resolve);
        ctx.respond = false;
        serve(ctx.req, ctx.res, () => {
          ctx.respond = true;
          next().then(resolve, reject);
        });
      });
    },
  ];
};
