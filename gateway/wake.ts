/** Wakes those who wait in this process; whoever waits asks the database anew from time to time, since another replica may have written. */
export interface Wake {
  notify(topics: Iterable<string>): void;
  /** Begin before asking the database; `changed` resolves when one of the topics is notified from then on. */
  watch(topics: readonly string[]): { readonly changed: Promise<void>; end(): void };
}

export const createWake = (): Wake => {
  const waiting = new Map<string, Set<() => void>>();
  return {
    notify: (topics) => {
      for (const topic of topics) for (const resolve of waiting.get(topic) ?? []) resolve();
    },
    watch: (topics) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const topic of topics) waiting.set(topic, (waiting.get(topic) ?? new Set()).add(resolve));
      const end = (): void => {
        for (const topic of topics) {
          const set = waiting.get(topic);
          set?.delete(resolve);
          if (set?.size === 0) waiting.delete(topic);
        }
      };
      return { changed: promise, end };
    },
  };
};

/** Waits for the promise, the time in milliseconds or the signal, whichever comes first. */
export const waitFor = async (changed: Promise<void>, milliseconds: number, signal: AbortSignal): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  await Promise.race([changed, promise]);
  clearTimeout(timer);
};
