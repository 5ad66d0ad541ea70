import { setTimeout as wait } from 'node:timers/promises';

export interface LoopOptions {
  /** Milliseconds from the end of one run to the next. */
  readonly every: number;
  /** One run; its error is reported and the next run comes later, at most after `slowest` milliseconds (5 s unless told). */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
  readonly report: (error: unknown) => void;
  /** In [0, 1): spreads the runs of many processes. */
  readonly jitter: () => number;
  readonly slowest?: number;
}

/** Work that is done again and again until it is told to stop. */
export interface Loop {
  /** The next run comes at once. */
  wake(): void;
  /** Lets the run under way see its signal, and waits for its end. */
  stop(): Promise<void>;
}

/** Pause after this many failures in a row: doubled each time, then spread between half and one and a half of it. */
export const pauseAfter = (failures: number, every: number, slowest: number, jitter: number): number =>
  Math.min(every * 2 ** Math.min(failures, 20), Math.max(slowest, every)) * (failures === 0 ? 1 : 0.5 + jitter);

export const startLoop = ({ every, run, report, jitter, slowest = 5000 }: LoopOptions): Loop => {
  const stopping = new AbortController();
  let waking = new AbortController();

  const pause = (ms: number): Promise<unknown> =>
    wait(ms, undefined, { signal: AbortSignal.any([stopping.signal, waking.signal]) }).catch(() => undefined);

  const attempt = async (): Promise<boolean> => {
    try {
      await run(stopping.signal);
      return true;
    } catch (error) {
      if (!stopping.signal.aborted) report(error);
      return false;
    }
  };

  const work = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      waking = new AbortController();
      failures = (await attempt()) ? 0 : failures + 1;
      await pause(pauseAfter(failures, every, slowest, jitter()));
    }
  };
  const working = work();

  return {
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort();
      await working;
    },
  };
};
