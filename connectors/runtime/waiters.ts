/** Those who wait for something to become true that only now and then changes. */
export interface Waiters {
  /** Something has changed: everyone looks again. */
  wake(): void;
  /** Resolves once `found` gives something, asked now and after each change. @throws the signal's reason */
  wait<T>(found: () => T | undefined, signal: AbortSignal): Promise<T>;
  /** As `wait`, for a question that takes time: a change while it is being answered counts. */
  ask<T>(question: () => Promise<T | undefined>, signal: AbortSignal): Promise<T>;
}

export const createWaiters = (): Waiters => {
  let waiting = new Set<() => void>();
  let changes = 0;

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

  const wait: Waiters['wait'] = async (found, signal) => {
    for (;;) {
      signal.throwIfAborted();
      const value = found();
      if (value !== undefined) return value;
      await next(signal);
    }
  };

  return {
    wait,
    wake: () => {
      changes += 1;
      const woken = waiting;
      waiting = new Set();
      for (const go of woken) go();
    },
    ask: async (question, signal) => {
      for (;;) {
        signal.throwIfAborted();
        const seen = changes;
        const answer = await question();
        if (answer !== undefined) return answer;
        await wait(() => (changes > seen ? true : undefined), signal);
      }
    },
  };
};
