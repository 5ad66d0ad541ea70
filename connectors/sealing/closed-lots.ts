import type { Clock } from '../../common/clock.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { LotStore, OpenedLot } from '../labeling/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createPauses } from '../runtime/pauses.ts';

/** A sealed lot of this connector whose closing its own copy of the log holds. */
export interface ClosedLot {
  readonly lot: Lot;
  readonly dataset: string;
  /** Private half of its key, 32 bytes. */
  readonly secret: Uint8Array;
}

export interface ClosedLotsOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly report: (error: unknown, lot: string) => void;
}

/**
 * One round over all closed sealed lots. What fails with one lot is reported, is tried again after a pause that doubles to a minute, and does
 * not hold up the others.
 */
export type ClosedLotsRound = (workOn: (closed: ClosedLot) => Promise<void>) => Promise<void>;

export const createClosedLotsRound = (lots: Pick<LotStore, 'sealed'>, { ledger, clock, report }: ClosedLotsOptions): ClosedLotsRound => {
  const pauses = createPauses(clock);
  const find = ({ id, dataset, secret }: OpenedLot): ClosedLot | undefined => {
    const lot = ledger.state().lots.get(id);
    return lot?.closed === undefined || secret === undefined ? undefined : { lot, dataset, secret };
  };
  return async (workOn) => {
    ledger.requireActing();
    for (const opened of await lots.sealed()) {
      const closed = find(opened);
      if (closed === undefined || pauses.isResting(opened.id)) continue;
      try {
        await workOn(closed);
        pauses.succeed(opened.id);
      } catch (error) {
        pauses.fail(opened.id);
        report(error, opened.id);
      }
    }
  };
};
