import type { SignedEvent } from '../../provenance/event/event.ts';

const explain = async (response: Response): Promise<string> => `${response.status} ${(await response.text()).slice(0, 500)}`;

/** The few calls that set a space up; each fails with the gateway's own words. */
export const createWire = (gateway: string, fetcher: typeof fetch = fetch) => {
  const call = async <T>(method: string, path: string, body?: unknown, send: typeof fetch = fetcher): Promise<T> => {
    const payload = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await send(`${gateway}${path}`, { method, ...payload });
    if (!response.ok) throw new Error(`${method} ${path}: ${await explain(response)}`);
    return (await response.json()) as T;
  };
  return {
    call,
    logEvent: (signed: SignedEvent) => call<{ readonly id: string; readonly index: number }>('POST', '/api/events', { signed }),
  };
};
export type Wire = ReturnType<typeof createWire>;
