import type { Clock } from '../../common/clock.ts';
import { personsIn } from '../../provenance/space/people.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { GatewayClient } from '../gateway/client.ts';
import { fetchWork } from '../labeling/submitted-work.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { doneItems, loggedWork, type LoggedWork } from './opened-items.ts';
import type { StoredBatch } from './store.ts';

/** Work on sealed lots, as this connector saw it when it looked last. */
export interface SeenWork {
  /**
   * Has anybody signed a label of an item as this batch has it, or does nothing in it wait for work? What was done under an earlier key opened
   * nothing of this one; nor does a report tell which it was.
   */
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
  /** Hashes of the headers that were signed. */
  readonly headers: ReadonlySet<string>;
}

export const createSeenWork = ({ ledger, client, clock, lookEvery }: SeenWorkOptions): SeenWork => {
  const seen = new Map<string, Seen>();
  const done = (lot: Lot): ReadonlySet<string> => doneItems(seen.get(lot.id)?.work ?? [], lot, personsIn(ledger.state()));
  return {
    isOpened: (lot, { items, headers }) => {
      if (headers.some((header) => seen.get(lot.id)?.headers.has(header) === true)) return true;
      const own = done(lot);
      return items.every((item) => own.has(item));
    },
    done,
    look: async (lot, isUrgent) => {
      const at = clock();
      if (!isUrgent && at - (seen.get(lot.id)?.at ?? -Infinity) < lookEvery) return;
      const work = await loggedWork(await fetchWork(client, lot.id), lot, ledger);
      seen.set(lot.id, { at, work, headers: new Set(work.flatMap(({ header }) => header ?? [])) });
    },
  };
};
