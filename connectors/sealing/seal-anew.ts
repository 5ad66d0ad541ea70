import type { DataSource } from 'typeorm';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { covers } from '../../provenance/event/fields.ts';
import { levelOf } from '../../provenance/space/level.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import { createSealingStore, type NewBatch, type StoredBatch } from './store.ts';

/** Batches whose headers say less than what the data are graded now: they were wrapped for people who may not be cleared any more. */
export const outdatedBatches = (batches: readonly StoredBatch[], { project }: Lot, state: SpaceState): readonly StoredBatch[] => {
  const now = levelOf(state, project);
  return batches.filter(({ level }) => level !== undefined && !covers(level, now));
};

/**
 * New keys for these items of the batches, which leave the rest of their batch to its old key. Either all batches have one or none.
 * @param all batches of the lot
 */
export type SealAnew = (
  lot: string,
  all: readonly StoredBatch[],
  parts: readonly { readonly batch: StoredBatch; readonly items: readonly string[] }[],
) => Promise<void>;

export interface SealingAnewOptions {
  readonly database: DataSource;
  readonly random: RandomBytes;
  readonly newId: () => string;
}

export const createSealAnew = ({ database, random, newId }: SealingAnewOptions): SealAnew => {
  const toNext = ({ version }: StoredBatch, position: number, items: readonly string[]): NewBatch => ({
    id: newId(),
    position,
    version: version + 1,
    key: random(32),
    items,
  });
  return (lot, all, parts) =>
    database.transaction(async (manager) => {
      const sealing = createSealingStore(manager);
      let last = Math.max(...all.map(({ position }) => position));
      for (const { batch, items } of parts)
        if (items.length === batch.items.length) await sealing.replace(lot, batch.id, toNext(batch, batch.position, items));
        else if (items.length > 0) await sealing.insert(lot, [toNext(batch, (last += 1), items)]);
    });
};
