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
import type { Ledger } from '../ledger/ledger.ts';
import { createDatasetStore } from '../publishing/store.ts';
import { recipientsOf } from './recipients.ts';
import { createSealAnew, outdatedBatches } from './seal-anew.ts';
import { openBatch, planBatches, sealBatch, type SealBatchOptions } from './seal-batch.ts';
import { createSeenWork } from './seen-work.ts';
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
 * roster, and what somebody who has left could open and nobody has opened is sealed anew; so is, once the data are graded higher than when it
 * was sealed, all that is not done, for those who are cleared for that.
 * @throws DomainError `checkpoint-stale`; those of the gateway
 */
export type WorkOnSealedLot = (lot: Lot) => Promise<void>;

/** Did the batch's key go to somebody for whom it would not be sealed now? */
const isLeft = (wrapped: ReadonlySet<string> | undefined, recipients: ReadonlySet<string>): boolean =>
  [...(wrapped ?? [])].some((recipient) => !recipients.has(recipient));

/** Puts what was sealed where the people of the roster find it. */
const createSending = ({ client, ledger }: SealedLotsOptions, parts: SealBatchOptions) => {
  const put = async (path: string, json: unknown): Promise<void> => {
    await client.ask(nothing, { method: 'PUT', path, json, timeout: TRANSFER_TIMEOUT });
  };
  return {
    send: async (lot: Lot, batch: StoredBatch): Promise<void> => {
      const items: readonly SealedItem[] = await sealBatch(lot, ledger.state(), batch, parts);
      for (const part of inParts(items)) await put(`/api/lots/${lot.id}/sealed-items`, { items: part });
      await parts.sealing.markSent(batch.id);
    },
    wrap: async (lot: Lot, batch: StoredBatch, recipients: readonly string[]): Promise<void> => {
      if (recipients.length === 0) return;
      const opened = openBatch(lot, ledger.state(), batch, parts);
      await put(`/api/lots/${lot.id}/wraps`, { wraps: recipients.map((recipient) => opened.wrapFor(recipient)) });
      await parts.sealing.markWrapped(batch.id, recipients);
    },
  };
};

export const createSealedLots = (options: SealedLotsOptions): WorkOnSealedLot => {
  const { database, ledger, clock, newId, lookEvery = 2000 } = options;
  const [lots, sealing] = [createLotStore(database.manager), createSealingStore(database.manager)];
  const parts: SealBatchOptions = { ...options, lots, sealing, datasets: createDatasetStore(database.manager) };
  const { send, wrap } = createSending(options, parts);
  const sealAnew = createSealAnew(options);
  const seen = createSeenWork({ ...options, lookEvery });

  /** What is done stays as it was sealed: nothing is called back. */
  const undone = (lot: Lot, batches: readonly StoredBatch[]) => {
    const done = seen.done(lot);
    const all = batches.map((batch) => ({ batch, items: batch.items.filter((item) => !done.has(item)) }));
    return all.filter(({ items }) => items.length > 0);
  };

  const followLevel = async (lot: Lot, batches: readonly StoredBatch[]): Promise<readonly StoredBatch[]> => {
    const outdated = outdatedBatches(batches, lot, ledger.state());
    if (undone(lot, outdated).length === 0) return batches;
    await seen.look(lot, true);
    await sealAnew(lot.id, batches, undone(lot, outdated));
    return await sealing.batches(lot.id);
  };

  return async (lot) => {
    const recipients = new Set(recipientsOf(lot, ledger, clock, 'labeler').values());
    const batches = await followLevel(lot, await planBatches(database, lot.id, parts, newId));
    const wrapped = await sealing.wrapped(lot.id);
    const sent = batches.filter((batch) => batch.sent);
    const left = sent.filter(({ id }) => isLeft(wrapped.get(id), recipients));
    const mustKnow = left.some((batch) => !seen.isOpened(lot, batch));
    if (mustKnow || (sent.length < batches.length && sent.length >= MOST_UNOPENED)) await seen.look(lot, mustKnow);
    const unopened = sent.filter((batch) => !seen.isOpened(lot, batch));
    const retired = left.filter((batch) => unopened.includes(batch));
    if (retired.length > 0) await sealAnew(lot.id, batches, undone(lot, retired));
    const current = retired.length > 0 ? await sealing.batches(lot.id) : batches;
    const free = MOST_UNOPENED - (unopened.length - retired.length);
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
