import type { DataSource } from 'typeorm';
import { nothing } from '../../api/fields.ts';
import type { SealedItem } from '../../api/sealed.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Chain } from '../chain/chain.ts';
import { TRANSFER_TIMEOUT, type GatewayClient } from '../gateway/client.ts';
import { inParts } from '../labeling/in-parts.ts';
import { createLotStore } from '../labeling/store.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { createDatasetStore } from '../publishing/store.ts';
import { recipientsOf } from './recipients.ts';
import { createSealAnew, isAnnounced, outdatedBatches, type ResealedPart } from './seal-anew.ts';
import { openBatch, planBatches, sealBatch, type SealBatchOptions } from './seal-batch.ts';
import { createSeenWork } from './seen-work.ts';
import { createSealingStore, type StoredBatch } from './store.ts';

/** Batches at the gateway that nobody has opened yet: so many of them could leak before anybody worked on them. */
const MOST_UNOPENED = 2;

export interface SealedLotsOptions {
  readonly database: DataSource;
  readonly ledger: Ledger;
  readonly chain: Pick<Chain, 'commit' | 'settle'>;
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
 * @throws DomainError `checkpoint-stale`; those of `SealAnew` and of the gateway
 */
export type WorkOnSealedLot = (lot: Lot, signal: AbortSignal) => Promise<void>;

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

  /** What is not done of what was sealed for less than the data are graded now. */
  const outdated = async (lot: Lot, batches: readonly StoredBatch[]): Promise<readonly ResealedPart[]> => {
    const all = outdatedBatches(batches, lot, ledger.state());
    if (undone(lot, all).length > 0) await seen.look(lot, true);
    return undone(lot, all);
  };

  /** Sends while fewer than two unopened batches lie at the gateway, and wraps what lies there for whoever came. */
  const handOut = async (lot: Lot, batches: readonly StoredBatch[], recipients: readonly string[], room: number): Promise<void> => {
    const wrapped = await sealing.wrapped(lot.id);
    const due = batches.filter((batch) => !batch.sent && isAnnounced(lot, batch)).slice(0, room);
    for (const batch of due) await send(lot, batch);
    for (const batch of batches.filter((one) => one.sent || due.includes(one))) {
      const missing = recipients.filter((recipient) => wrapped.get(batch.id)?.has(recipient) !== true);
      await wrap(lot, batch, missing);
    }
  };

  return async (lot, signal) => {
    const recipients = new Set(recipientsOf(lot, ledger, clock, 'labeler').values());
    const batches = await planBatches(database, lot.id, parts, newId);
    const followed = await outdated(lot, batches);
    if (followed.length > 0) return await sealAnew(lot, batches, followed, signal);
    const wrapped = await sealing.wrapped(lot.id);
    const sent = batches.filter((batch) => batch.sent);
    const left = sent.filter(({ id }) => isLeft(wrapped.get(id), recipients));
    const mustKnow = left.some((batch) => !seen.isOpened(lot, batch));
    if (mustKnow || (sent.length < batches.length && sent.length >= MOST_UNOPENED)) await seen.look(lot, mustKnow);
    const unopened = sent.filter((batch) => !seen.isOpened(lot, batch));
    const retired = undone(
      lot,
      left.filter((batch) => unopened.includes(batch)),
    );
    if (retired.length > 0) return await sealAnew(lot, batches, retired, signal);
    await handOut(lot, batches, [...recipients], Math.max(0, MOST_UNOPENED - unopened.length));
  };
};
