import type { EntityManager } from 'typeorm';

/** Bytes for each item that a lot counts, unless the configuration says otherwise: four times what 300 spans take. */
export const BYTES_AN_ITEM = 262_144;
/** Items that every lot counts beside its own, so that a small one takes the longest labels too. */
const SPARE = 128;

/** Bytes of labels and reports that one person may have logged on a lot of so many items. */
export const quotaOf = (bytesAnItem: number, items: number): number => bytesAnItem * (items + SPARE);

/** What a person adds to a lot's work. */
export interface AddedWork {
  readonly lot: string;
  readonly key: string;
  /** Keys of the same person, this one among them: another device brings no further room. */
  readonly ownKeys: readonly string[];
  readonly bytes: number;
}

const TAKE = `insert into work_bytes as taken (lot, key, bytes)
  select $1::uuid, $2::text, $3::bigint
  where $3::bigint + (select coalesce(sum(bytes), 0) from work_bytes where lot = $1::uuid and key = any($4::text[])) <= $5::bigint
  on conflict (lot, key) do update set bytes = taken.bytes + excluded.bytes returning bytes`;

/**
 * Counts what is about to be logged, in the transaction that logs it.
 * @param most bytes
 * @returns false where it would be more than `most` with what the person has logged on the lot; then nothing is counted
 */
export const takeRoom = async (manager: EntityManager, { lot, key, ownKeys, bytes }: AddedWork, most: number): Promise<boolean> => {
  const rows = await manager.query<unknown[]>(TAKE, [lot, key, bytes, [...ownKeys], most]);
  return rows.length === 1;
};
