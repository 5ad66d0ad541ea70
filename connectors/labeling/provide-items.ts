import type { DataSource } from 'typeorm';
import type { Lot, Project } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDatasetStore } from '../publishing/store.ts';
import type { WorkOnSealedLot } from '../sealing/sealed-lots.ts';
import { deliverItems } from './delivery.ts';
import { deliveryOf, requireDelivery } from './lot-premises.ts';
import { findTextColumn } from './make-items.ts';
import type { ReadProjectTask } from './project-document.ts';
import { createLotStore, type OpenedLot } from './store.ts';

export interface ProviderOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly readTask: ReadProjectTask;
  /** Of a sealed lot: items and keys go out as they are needed. */
  readonly workOnSealed: WorkOnSealedLot;
  readonly org: string;
  readonly report: (error: unknown, lot: string) => void;
}

/**
 * Hands out the items of an open lot, or goes on with a sealed one.
 * @returns whether that was this round's work
 * @throws DomainError `level-forbids-delivery`, those of the gateway; for a sealed lot they are reported
 */
export type ProvideItems = (lot: OpenedLot, signal: AbortSignal) => Promise<boolean>;

export const createProvider = (options: ProviderOptions): ProvideItems => {
  const { database, ledger, client, readTask, workOnSealed, org, report } = options;
  const [lots, datasets] = [createLotStore(database.manager), createDatasetStore(database.manager)];

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
      await workOnSealed(opened, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      report(error, lot.id);
    }
  };

  return async (lot, signal) => {
    const opened = ledger.state().lots.get(lot.id);
    if (lot.secret === undefined && !lot.delivered) {
      await deliver(lot);
      return true;
    }
    if (lot.secret !== undefined && opened !== undefined) await seal(lot, opened, signal);
    return false;
  };
};
