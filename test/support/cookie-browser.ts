import { request } from './http.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly httpOnly: boolean;
  readonly sameSite: string;
}

const attributeOf = (parts: readonly string[], name: string): string | undefined =>
  parts
    .map((part) => part.trim().split('='))
    .find(([key = '']) => key.toLowerCase() === name)
    ?.slice(1)
    .join('=');

const parseCookie = (line: string): Cookie & { readonly gone: boolean } => {
  const [pair = '', ...parts] = line.split(';');
  const [name = '', ...value] = pair.split('=');
  const expires = attributeOf(parts, 'expires');
  return {
    name,
    value: value.join('='),
    path: attributeOf(parts, 'path') ?? '/',
    httpOnly: parts.some((part) => part.trim().toLowerCase() === 'httponly'),
    sameSite: attributeOf(parts, 'samesite')?.toLowerCase() ?? '',
    gone: expires !== undefined && new Date(expires) <= new Date(),
  };
};

/** A browser for tests: it keeps cookies by path as browsers do, states where requests come from, and follows redirects step by step. */
export const createBrowser = (origin: string) => {
  const jar = new Map<string, Cookie>();
  const keep = (headers: Headers): void => {
    for (const line of headers.getSetCookie()) {
      const { gone, ...cookie } = parseCookie(line);
      const key = `${cookie.path} ${cookie.name}`;
      if (gone || cookie.value === '') jar.delete(key);
      else jar.set(key, cookie);
    }
  };
  const cookiesFor = (path: string): string =>
    [...jar.values()]
      .filter(({ path: scope }) => path === scope || path.startsWith(scope.endsWith('/') ? scope : `${scope}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');

  /** One request of our own page, or of another site's where `from` says so. */
  const call = async (
    method: string,
    address: string,
    { json, from = origin }: { readonly json?: unknown; readonly from?: string } = {},
  ) => {
    const url = new URL(address, origin);
    const headers = new Headers({ cookie: cookiesFor(url.pathname), accept: json === undefined ? 'text/html,*/*' : 'application/json' });
    if (method !== 'GET') headers.set('origin', from);
    const answer = await request(url.href, { method, headers, ...(json !== undefined && { json }) });
    keep(answer.headers);
    return { ...answer, location: answer.headers.get('location') ?? undefined };
  };
  /** Follows redirects until a page is reached that `isEnd` names, or nothing redirects. */
  const follow = async (address: string, isEnd: (path: string) => boolean = () => false) => {
    for (let at = address, steps = 0; steps < 10; steps++) {
      const path = new URL(at, origin).pathname;
      if (isEnd(path)) return { path, address: at };
      const { location, status, text } = await call('GET', at);
      if (location === undefined) return { path, address: at, status, text };
      at = new URL(location, new URL(at, origin)).href;
    }
    throw new Error('redirected in a circle');
  };
  return { call, follow, jar, cookiesFor };
};
export type CookieBrowser = ReturnType<typeof createBrowser>;

/** Up to the page that asks for login and words; says which sign-in waits. */
export const beginSignIn = async (browser: CookieBrowser, to = '/'): Promise<string> => {
  const { path } = await browser.follow(`/auth/login?${new URLSearchParams({ to })}`, (at) => at.startsWith('/interaction/'));
  return path.slice('/interaction/'.length);
};

/** Answers the page and goes on as far as the identity provider's answer, which is not taken yet. */
export const answerSignIn = async (browser: CookieBrowser, uid: string, login: string, secret: string): Promise<string> => {
  const { json, status, text } = await browser.call('POST', `/api/interactions/${uid}`, { json: { login, secret } });
  if (status !== 200) throw new Error(text);
  const { address } = await browser.follow(String(json['to']), (at) => at === '/auth/callback');
  return address;
};

/** The whole sign-in; says where it ended. */
export const signIn = async (browser: CookieBrowser, login: string, secret: string, to = '/'): Promise<string | undefined> => {
  const uid = await beginSignIn(browser, to);
  const { location } = await browser.call('GET', await answerSignIn(browser, uid, login, secret));
  return location;
};
