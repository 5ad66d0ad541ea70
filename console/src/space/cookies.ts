import type { Fetch, FetchResponse } from './ports.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Milliseconds; Infinity for one that lasts as long as the jar. */
  readonly until: number;
}

const defaultPath = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

const parseCookie = (line: string, path: string, now: number): Cookie | undefined => {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const at = pair.indexOf('=');
  if (at < 1) return undefined;
  const given = new Map(
    attributes.map((attribute) => [(attribute.split('=')[0] ?? '').toLowerCase(), attribute.slice(attribute.indexOf('=') + 1)] as const),
  );
  const [maxAge, expires] = [given.get('max-age'), given.get('expires')];
  const untilByDate = expires === undefined ? Infinity : Date.parse(expires);
  const until = maxAge === undefined ? untilByDate : now + Number(maxAge) * 1000;
  return { name: pair.slice(0, at), value: pair.slice(at + 1), path: given.get('path') ?? defaultPath(path), until };
};

const covers = (cookiePath: string, path: string): boolean =>
  path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);

/**
 * A fetch that keeps cookies as a browser would (RFC 6265, as far as one origin needs it), for people that are scripts.
 * Requests that change something carry the origin.
 */
export const createCookieFetch = (fetch: Fetch, base: string, now: () => number): Fetch => {
  const { origin } = new URL(base);
  const jar = new Map<string, Cookie>();

  const keep = (response: FetchResponse, path: string): void => {
    for (const line of response.headers.getSetCookie?.() ?? []) {
      const cookie = parseCookie(line, path, now());
      if (cookie !== undefined) jar.set(`${cookie.path} ${cookie.name}`, cookie);
    }
    for (const [key, { until }] of jar) if (!(until > now())) jar.delete(key);
  };

  return async (url, request) => {
    const target = new URL(url);
    if (target.origin !== origin) return await fetch(url, request);
    const cookies = [...jar.values()]
      .filter(({ path }) => covers(path, target.pathname))
      .toSorted((a, b) => b.path.length - a.path.length)
      .map(({ name, value }) => `${name}=${value}`);
    const headers = {
      ...request.headers,
      ...(cookies.length > 0 ? { cookie: cookies.join('; ') } : {}),
      ...(request.method === 'GET' ? {} : { origin }),
    };
    const response = await fetch(url, { ...request, headers });
    keep(response, target.pathname);
    return response;
  };
};
