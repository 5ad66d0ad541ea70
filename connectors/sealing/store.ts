import type { EntityManager } from 'typeorm';
import type { SealedItem } from '../../api/sealed.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import type { Level } from '../../provenance/event/fields.ts';

/** Items of a lot under one key. */
export interface StoredBatch {
  readonly id: string;
  /** In the lot, from 0. */
  readonly position: number;
  /** Of its items' headers, from 1; one more with each sealing anew. */
  readonly version: number;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** In the lot's order. */
  readonly items: readonly string[];
  /** The gateway has its items. */
  readonly sent: boolean;
  /** What its headers say of the data; absent until it is sealed. */
  readonly level?: Level;
  /** Hashes (hex) of the headers that its items have in its version; none until it is sealed. */
  readonly headers: readonly string[];
}
export type NewBatch = Omit<StoredBatch, 'sent' | 'level' | 'headers'>;

/** An item as it was sealed. */
export interface KeptItem {
  readonly item: string;
  readonly version: number;
  /** Hash of its header, hex. */
  readonly header: string;
  readonly sealed: SealedItem;
}

export interface SealingStore {
  /** In the order of their places. */
  batches(lot: string): Promise<readonly StoredBatch[]>;
  /** Their items leave the batch that they were in. */
  insert(lot: string, batches: readonly NewBatch[]): Promise<void>;
  /** A new key for the items of a batch, in its place; nothing of it is sent yet. */
  replace(lot: string, old: string, batch: NewBatch): Promise<void>;
  /** All items of a batch, sealed at this level. */
  keep(batch: string, level: Level, items: readonly KeptItem[]): Promise<void>;
  /** Those that are kept of a batch, as its version has them. */
  kept(batch: string): Promise<readonly SealedItem[]>;
  /** Hashes of all headers that were ever signed for the items of a lot, by item. */
  headers(lot: string): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  markSent(batch: string): Promise<void>;
  /** For whom batches are wrapped: X25519 keys (hex) by batch. */
  wrapped(lot: string): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  markWrapped(batch: string, recipients: readonly string[]): Promise<void>;
  /** For whom keys of closed lots are wrapped: X25519 keys (hex) by lot. */
  lotsWrapped(): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  markLotWrapped(lot: string, recipients: readonly string[]): Promise<void>;
}

interface BatchRow {
  readonly id: string;
  readonly position: number;
  readonly version: number;
  readonly key: Buffer;
  readonly sent: boolean;
  readonly level: Level | null;
  readonly items: string[];
  readonly headers: string[];
}

const toBatch = ({ key, level, ...row }: BatchRow): StoredBatch => ({
  ...row,
  key: new Uint8Array(key),
  ...(level !== null && { level }),
});

const BATCHES = `select id, position, version, key, sent, level, array(select item.id from lot_item item where item.batch = batch.id order by item.position) as items,
  array(select header from sealed_item sealed join lot_item item on item.id = sealed.item where item.batch = batch.id and sealed.version = batch.version) as headers
  from batch where lot = $1 order by position`;
const INSERT = 'insert into batch (id, lot, position, version, key) values ($1, $2, $3, $4, $5)';
const KEEP = `insert into sealed_item (item, version, header, sealed)
  select * from unnest($1::uuid[], $2::integer[], $3::text[], $4::text[]) on conflict (item, version) do nothing`;
const KEPT = `select sealed from sealed_item sealed join lot_item item on item.id = sealed.item join batch on batch.id = item.batch
  where batch.id = $1 and sealed.version = batch.version order by item.position`;

const toSets = <Row extends object>(rows: readonly Row[], key: keyof Row, value: keyof Row): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    [...Map.groupBy(rows, (row) => String(row[key]))].map(([name, group]) => [name, new Set(group.map((row) => String(row[value])))]),
  );

export const createSealingStore = (manager: EntityManager): SealingStore => {
  const insert = async (lot: string, { id, position, version, key, items }: NewBatch): Promise<void> => {
    await manager.query(INSERT, [id, lot, position, version, Buffer.from(key)]);
    await manager.query('update lot_item set batch = $1 where lot = $2 and id = any($3::uuid[])', [id, lot, [...items]]);
  };
  return {
    batches: async (lot) => {
      const rows = await manager.query<BatchRow[]>(BATCHES, [lot]);
      return rows.map(toBatch);
    },
    insert: async (lot, batches) => {
      for (const batch of batches) await insert(lot, batch);
    },
    replace: async (lot, old, batch) => {
      await manager.query('update batch set position = -1 - position where id = $1', [old]);
      await insert(lot, batch);
      await manager.query('delete from batch where id = $1', [old]);
    },
    keep: async (batch, level, items) => {
      // First: of a batch that is sealed it must be known at which level.
      await manager.query('update batch set level = $2 where id = $1', [batch, level]);
      await manager.query(KEEP, [
        items.map(({ item }) => item),
        items.map(({ version }) => version),
        items.map(({ header }) => header),
        items.map(({ sealed }) => toCanonicalJson(sealed as unknown as Json)),
      ]);
    },
    kept: async (batch) => {
      const rows = await manager.query<{ sealed: string }[]>(KEPT, [batch]);
      return rows.map(({ sealed }) => parseJson(sealed) as unknown as SealedItem);
    },
    headers: async (lot) => {
      const sql = 'select sealed.item, header from sealed_item sealed join lot_item item on item.id = sealed.item where item.lot = $1';
      return toSets(await manager.query<{ item: string; header: string }[]>(sql, [lot]), 'item', 'header');
    },
    markSent: async (batch) => {
      await manager.query('update batch set sent = true where id = $1', [batch]);
    },
    wrapped: async (lot) => {
      const sql = 'select batch, recipient from batch_wrap join batch on batch.id = batch_wrap.batch where lot = $1';
      return toSets(await manager.query<{ batch: string; recipient: string }[]>(sql, [lot]), 'batch', 'recipient');
    },
    markWrapped: async (batch, recipients) => {
      const sql = 'insert into batch_wrap (batch, recipient) select $1, unnest($2::text[]) on conflict do nothing';
      await manager.query(sql, [batch, [...recipients]]);
    },
    lotsWrapped: async () =>
      toSets(await manager.query<{ lot: string; recipient: string }[]>('select lot, recipient from lot_wrap'), 'lot', 'recipient'),
    markLotWrapped: async (lot, recipients) => {
      await manager.query('insert into lot_wrap (lot, recipient) select $1, unnest($2::text[]) on conflict do nothing', [
        lot,
        [...recipients],
      ]);
    },
  };
};
