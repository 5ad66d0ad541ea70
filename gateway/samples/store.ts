import type { EntityManager } from 'typeorm';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { parseJson } from '../../common/canonical-json.ts';
import type { DeliveredItem } from '../lots/item-store.ts';

/** An item as it was delivered to whoever labeled it. */
export type SampledItem =
  | { readonly opening: DeliveredItem['opening'] }
  /** `wrap`: its batch's key for whoever asks. */
  | { readonly sealed: SealedItem; readonly wrap?: SignedWrap };

export interface SampleStore {
  /** Items under these labels of a lot, by label. @param recipient X25519 key, hex */
  itemsUnder(lot: string, labels: readonly string[], recipient: string): Promise<ReadonlyMap<string, SampledItem>>;
}

interface Row {
  readonly label: string;
  readonly opening: string | null;
  readonly sealed: string | null;
  readonly wrap: string | null;
}

const FIND = `select label, opening, sealed, wrap from item
  left join batch_wrap on batch_wrap.batch = item.batch and batch_wrap.lot = item.lot and recipient = $3
  where item.lot = $1 and label = any($2)`;

const toItem = ({ label, opening, sealed, wrap }: Row): SampledItem => {
  if (opening !== null) return { opening: parseJson(opening) as unknown as DeliveredItem['opening'] };
  if (sealed === null) throw new Error(`label ${label} of an item that was not delivered`);
  const item = { sealed: parseJson(sealed) as unknown as SealedItem };
  return wrap === null ? item : { ...item, wrap: parseJson(wrap) as unknown as SignedWrap };
};

export const createSampleStore = (manager: EntityManager): SampleStore => ({
  itemsUnder: async (lot, labels, recipient) => {
    const rows = await manager.query<Row[]>(FIND, [lot, labels, recipient]);
    return new Map(rows.map((row) => [row.label, toItem(row)]));
  },
});
