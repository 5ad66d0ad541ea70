import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from '../../common/crypto/random.ts';
import type { Surroundings } from '../../console/src/data/connected/connection.ts';
import type { Machine } from './device.ts';
import { BASE, type TinyLog } from './tiny-log.ts';

/** What a page would lend, over a tiny log: waiting takes milliseconds, and time goes on by as much as was asked for. */
export const openSurroundings = (log: TinyLog, { store, locks }: Machine, gone: string[] = []): Surroundings => ({
  fetch: (url, request) => log.fetch(url, request),
  base: BASE,
  openStore: () => Promise.resolve(store),
  locks,
  clock: () => log.now,
  random: randomBytes,
  wait: async (milliseconds, signal) => {
    await pause(Math.min(milliseconds, 5), undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    log.now += Math.min(milliseconds, 250);
  },
  go: (path) => void gone.push(path),
  report: (error) => {
    throw error;
  },
});
