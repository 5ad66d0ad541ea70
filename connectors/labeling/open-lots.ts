import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { isOfType } from '../../provenance/event/event.ts';
import type { Chain } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import type { Lot, Project } from '../../provenance/space/state.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDatasetStore } from '../publishing/store.ts';
import type { CloseLot } from './close-lot.ts';
import type { WorkOnSealedLot } from '../sealing/sealed-lots.ts';
import { deliverItems } from './delivery.ts';
import { deliveryOf, requireDelivery } from './lot-premises.ts';
import { findTextColumn } from './make-items.ts';
import type { ReadProjectTask } from './project-document.ts';
import { createLotStore, type OpenedLot } from './store.ts';

/** What goes on after a lot was opened: its items are delivered, and it is closed by the rule. */
export interface OpenLots {
  /**
   * One round over all lots of this connector; what fails with one lot is reported and does not hold up the others.
   * @param ready lots of which the gateway hints that they are done
   */
  work(ready: ReadonlySet<string>, signal: AbortSignal): Promise<void>;
}

export interface OpenLotsOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Chain;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly readTask: ReadProjectTask;
  readonly close: CloseLot;
  /** Of a sealed lot: items and keys go out as they are needed. */
  readonly workOnSealed: WorkOnSealedLot;
  readonly org: string;
  readonly clock: Clock;
  readonly report: (error: unknown, lot: string) => void;
}

/** A lot of which the gateway does not say that it is done is looked at anyway, this often (ms). */
const LOOKED_AT_AFTER = 60_000;

export const createOpenLots = (options: OpenLotsOptions): OpenLots => {
  const { database, ledger, chain, client, readTask, close, workOnSealed, org, clock, report } = options;
  const [lots, datasets] = [createLotStore(database.manager), createDatasetStore(database.manager)];
  const lookedAt = new Map<string, number>();

  const requireAllowed = (lot: OpenedLot): Project => {
    const project = ledger.state().projects.get(lot.project) ?? fail('project-unknown', { project: lot.project });
    requireDelivery(ledger.state(), lot.dataset, org, deliveryOf(project));
    return project;
  };

  const deliver = async (lot: OpenedLot): Promise<void> => {
    const project = requireAllowed(lot);
    const dataset = (await datasets.find(lot.dataset)) ?? fail('dataset-unknown', { dataset: lot.dataset });
    const { document } = await readTask(project);
    await deliverItems(lot, findTextColumn(dataset, document.textColumn), { lots, datasets, client });
  };

  /** The level may have been raised since the lot was opened: then nothing more goes out. What cannot go out holds up no closing. */
  const seal = async (lot: OpenedLot, opened: Lot, signal: AbortSignal): Promise<void> => {
    try {
      requireAllowed(lot);
      await workOnSealed(opened);
    } catch (error) {
      if (signal.aborted) throw error;
      report(error, lot.id);
    }
  };

  /** Hands out the items of a lot. @returns whether that was this round's work */
  const provide = async (lot: OpenedLot, signal: AbortSignal): Promise<boolean> => {
    const opened = ledger.state().lots.get(lot.id);
    if (lot.secret === undefined && !lot.delivered) {
      await deliver(lot);
      return true;
    }
    if (lot.secret !== undefined && opened !== undefined) await seal(lot, opened, signal);
    return false;
  };

  /** A closing that the gateway counted otherwise is taken back, and signed anew once the counts agree. */
  const isClosing = async ({ id, closing }: OpenedLot): Promise<boolean> => {
    if (closing === undefined || (await chain.find(closing))?.state !== 'refused') return closing !== undefined;
    await lots.setClosing(id, undefined);
    return false;
  };

  const isDue = (id: string, deadline: number, ready: ReadonlySet<string>): boolean =>
    ready.has(id) || clock() >= deadline || clock() - (lookedAt.get(id) ?? -Infinity) >= LOOKED_AT_AFTER;

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
