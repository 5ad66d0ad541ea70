import type { Locks } from '../ports.ts';

interface Holder {
  readonly lose: (reason: Error) => void;
}

interface Queue {
  holder: Holder | undefined;
  readonly waiting: (() => void)[];
}

/** Web Locks within one process: several clients that share it behave as tabs of one browser. */
export const createMemoryLocks = (): Locks => {
  const queues = new Map<string, Queue>();

  const queueOf = (name: string): Queue => {
    const queue = queues.get(name) ?? { holder: undefined, waiting: [] };
    queues.set(name, queue);
    return queue;
  };

  const hold = async <T>(queue: Queue, work: (held: boolean) => Promise<T>): Promise<T> => {
    const { promise: lost, reject: lose } = Promise.withResolvers<never>();
    lost.catch(() => undefined);
    const holder: Holder = { lose };
    queue.holder = holder;
    const done = work(true);
    const release = (): void => {
      if (queue.holder !== holder) return;
      queue.holder = undefined;
      queue.waiting.shift()?.();
    };
    done.then(release, release);
    return await Promise.race([done, lost]);
  };

  return {
    request: async (name, { ifAvailable = false, steal = false }, work) => {
      const queue = queueOf(name);
      if (steal) queue.holder?.lose(new Error(`the lock ${name} was taken over`));
      else if (queue.holder !== undefined && ifAvailable) return await work(false);
      else if (queue.holder !== undefined)
        return await new Promise((resolve, reject) => {
          queue.waiting.push(() => void hold(queue, work).then(resolve, reject));
        });
      return await hold(queue, work);
    },
  };
};
