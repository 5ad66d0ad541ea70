import type { DataSource } from 'typeorm';
import type { SealedItem } from '../../api/sealed.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { toSignableBytes } from '../../common/canonical-json.ts';
import { createBatch, type Batch } from '../../privacy/sealing/batch.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import { levelOf } from '../../provenance/space/level.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import { fail } from '../errors.ts';
import type { LotStore } from '../labeling/store.ts';
import { rowLeaf } from '../publishing/commitments.ts';
import type { DatasetStore } from '../publishing/store.ts';
import { createSealingStore, type KeptItem, type SealingStore, type StoredBatch } from './store.ts';

export interface SealBatchOptions {
  readonly lots: LotStore;
  readonly datasets: DatasetStore;
  readonly sealing: SealingStore;
  readonly space: string;
  readonly key: SigningKey;
  readonly random: RandomBytes;
}

const datasetOf = ({ project }: Lot, { projects }: SpaceState): string => projects.get(project)?.opened.signed.event.body.dataset ?? '';

/** A stored batch ready to seal items and to be wrapped. */
export const openBatch = (
  lot: Lot,
  state: SpaceState,
  { id, items, key }: Pick<StoredBatch, 'id' | 'items' | 'key'>,
  options: SealBatchOptions,
): Batch => {
  const dataset = datasetOf(lot, state);
  const { level, matrix } = state.datasets.get(dataset)?.grading?.signed.event.body ?? fail('dataset-unknown', { dataset });
  const head = { space: options.space, project: lot.project, lot: lot.id, batch: id, level, policy: matrix };
  return createBatch({ head, items, key, connector: options.key, random: options.random });
};

/** @returns the items of the batch in the lot's order, sealed as these versions */
export const sealContents = async (
  lot: Lot,
  state: SpaceState,
  { versionOf, ...stored }: Pick<StoredBatch, 'id' | 'items' | 'key'> & { readonly versionOf: (item: string) => number },
  options: SealBatchOptions,
): Promise<readonly SealedItem[]> => {
  const { lots, datasets } = options;
  const batch = openBatch(lot, state, stored, options);
  const dataset = datasetOf(lot, state);
  const listed = new Set(stored.items);
  const items = (await lots.items(lot.id)).filter(({ id }) => listed.has(id));
  const indexes = items.map(({ row }) => row);
  const leaves = new Map((await datasets.rows(dataset, indexes)).map((row) => [row.index, rowLeaf(dataset, row)]));
  return items.map(({ id, row, salt, text }) => {
    const leaf = leaves.get(row) ?? fail('rows-unfit', { dataset, rows: [row], reason: 'no such rows' });
    const content = { salt: parseHex(salt), content: toSignableBytes(text) };
    const { signed, box } = batch.seal({ item: id, version: versionOf(id), row: toHex(leaf), ...content });
    return { signed, box: toBase64(box) };
  });
};

const toKept = (sealed: SealedItem): KeptItem => {
  const { header } = sealed.signed;
  return { item: header.item, version: header.version, header: headerHash(header), sealed };
};

/**
 * Seals what is not sealed yet of a batch and keeps it before anything leaves: a crash costs nothing, and an item has one header a version.
 * @returns the sealed items in the lot's order
 */
export const sealBatch = async (lot: Lot, state: SpaceState, stored: StoredBatch, options: SealBatchOptions) => {
  const { sealing } = options;
  const kept = await sealing.kept(stored.id);
  if (kept.length === stored.items.length) return kept;
  const sealed = await sealContents(lot, state, { ...stored, versionOf: () => stored.version }, options);
  await sealing.keep(stored.id, levelOf(state, lot.project), sealed.map(toKept));
  return await sealing.kept(stored.id);
};

/** Items of one batch where nothing tells otherwise: the bound of what one leaked key opens, and of what waits at the gateway. */
const BATCH = 100;

/** The batches of a lot, each with a key of its own; made once. */
export const planBatches = async (
  database: DataSource,
  lot: string,
  { lots, random }: Pick<SealBatchOptions, 'lots' | 'random'>,
  newId: () => string,
): Promise<readonly StoredBatch[]> => {
  const sealing = createSealingStore(database.manager);
  const known = await sealing.batches(lot);
  if (known.length > 0) return known;
  const ids = (await lots.items(lot)).map(({ id }) => id);
  const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, position) => ({
    id: newId(),
    position,
    version: 1,
    key: random(32),
    items: ids.slice(position * BATCH, (position + 1) * BATCH),
  }));
  await database.transaction((manager) => createSealingStore(manager).insert(lot, batches));
  return await sealing.batches(lot);
};
