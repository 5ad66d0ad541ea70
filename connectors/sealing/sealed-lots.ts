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
  /** Milliseconds between looks at what was opened, 2,000 unless told. */
  readonly lookEvery?: number;
}

/**
 * One round over a sealed lot: batches go to the gateway while fewer than two unopened ones lie there, their keys go to the people of the
 * roster, and what somebody who has left could open and nobody has opened is sealed anew.
 * @throws DomainError `checkpoint-stale`; those of the gateway
 */
export type WorkOnSealedLot = (lot: Lot) => Promise<void>;

/** Did the batch's key go to somebody for whom it would not be sealed now? */
const isLeft = (wrapped: ReadonlySet<string> | undefined, recipients: ReadonlySet<string>): boolean =>
  [...(wrapped ?? [])].some((recipient) => !recipients.has(recipient));

export const createSealedLots = (options: SealedLotsOptions): WorkOnSealedLot => {
  const { database, ledger, client, clock, random, newId, lookEvery = 2000 } = options;
  const known = new Map<string, { readonly at: number; readonly items: ReadonlySet<string> }>();
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
    const opened = openBatch(lot, ledger.state(), batch, parts);
    await put(`/api/lots/${lot.id}/wraps`, { wraps: recipients.map((recipient) => opened.wrapFor(recipient)) });
    await sealing.markWrapped(batch.id, recipients);
  };

  const sealAnew = (lot: Lot, { id, position, version, items }: StoredBatch): Promise<void> =>
    database.transaction((manager) =>
      createSealingStore(manager).replace(lot.id, id, { id: newId(), position, version: version + 1, key: random(32), items }),
    );

  const isOpened = (lot: string, { items }: StoredBatch): boolean => items.some((item) => known.get(lot)?.items.has(item) === true);
  /** Asks the gateway which items were opened, where something hangs on it and not more often than every so often. */
  const look = async (lot: Lot, isUrgent: boolean): Promise<void> => {
    if (!isUrgent && clock() - (known.get(lot.id)?.at ?? -Infinity) < lookEvery) return;
    known.set(lot.id, { at: clock(), items: await openedItems(await fetchWork(client, lot.id), lot, ledger) });
  };

  return async (lot) => {
    const recipients = recipientsOf(lot, ledger, clock);
    const batches = await planBatches(database, lot.id, parts, newId);
    const wrapped = await sealing.wrapped(lot.id);
    const sent = batches.filter((batch) => batch.sent);
    const left = sent.filter(({ id }) => isLeft(wrapped.get(id), recipients));
    const mustKnow = left.some((batch) => !isOpened(lot.id, batch));
    if (mustKnow || (sent.length < batches.length && sent.length >= MOST_UNOPENED)) await look(lot, mustKnow);
    const unopened = sent.filter((batch) => !isOpened(lot.id, batch));
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
