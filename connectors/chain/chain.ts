import { DomainError } from '../../common/errors.ts';
import { withRetry } from '../../platform/postgres/retry.ts';
import { fail } from '../errors.ts';
import { createWaiters } from '../runtime/waiters.ts';
import { reconcileChain } from './reconcile.ts';
import { sendEvent, type SendingOptions } from './sending.ts';
import { signAndKeep, type EventDraft, type Keep, type SigningOptions } from './signing.ts';
import { createChainStore, type ChainEvent } from './store.ts';

export type { EventGate } from './sending.ts';
export type { EventDraft } from './signing.ts';

/** An event that has its receipt. */
export interface Acknowledged {
  readonly id: string;
  readonly index: number;
}

export interface Chain {
  /**
   * Signs the next event and stores it together with what `keep` writes, before anything is sent. Events go one after the other: waits
   * until those before it have a receipt or are refused.
   * @returns its id
   * @throws DomainError of `judgeEvent` when it would not count; `acting-stopped`
   */
  commit(draft: EventDraft, keep: Keep, signal: AbortSignal): Promise<string>;
  /** Waits for the receipt. @throws DomainError with the gateway's own code when it refuses the event; `event-unknown` */
  settle(id: string, signal: AbortSignal): Promise<Acknowledged>;
  /**
   * Sends what is open, in order, and holds receipts against the own copy of the log; for one caller.
   * @throws DomainError `acting-stopped`, `event-dropped`, those of `sendEvent`
   */
  work(): Promise<void>;
  find(id: string): Promise<ChainEvent | undefined>;
}

/** @param onCommit called when there is something to send */
export const createChain = (options: SigningOptions & SendingOptions, onCommit: () => void = () => undefined): Chain => {
  const { database, ledger, alarms, policy } = options;
  const store = createChainStore(database.manager);
  const waiters = createWaiters();
  let turn: Promise<unknown> = Promise.resolve();

  const findFree = async (): Promise<true | undefined> => {
    const open = await withRetry(() => store.open());
    return open.some(({ state }) => state === 'pending') ? undefined : true;
  };

  const findAcknowledged = async (id: string): Promise<Acknowledged | undefined> => {
    const event = (await withRetry(() => store.find(id))) ?? fail('event-unknown', { id });
    const ignored = ledger.own(id)?.ignored;
    if (ignored !== undefined) throw new DomainError(ignored, { event: id });
    if (event.refusal !== undefined) throw new DomainError(event.refusal.code, event.refusal.details);
    return event.state === 'pending' || event.index === undefined ? undefined : { id, index: event.index };
  };

  return {
    find: (id) => store.find(id),
    commit: async (draft, keep, signal) => {
      const mine = turn.then(async () => {
        ledger.requireActing();
        await waiters.ask(findFree, signal);
        return await signAndKeep(draft, keep, options);
      });
      turn = mine.catch(() => undefined);
      const id = await mine;
      onCommit();
      return id;
    },
    settle: (id, signal) => waiters.ask(() => findAcknowledged(id), signal),
    work: async () => {
      ledger.requireActing();
      const { changed, dropped } = await reconcileChain({ store, ledger, alarms, policy: policy() });
      if (changed) waiters.wake();
      ledger.requireActing();
      for (const event of await store.open()) {
        if (event.state !== 'pending') continue;
        const isAcknowledged = await sendEvent(event, store, options);
        waiters.wake();
        if (!isAcknowledged) return;
      }
      if (dropped.length > 0) fail('event-dropped', { events: dropped });
    },
  };
};
