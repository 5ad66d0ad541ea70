/** Those who wait for something to become true that only now and then changes. */
export interface Waiters {
  /** Something has changed: everyone looks again. */
  wake(): void;
  /** Resolves once `found` gives something, asked now and after each change. @throws the signal's reason */
  wait<T>(found: () => T | undefined, signal: AbortSignal): Promise<T>;
}

export const createWaiters = (): Waiters => {
  let waiting = new Set<() => void>();

  const next = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', go);
        waiting.delete(go);
        resolve();
      };
      waiting.add(go);
      signal.addEventListener('abort', go, { once: true });
    });

  return {
    wake: () => {
      const woken = waiting;
      waiting = new Set();
      for (const go of woken) go();
    },
    wait: async (found, signal) => {
      for (;;) {
        signal.throwIfAborted();
        const value = found();
        if (value !== undefined) return value;
        await next(signal);
      }
    },
  };
};
