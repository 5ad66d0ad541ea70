import type { RandomBytes } from '../../common/crypto/random.ts';
import type { SigningKey } from '../../common/crypto/signature.ts';
import { fail } from './errors.ts';
import { deriveItemKey } from './item-key.ts';
import { sealItem, type ItemContent, type ItemDraft, type SealedItem } from './item.ts';
import type { ItemHeader, SignedWrap } from './messages.ts';
import { KEY, MOST_ITEMS } from './parameters.ts';
import { wrapBatchKey } from './wrap.ts';

/** What the headers of one batch have in common. */
export type BatchHead = Pick<ItemHeader, 'space' | 'project' | 'lot' | 'batch' | 'level' | 'policy'>;

export interface BatchOptions {
  readonly head: BatchHead;
  /** Ids of all items that the batch may hold: 1 to 500, fewer where one key is to open less (one lease's at g4). */
  readonly items: readonly string[];
  /** 32 random bytes, drawn for this batch and kept by the connector. */
  readonly key: Uint8Array;
  readonly connector: SigningKey;
  readonly random: RandomBytes;
}

/** An item on its way into a batch. */
export type BatchItem = Pick<ItemDraft, 'item' | 'version' | 'row'> & ItemContent;

/** One batch at the owner's connector. */
export interface Batch {
  /** @throws DomainError `batch-malformed` for an item that the batch does not list, and as `sealItem` */
  seal(item: BatchItem): SealedItem;
  /** The batch key for the holder of this X25519 key (hex, from `openingKeyOf` alone). @throws DomainError `key-unacceptable` */
  wrapFor(recipient: string): SignedWrap;
}

/** @throws DomainError `batch-malformed` for a key of another length, no item, one twice, or more than 500 */
export const createBatch = ({ head, items, key, connector, random }: BatchOptions): Batch => {
  const listed = new Set(items);
  if (key.length !== KEY) fail('batch-malformed', { keyBytes: key.length });
  if (listed.size !== items.length || items.length < 1 || items.length > MOST_ITEMS)
    fail('batch-malformed', { items: items.length, distinct: listed.size, most: MOST_ITEMS });
  return {
    seal: ({ salt, content, ...item }) => {
      if (!listed.has(item.item)) fail('batch-malformed', { item: item.item, reason: 'not on the batch list' });
      return sealItem({ ...head, ...item }, { salt, content }, { itemKey: deriveItemKey(key, item), connector, random });
    },
    wrapFor: (recipient) => wrapBatchKey(key, head, recipient, { connector, random }),
  };
};
