import { nothing } from '../../api/fields.ts';
import type { SealedItem } from '../../api/sealed.ts';
import type { Chain } from '../chain/chain.ts';
import { TRANSFER_TIMEOUT } from '../gateway/client.ts';
import type { FindDrawnItems } from '../inspection/drawn-items.ts';
import { inParts } from '../labeling/in-parts.ts';
import { requireDelivery } from '../labeling/lot-premises.ts';
import { createLotStore } from '../labeling/store.ts';
import { createDatasetStore } from '../publishing/store.ts';
import type { EventOf } from '../../provenance/event/event.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { createClosedLotsRound, type ClosedLot } from './closed-lots.ts';
import type { LotKeysOptions } from './lot-keys.ts';
import { reviewersOf } from './recipients.ts';
import { createSampleStore, type StoredSample } from './sample-store.ts';
import { openBatch, sealContents } from './seal-batch.ts';
import { createSealingStore } from './store.ts';

/** Items of drawn samples on their way to the reviewers of the firms that inspect. */
export interface LotSamples {
  /**
   * One round: once the sample of a closed lot is drawn, its items are sealed as a batch of their own, whose key goes to the reviewers of the
   * firm who have the lot's key and for whom it may be sealed now (`reviewersOf`), until the inspection has ended or the owner has answered. For whom that was is logged.
   */
  work(signal: AbortSignal): Promise<void>;
}

export interface LotSamplesOptions extends LotKeysOptions {
  readonly chain: Pick<Chain, 'commit' | 'settle'>;
  readonly findDrawn: FindDrawnItems;
  readonly newId: () => string;
}

/** Says in the log for whom it was sealed: the gateway takes that only once it holds all that whoever is named will ask for. */
const announce = async (
  { chain }: Pick<LotSamplesOptions, 'chain'>,
  { id, closed }: Lot,
  body: EventOf<'sample-sealed'>['body'],
  signal: AbortSignal,
): Promise<void> => {
  const draft = { type: 'sample-sealed', subject: { kind: 'lot', id }, refs: [closed?.id ?? ''], body } as const;
  await chain.settle(await chain.commit(draft, () => Promise.resolve(), signal), signal);
};

export const createLotSamples = (options: LotSamplesOptions): LotSamples => {
  const { database, ledger, client, space, org, key: connector, clock, random, findDrawn, newId } = options;
  const [lots, sealing] = [createLotStore(database.manager), createSealingStore(database.manager)];
  const [samples, datasets] = [createSampleStore(database.manager), createDatasetStore(database.manager)];
  const parts = { lots, datasets, sealing, space, key: connector, random };
  const round = createClosedLotsRound(lots, options);
  const put = async (path: string, json: unknown): Promise<void> => {
    await client.ask(nothing, { method: 'PUT', path, json, timeout: TRANSFER_TIMEOUT });
  };

  /** Under a key that opens nothing else, and kept before anything leaves. */
  const seal = async (lot: Lot): Promise<StoredSample | undefined> => {
    const drawn = await findDrawn(lot);
    if (drawn.length === 0) return undefined;
    const batch = { id: newId(), items: drawn, key: random(32) };
    const versions = await samples.versions(lot.id);
    const versionOf = (item: string): number => (versions.get(item) ?? 0) + 1;
    const items: readonly SealedItem[] = await sealContents(lot, ledger.state(), { ...batch, versionOf }, parts);
    await database.transaction((manager) => createSampleStore(manager).insert(lot.id, { batch: batch.id, key: batch.key, items }));
    return await samples.find(lot.id);
  };

  const send = async (lot: Lot, { items, sent }: StoredSample): Promise<void> => {
    if (sent) return;
    for (const part of inParts(items)) await put(`/api/lots/${lot.id}/sample/items`, { items: part });
    await samples.markSent(lot.id);
  };

  const workOn = async ({ lot, dataset }: ClosedLot, signal: AbortSignal): Promise<void> => {
    const { inspection } = lot.opened.signed.event.body;
    if (inspection === undefined || lot.inspected !== undefined || lot.answered !== undefined) return;
    const [wrapped, keyed] = [await samples.wrapped(lot.id), (await sealing.lotsWrapped()).get(lot.id)];
    // Who has no key of the lot yet could not read the labels.
    const isWaiting = (recipient: string): boolean => keyed?.has(recipient) === true && !wrapped.has(recipient);
    const waiting = [...reviewersOf(lot, ledger, clock, inspection.by)].filter(([, recipient]) => isWaiting(recipient));
    if (waiting.length === 0) return;
    requireDelivery(ledger.state(), dataset, org, 'sealed');
    const sample = (await samples.find(lot.id)) ?? (await seal(lot));
    if (sample === undefined) return;
    await send(lot, sample);
    const items = sample.items.map(({ signed }) => signed.header.item);
    const batch = openBatch(lot, ledger.state(), { id: sample.batch, items, key: sample.key }, parts);
    const recipients = waiting.map(([, recipient]) => recipient);
    await put(`/api/lots/${lot.id}/sample/wraps`, { wraps: recipients.map((recipient) => batch.wrapFor(recipient)) });
    await announce(options, lot, { batch: sample.batch, reviewers: waiting.map(([reviewer]) => reviewer) }, signal);
    await samples.markWrapped(lot.id, recipients);
  };

  return { work: (signal) => round((closed) => workOn(closed, signal)) };
};
