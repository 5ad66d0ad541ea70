import type { Clock } from '../../../common/clock.ts';
import { DomainError } from '../../../common/errors.ts';
import type { Ledger } from './ledger.ts';
import type { Outbox } from './outbox.ts';
import type { Locks, Wait } from './ports.ts';
import { createWatchers } from './watchers.ts';

/** Milliseconds between looks at the log: while own events wait for their proof, and otherwise. */
const [EAGER, CALM] = [1000, 10_000];

export interface WorkerOptions {
  readonly outbox: Outbox;
  readonly ledger: () => Ledger | undefined;
  readonly locks: Locks;
  readonly clock: Clock;
  readonly wait: Wait;
  /** Key whose outbox this is, hex. */
  readonly key: string;
  /** Told of whatever is no answer of the gateway: a full disk, a fault of ours. The work goes on after a while. */
  readonly report: (error: unknown) => void;
}

export type WorkerPlace = 'waiting' | 'here' | 'elsewhere';

/** Sends and proves what the outbox holds, in one tab at a time. */
export interface Worker {
  /** Does the work run in this tab, in another one, or is it about to begin? */
  readonly place: WorkerPlace;
  /** Takes the work from the other tab. */
  takeOver(): void;
  watch(changed: (place: WorkerPlace) => void): () => void;
  /** Resolves once nothing runs here any more; what waits is kept. */
  stop(): Promise<void>;
}

/** One round after another until told to stop; woken early by whatever changes in the outbox. */
const createRounds = ({ outbox, ledger, clock, wait, report }: WorkerOptions) => {
  let lookAt = 0;

  const look = async (): Promise<void> => {
    if (clock() < lookAt) return;
    const { records } = await outbox.facts();
    lookAt = clock() + (records.some(({ acknowledged }) => acknowledged !== undefined) ? EAGER : CALM);
    await ledger()
      ?.advance()
      .catch((error: unknown) => {
        // The ledger's health and the alarms say what it was.
        if (!(error instanceof DomainError)) throw error;
      });
  };

  const pause = async (milliseconds: number, stopped: AbortSignal): Promise<void> => {
    const woken = new AbortController();
    const end = outbox.watch(() => woken.abort());
    await wait(milliseconds, AbortSignal.any([stopped, woken.signal]));
    end();
  };

  const round = async (): Promise<number> => {
    try {
      await look();
      return await outbox.step();
    } catch (error) {
      report(error);
      return CALM;
    }
  };

  return async (stopped: AbortSignal): Promise<void> => {
    while (!stopped.aborted) {
      const idle = await round();
      if (idle > 0 && !stopped.aborted) await pause(Math.min(idle, EAGER), stopped);
    }
  };
};

/**
 * Starts as soon as no other tab has the lock `bench`, and again when that one is closed. A tab that loses it stops after the step it is
 * in; each step is safe beside another tab's, since signing and records have short locks of their own.
 */
export const startWorker = (options: WorkerOptions): Worker => {
  const { locks, key } = options;
  const name = `bench/${key}`;
  const run = createRounds(options);
  const watchers = createWatchers<WorkerPlace>();
  let place: WorkerPlace = 'waiting';
  let [round, closed, active] = [new AbortController(), false, Promise.resolve()];

  const move = (next: WorkerPlace): void => {
    if (place === next) return;
    place = next;
    watchers.tell(next);
  };

  const work = async (): Promise<void> => {
    if (closed) return;
    round = new AbortController();
    move('here');
    active = run(round.signal);
    await active;
  };

  /** Stands in line for the lock; after a loss it does so again. */
  const stand = async (steal: boolean): Promise<void> => {
    while (!closed) {
      try {
        await locks.request(name, { steal }, work);
        return;
      } catch {
        // Web Locks reject the request of whoever loses the lock.
        round.abort();
        move('elsewhere');
        steal = false;
      }
    }
  };

  const begin = async (): Promise<void> => {
    const isFree = await locks.request(name, { ifAvailable: true }, (held) => Promise.resolve(held));
    if (!isFree) move('elsewhere');
    await stand(false);
  };

  void begin();
  return {
    get place() {
      return place;
    },
    takeOver: () => {
      if (place !== 'here' && !closed) void stand(true);
    },
    watch: watchers.watch,
    stop: async () => {
      closed = true;
      round.abort();
      await active;
    },
  };
};
