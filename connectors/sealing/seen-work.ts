import type { Clock } from '../../common/clock.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { fetchWork } from '../labeling/submitted-work.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { doneItems, loggedWork, type LoggedWork } from './opened-items.ts';
import type { StoredBatch } from './store.ts';

/** Work on sealed lots, as this connector saw it when it looked last. */
export interface SeenWork {
  /** Has anybody worked on an item of the batch? */
  isOpened(lot: Lot, batch: StoredBatch): boolean;
  /** See `doneItems`. */
  done(lot: Lot): ReadonlySet<string>;
  /** Asks the gateway what was done: at once where it is urgent, else not more often than every so often. @throws DomainError those of `fetchWork` */
  look(lot: Lot, isUrgent: boolean): Promise<void>;
}

export interface SeenWorkOptions {
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly clock: Clock;
  /** Milliseconds between looks that are not urgent. */
  readonly lookEvery: number;
}

interface Seen {
  readonly at: number;
  readonly work: readonly LoggedWork[];
  readonly items: ReadonlySet<string>;
}

export const createSeenWork = ({ ledger, client, clock, lookEvery }: SeenWorkOptions): SeenWork => {
  const seen = new Map<string, Seen>();
  return {
    isOpened: ({ id }, { items }) => items.some((item) => seen.get(id)?.items.has(item) === true),
    done: (lot) => doneItems(seen.get(lot.id)?.work ?? [], lot),
    look: async (lot, isUrgent) => {
      const at = clock();
      if (!isUrgent && at - (seen.get(lot.id)?.at ?? -Infinity) < lookEvery) return;
      const work = await loggedWork(await fetchWork(client, lot.id), lot, ledger);
      seen.set(lot.id, { at, work, items: new Set(work.map(({ item }) => item)) });
    },
  };
};
