import { createBrowserLocks } from '../../space/locks/browser.ts';
import { openIndexedDbStore } from '../../space/stores/indexed-db.ts';
import { createSealedStore } from '../../space/stores/sealed.ts';
import { randomBytes } from '../../../../common/crypto/random.ts';
import type { Surroundings } from './connection.ts';

const wait = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });

/** The page that this runs in. */
export const createBrowserSurroundings = (): Surroundings => {
  const locks = createBrowserLocks(navigator.locks);
  return {
    fetch: (url, request) => fetch(url, request),
    base: location.origin,
    openStore: async (space) => await createSealedStore({ store: await openIndexedDbStore(`xinbiao ${space}`), locks, crypto }),
    locks,
    clock: Date.now,
    random: randomBytes,
    wait,
    go: (path) => location.assign(path),
    // Where a person can copy it from; nothing leaves the page.
    report: (error) => console.error(error),
  };
};
