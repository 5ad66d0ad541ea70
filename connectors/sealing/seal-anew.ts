import type { RandomBytes } from '../../common/crypto/random.ts';
import { covers } from '../../provenance/event/fields.ts';
import { levelOf } from '../../provenance/space/level.ts';
import { leastVersionOf } from '../../provenance/space/rules-sealing.ts';
import type { Lot, SpaceState } from '../../provenance/space/state.ts';
import type { Chain } from '../chain/chain.ts';
import type { Keep } from '../chain/signing.ts';
import { createSealingStore, type NewBatch, type StoredBatch } from './store.ts';

/** Batches whose headers say less than what the data are graded now: they were wrapped for people who may not be cleared any more. */
export const outdatedBatches = (batches: readonly StoredBatch[], { project }: Lot, state: SpaceState): readonly StoredBatch[] => {
  const now = levelOf(state, project);
  return batches.filter(({ level }) => level !== undefined && !covers(level, now));
};

/** Items of a batch that get a new key; the rest of it keeps the old one. */
export interface ResealedPart {
  readonly batch: StoredBatch;
  readonly items: readonly string[];
}

/**
 * New keys for these items, and the event without which nobody takes what is sealed under them for the newest: both or none.
 * @param all batches of the lot
 * @throws those of `Chain.commit`
 */
export type SealAnew = (lot: Lot, all: readonly StoredBatch[], parts: readonly ResealedPart[], signal: AbortSignal) => Promise<void>;

export interface SealingAnewOptions {
  readonly chain: Pick<Chain, 'commit' | 'settle'>;
  readonly random: RandomBytes;
  readonly newId: () => string;
}

/**
 * Does the own copy of the log say that the items' older headers hold no more? Before that nothing of the batch leaves: a gateway that
 * withholds the event gets no new keys.
 */
export const isAnnounced = ({ versions }: Pick<Lot, 'versions'>, { version, items }: StoredBatch): boolean =>
  items.every((item) => version <= leastVersionOf({ versions }, item));

export const createSealAnew = ({ chain, random, newId }: SealingAnewOptions): SealAnew => {
  const toNext = ({ version }: StoredBatch, position: number, items: readonly string[]): NewBatch => ({
    id: newId(),
    position,
    version: version + 1,
    key: random(32),
    items,
  });
  return async ({ id: lot, opened }, all, parts, signal) => {
    const items = parts.flatMap(({ batch, items: own }) => own.map((id) => ({ id, version: batch.version + 1 })));
    const draft = { type: 'lot-resealed', subject: { kind: 'lot', id: lot }, refs: [opened.id], body: { items } } as const;
    const keep: Keep = async (manager) => {
      const sealing = createSealingStore(manager);
      let last = Math.max(...all.map(({ position }) => position));
      for (const { batch, items: own } of parts)
        if (own.length === batch.items.length) await sealing.replace(lot, batch.id, toNext(batch, batch.position, own));
        else await sealing.insert(lot, [toNext(batch, (last += 1), own)]);
    };
    await chain.settle(await chain.commit(draft, keep, signal), signal);
  };
};
