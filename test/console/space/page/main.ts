import { createBrowserLocks } from '../../../../console/src/space/locks/browser.ts';
import type { KeyValueStore } from '../../../../console/src/space/ports.ts';
import { openIndexedDbStore } from '../../../../console/src/space/stores/indexed-db.ts';
import { createSealedStore } from '../../../../console/src/space/stores/sealed.ts';
import { STORE_CONTRACT } from '../../../contract-suites/key-value-store.ts';

const locks = createBrowserLocks(navigator.locks);
const sealed = async (name: string): Promise<KeyValueStore> =>
  await createSealedStore({ store: await openIndexedDbStore(name), locks, crypto });

const KINDS: Readonly<Record<string, (name: string) => Promise<KeyValueStore>>> = { plain: openIndexedDbStore, sealed };

/** What the test asks of this page; everything runs in the browser itself. */
const page = {
  contract: async (kind: string, title: string): Promise<string> => {
    const store = await KINDS[kind]?.(`${kind} ${title}`);
    const check = STORE_CONTRACT[title];
    if (store === undefined || check === undefined) return 'unknown';
    return await check(store).then(
      () => 'passed',
      (error: unknown) => String(error),
    );
  },
  write: async (kind: string, key: string, value: unknown): Promise<void> => {
    await (await KINDS[kind]?.(`kept ${kind}`))?.write([{ key, value }]);
  },
  read: async (kind: string, key: string): Promise<unknown> => await (await KINDS[kind]?.(`kept ${kind}`))?.get(key),
  /** Holds a lock until this page loses it or is closed. */
  hold: (name: string, steal: boolean): Promise<string> =>
    new Promise((resolve) => {
      const lost = locks.request(name, { steal }, () => {
        resolve('held');
        return new Promise<void>(() => undefined);
      });
      lost.catch(() => {
        document.title = 'lost';
      });
    }),
  isFree: async (name: string): Promise<boolean> => await locks.request(name, { ifAvailable: true }, (held) => Promise.resolve(held)),
};
export type StorePage = typeof page;

Object.assign(globalThis, { page });
