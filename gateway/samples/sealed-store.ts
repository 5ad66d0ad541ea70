import type { EntityManager } from 'typeorm';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';

/** Drawn items of sealed lots as their connectors sealed them for whoever inspects. */
export interface SealedSampleStore {
  put(lot: string, items: readonly SealedItem[]): Promise<void>;
  putWraps(lot: string, wraps: readonly SignedWrap[]): Promise<void>;
  /** By item. */
  items(lot: string, ids: readonly string[]): Promise<ReadonlyMap<string, SealedItem>>;
  /** @param recipient X25519 key, hex */
  wrap(lot: string, recipient: string): Promise<SignedWrap | undefined>;
}

const toText = (value: unknown): string => toCanonicalJson(value as Json);

/** A statement takes each of its rows once: of those under one name the last. */
const lastOf = <Value>(values: readonly Value[], nameOf: (value: Value) => string): readonly (readonly [string, string])[] => [
  ...new Map(values.map((value) => [nameOf(value), toText(value)] as const)),
];

const PUT = `insert into sample_item (lot, item, sealed) select $1, item, sealed from unnest($2::uuid[], $3::text[]) as given (item, sealed)
  on conflict (lot, item) do update set sealed = excluded.sealed`;
const PUT_WRAPS = `insert into sample_wrap (lot, recipient, wrap)
  select $1, recipient, wrap from unnest($2::text[], $3::text[]) as given (recipient, wrap)
  on conflict (lot, recipient) do update set wrap = excluded.wrap`;

export const createSealedSampleStore = (manager: EntityManager): SealedSampleStore => {
  const put = async (sql: string, lot: string, rows: readonly (readonly [string, string])[]): Promise<void> => {
    await manager.query(sql, [lot, rows.map(([name]) => name), rows.map(([, text]) => text)]);
  };
  return {
    put: (lot, items) =>
      put(
        PUT,
        lot,
        lastOf(items, ({ signed }) => signed.header.item),
      ),
    putWraps: (lot, wraps) =>
      put(
        PUT_WRAPS,
        lot,
        lastOf(wraps, ({ wrap }) => wrap.recipient),
      ),
    items: async (lot, ids) => {
      const sql = 'select item, sealed from sample_item where lot = $1 and item = any($2::uuid[])';
      const rows = await manager.query<{ item: string; sealed: string }[]>(sql, [lot, [...ids]]);
      return new Map(rows.map(({ item, sealed }) => [item, parseJson(sealed) as unknown as SealedItem]));
    },
    wrap: async (lot, recipient) => {
      const sql = 'select wrap from sample_wrap where lot = $1 and recipient = $2';
      const [row] = await manager.query<{ wrap: string }[]>(sql, [lot, recipient]);
      return row && (parseJson(row.wrap) as unknown as SignedWrap);
    },
  };
};
