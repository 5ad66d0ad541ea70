import type { Clock } from '../../common/clock.ts';
import { isOfType } from '../../provenance/event/event.ts';
import type { Chain } from '../chain/chain.ts';
import type { CloseLot } from './close-lot.ts';
import { createProvider, type ProviderOptions } from './provide-items.ts';
import { createLotStore, type OpenedLot } from './store.ts';

/** What goes on after a lot was opened: its items are delivered, and it is closed by the rule. */
export interface OpenLots {
  /**
   * One round over all lots of this connector; what fails with one lot is reported and does not hold up the others.
   * @param ready lots of which the gateway hints that they are done
   */
  work(ready: ReadonlySet<string>, signal: AbortSignal): Promise<void>;
}

export interface OpenLotsOptions extends ProviderOptions {
  readonly chain: Chain;
  readonly close: CloseLot;
  readonly clock: Clock;
}

/** A lot of which the gateway does not say that it is done is looked at anyway, this often (ms). */
const LOOKED_AT_AFTER = 60_000;

export const createOpenLots = (options: OpenLotsOptions): OpenLots => {
  const { database, ledger, chain, close, clock, report } = options;
  const lots = createLotStore(database.manager);
  const provide = createProvider(options);
  const lookedAt = new Map<string, number>();
  const [refusedAt, waitingSince] = [new Map<string, number>(), new Map<string, number>()];
  const isWithin = (times: ReadonlyMap<string, number>, id: string): boolean => clock() - (times.get(id) ?? -Infinity) < LOOKED_AT_AFTER;

  /** A closing that the gateway counted otherwise is taken back, and signed anew: once at once, then after a while, not without end. */
  const isClosing = async ({ id, closing }: OpenedLot): Promise<boolean> => {
    if (closing === undefined || (await chain.find(closing))?.state !== 'refused') return closing !== undefined;
    await lots.setClosing(id, undefined);
    if (isWithin(refusedAt, id)) waitingSince.set(id, clock());
    refusedAt.set(id, clock());
    return false;
  };

  const isDue = (id: string, deadline: number, ready: ReadonlySet<string>): boolean =>
    !isWithin(waitingSince, id) && (ready.has(id) || clock() >= deadline || !isWithin(lookedAt, id));

  const workOn = async (lot: OpenedLot, ready: ReadonlySet<string>, signal: AbortSignal): Promise<void> => {
    const opening = await chain.find(lot.event);
    if (opening === undefined || opening.index === undefined || !isOfType(opening.signed, 'lot-opened')) return;
    const { deadline } = opening.signed.event.body;
    if (clock() < deadline && (await provide(lot, signal))) return;
    // Closed is only what the own copy of the log holds as opened.
    if (!ledger.state().lots.has(lot.id) || (await isClosing(lot)) || !isDue(lot.id, deadline, ready)) return;
    lookedAt.set(lot.id, clock());
    await close(lot.id, signal);
  };

  return {
    work: async (ready, signal) => {
      ledger.requireActing();
      for (const lot of await lots.unfinished()) {
        try {
          await workOn(lot, ready, signal);
        } catch (error) {
          if (signal.aborted) throw error;
          report(error, lot.id);
        }
      }
    },
  };
};
