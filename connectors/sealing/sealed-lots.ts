import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { SealedItem } from '../../api/sealed.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { TRANSFER_TIMEOUT, type GatewayClient } from '../gateway/client.ts';
import { inParts } from '../labeling/in-parts.ts';
import { createLotStore } from '../labeling/store.ts';
import { fetchWork } from '../labeling/submitted-work.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDatasetStore } from '../publishing/store.ts';
import { openedItems } from './opened-items.ts';
import { recipientsOf } from './recipients.ts';
import { openBatch, planBatches, sealBatch, type SealBatchOptions } from './seal-batch.ts';
import { createSealingStore, type StoredBatch } from './store.ts';

/** Batches at the gateway that nobody has opened yet: so many of them could leak before anybody worked on them. */
const MOST_UNOPENED = 2;

export interface SealedLotsOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly client: Pick<GatewayClient, 'ask'>;
  readonly space: string;
  readonly key: SigningKey;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly newId: () => string;
}

/**
 * One round over a sealed lot: batches go to the gateway while fewer than two unopened ones lie there, their keys go to the people of the
 * roster, and what somebody who has left could open and nobody has opened is sealed anew.
 * @throws DomainError `checkpoint-stale`, `roster-too-large`; those of the gateway
 */
export type WorkOnSealedLot = (lot: Lot) => Promise<void>;

/** Did the batch's key go to somebody for whom it would not be sealed now? */
const isLeft = (wrapped: ReadonlySet<string> | undefined, recipients: ReadonlySet<string>): boolean =>
  [...(wrapped ?? [])].some((recipient) => !recipients.has(recipient));

export const createSealedLots = (options: SealedLotsOptions): WorkOnSealedLot => {
  const { database, ledger, client, clock, random, newId } = options;
  const [lots, sealing] = [createLotStore(database.manager), createSealingStore(database.manager)];
  const parts: SealBatchOptions = { ...options, lots, sealing, datasets: createDatasetStore(database.manager) };

  const put = async (path: string, json: unknown): Promise<void> => {
    await client.ask(nothing, { method: 'PUT', path, json, timeout: TRANSFER_TIMEOUT });
  };

  const send = async (lot: Lot, batch: StoredBatch): Promise<void> => {
    const items: readonly SealedItem[] = await sealBatch(lot, ledger.state(), batch, parts);
    for (const part of inParts(items)) await put(`/api/lots/${lot.id}/sealed-items`, { items: part });
    await sealing.markSent(batch.id);
  };

  const wrap = async (lot: Lot, batch: StoredBatch, recipients: readonly string[]): Promise<void> => {
    if (recipients.length === 0) return;
    const { wrapFor } = openBatch(lot, ledger.state(), batch, parts);
    await put(`/api/lots/${lot.id}/wraps`, { wraps: recipients.map(wrapFor) });
    await sealing.markWrapped(batch.id, recipients);
  };

  const sealAnew = (lot: Lot, { id, position, version, items }: StoredBatch): Promise<void> =>
    database.transaction((manager) =>
      createSealingStore(manager).replace(lot.id, id, { id: newId(), position, version: version + 1, key: random(32), items }),
    );

  /** Those of the sent batches that nobody is known to have opened. Asked of the gateway only where it matters. */
  const unopenedOf = async (lot: Lot, sent: readonly StoredBatch[]): Promise<readonly StoredBatch[]> => {
    const opened = await openedItems(await fetchWork(client, lot.id), lot, ledger);
    return sent.filter(({ items }) => !items.some((item) => opened.has(item)));
  };

  return async (lot) => {
    const recipients = recipientsOf(lot, ledger, clock);
    const batches = await planBatches(database, lot.id, parts, newId);
    const wrapped = await sealing.wrapped(lot.id);
    const sent = batches.filter((batch) => batch.sent);
    const left = sent.filter(({ id }) => isLeft(wrapped.get(id), recipients));
    const isWaiting = sent.length < batches.length;
    const unopened = left.length > 0 || (isWaiting && sent.length >= MOST_UNOPENED) ? await unopenedOf(lot, sent) : sent;
    const anew = left.filter((batch) => unopened.includes(batch));
    for (const batch of anew) await sealAnew(lot, batch);
    const current = anew.length > 0 ? await sealing.batches(lot.id) : batches;
    const free = MOST_UNOPENED - (unopened.length - anew.length);
    for (const batch of current.filter((one) => !one.sent).slice(0, Math.max(0, free))) {
      await send(lot, batch);
      await wrap(lot, batch, [...recipients]);
    }
    for (const batch of current.filter((one) => one.sent))
      await wrap(
        lot,
        batch,
        [...recipients].filter((recipient) => wrapped.get(batch.id)?.has(recipient) !== true),
      );
  };
};
