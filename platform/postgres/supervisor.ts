import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from './server.ts';

/** One attempt to bring a dead server back. */
export interface Restart {
  /** 1 for the first attempt after a death. */
  readonly attempt: number;
  /** Why this attempt failed; absent when the server is up again. */
  readonly failure?: unknown;
}

interface Supervised {
  readonly process: () => number;
  readonly stop: () => Promise<void>;
}

const FIRST_MS = 50;
const LONGEST_MS = 5_000;
/** A server that lived this long died of something new: its restarts start again at the first pause. */
const HEALTHY_MS = 60_000;
const STOP_MS = 10_000;

const within = async (ended: Promise<unknown>, ms: number): Promise<boolean> => {
  const timer = new AbortController();
  const inTime = await Promise.race([ended.then(() => true), wait(ms, false, { signal: timer.signal }).catch(() => false)]);
  timer.abort();
  return inTime;
};

/** Waits, and says whether it was let wait to the end. */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> => wait(ms, true, { signal }).catch(() => false);

/** Fast shutdown; a server that does not come to an end is told to quit at once, and recovers from its log at the next start. */
const stopServer = async (server: Server): Promise<void> => {
  server.signal('SIGINT');
  if (await within(server.ended, STOP_MS)) return;
  server.signal('SIGQUIT');
  await server.ended;
};

/** Starts a server and, until told to stop, starts it again whenever it ends, with growing pauses while it does not come up. */
export const keepRunning = async (
  start: () => Promise<Server>,
  onRestart: (restart: Restart) => void = () => undefined,
): Promise<Supervised> => {
  const stopping = new AbortController();
  let server = await start();
  // A process that ends without stopping us takes its server with it.
  const onExit = (): void => server.signal('SIGINT');
  process.once('exit', onExit);

  const watch = async (): Promise<void> => {
    for (let attempt = 1, since = performance.now(); ; attempt += 1) {
      await server.ended;
      if (performance.now() - since > HEALTHY_MS) attempt = 1;
      if (!(await pause(Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS), stopping.signal))) return;
      try {
        server = await start();
        since = performance.now();
        onRestart({ attempt });
      } catch (failure) {
        onRestart({ attempt, failure });
      }
    }
  };
  const watching = watch();

  return {
    process: () => server.process,
    stop: async () => {
      stopping.abort();
      process.off('exit', onExit);
      await stopServer(server);
      await watching;
      // It may have come back while we were stopping its predecessor.
      await stopServer(server);
    },
  };
};
