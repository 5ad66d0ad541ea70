import type { EntityManager } from 'typeorm';
import type { SealedItem, SignedWrap } from '../../api/sealed.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { headerHash } from '../../privacy/sealing/header.ts';
import type { SignedHeader } from '../../privacy/sealing/messages.ts';

/** A sealed item with the key of its batch for one person. */
export interface SealedDelivery {
  readonly sealed: SealedItem;
  readonly wrap: SignedWrap;
}

export interface SealingStore {
  /** Puts sealed items down. A newer sealing of an item replaces an older one; headers are kept, since labels name them. */
  deliver(lot: string, items: readonly SealedItem[]): Promise<void>;
  /** Nobody gets these items any more as they were sealed before these versions. */
  retire(lot: string, items: readonly { readonly id: string; readonly version: number }[]): Promise<void>;
  /** Headers by their hashes (hex), as far as they were ever put down. */
  headers(hashes: readonly string[]): Promise<ReadonlyMap<string, SignedHeader>>;
  putWraps(lot: string, wraps: readonly SignedWrap[]): Promise<void>;
  putLotWraps(lot: string, wraps: readonly SignedWrap[]): Promise<void>;
  /** @param recipient X25519 key, hex */
  lotWrap(lot: string, recipient: string): Promise<SignedWrap | undefined>;
  /** @param recipient X25519 key, hex */
  delivered(item: string, recipient: string): Promise<SealedDelivery | undefined>;
}

const toText = (value: unknown): string => toCanonicalJson(value as Json);

const DELIVER = `update item set sealed = given.sealed, batch = given.batch, header_version = given.version
  from unnest($2::uuid[], $3::text[], $4::uuid[], $5::integer[]) as given (id, sealed, batch, version)
  where item.id = given.id and item.lot = $1 and (header_version is null or header_version < given.version)`;

const KEEP_HEADERS = `insert into item_header (hash, signed) select * from unnest($1::text[], $2::text[]) on conflict do nothing`;

/** No batch has this id, so nobody has its key. */
const NO_BATCH = '00000000-0000-0000-0000-000000000000';
const RETIRE = `update item set batch = '${NO_BATCH}' from unnest($2::uuid[], $3::integer[]) as given (id, version)
  where item.id = given.id and item.lot = $1 and header_version < given.version`;

const PUT_WRAPS = `insert into batch_wrap (batch, recipient, lot, wrap)
  select batch, recipient, $1, wrap from unnest($2::uuid[], $3::text[], $4::text[]) as given (batch, recipient, wrap)
  on conflict (batch, recipient) do update set wrap = excluded.wrap where batch_wrap.lot = excluded.lot`;

const PUT_LOT_WRAPS = `insert into lot_wrap (lot, recipient, wrap)
  select $1, recipient, wrap from unnest($2::text[], $3::text[]) as given (recipient, wrap)
  on conflict (lot, recipient) do update set wrap = excluded.wrap`;

const FIND = `select sealed, wrap from item join batch_wrap on batch_wrap.batch = item.batch
  where item.id = $1 and recipient = $2 and batch_wrap.lot = item.lot
  order by header_version desc limit 1`;

/** A statement takes each of its rows once. */
const isNewest = ({ wrap }: SignedWrap, at: number, all: readonly SignedWrap[]): boolean =>
  all.findLastIndex((other) => other.wrap.recipient === wrap.recipient && batchOf(other) === batchOf({ wrap })) === at;

const batchOf = ({ wrap }: Pick<SignedWrap, 'wrap'>): string | undefined => (wrap.purpose === 'batch-key' ? wrap.batch : undefined);

export const createSealingStore = (manager: EntityManager): SealingStore => ({
  deliver: async (lot, items) => {
    const headers = items.map(({ signed }) => signed.header);
    await manager.query(DELIVER, [
      lot,
      headers.map(({ item }) => item),
      items.map(toText),
      headers.map(({ batch }) => batch),
      headers.map(({ version }) => version),
    ]);
    await manager.query(KEEP_HEADERS, [headers.map(headerHash), items.map(({ signed }) => toText(signed))]);
  },
  retire: async (lot, items) => {
    await manager.query(RETIRE, [lot, items.map(({ id }) => id), items.map(({ version }) => version)]);
  },
  headers: async (hashes) => {
    const rows = await manager.query<{ hash: string; signed: string }[]>('select hash, signed from item_header where hash = any($1)', [
      [...hashes],
    ]);
    return new Map(rows.map(({ hash, signed }) => [hash, parseJson(signed) as unknown as SignedHeader]));
  },
  putWraps: async (lot, wraps) => {
    const kept = wraps.filter(isNewest);
    await manager.query(PUT_WRAPS, [lot, kept.map(batchOf), kept.map(({ wrap }) => wrap.recipient), kept.map(toText)]);
  },
  putLotWraps: async (lot, wraps) => {
    const kept = wraps.filter(isNewest);
    await manager.query(PUT_LOT_WRAPS, [lot, kept.map(({ wrap }) => wrap.recipient), kept.map(toText)]);
  },
  lotWrap: async (lot, recipient) => {
    const sql = 'select wrap from lot_wrap where lot = $1 and recipient = $2';
    const [row] = await manager.query<{ wrap: string }[]>(sql, [lot, recipient]);
    return row && (parseJson(row.wrap) as unknown as SignedWrap);
  },
  delivered: async (item, recipient) => {
    const [row] = await manager.query<{ sealed: string; wrap: string }[]>(FIND, [item, recipient]);
    return (
      row && {
        sealed: parseJson(row.sealed) as unknown as SealedItem,
        wrap: parseJson(row.wrap) as unknown as SignedWrap,
      }
    );
  },
});
