import type { EntityManager } from 'typeorm';
import type { SealedItem } from '../../api/sealed.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';

/** The drawn items of a lot under a key of their own. */
export interface StoredSample {
  /** Id of the batch that they are. */
  readonly batch: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** In the lot's order. */
  readonly items: readonly SealedItem[];
  /** The gateway has its items. */
  readonly sent: boolean;
}

export interface SampleStore {
  find(lot: string): Promise<StoredSample | undefined>;
  insert(lot: string, sample: Omit<StoredSample, 'sent'>): Promise<void>;
  /** The newest version in which an item of a lot was sealed for labelers, by item. */
  versions(lot: string): Promise<ReadonlyMap<string, number>>;
  markSent(lot: string): Promise<void>;
  /** For whom samples are wrapped: X25519 keys (hex) of a lot's. */
  wrapped(lot: string): Promise<ReadonlySet<string>>;
  markWrapped(lot: string, recipients: readonly string[]): Promise<void>;
}

interface SampleRow {
  readonly batch: string;
  readonly key: Buffer;
  readonly sent: boolean;
  readonly items: string[];
}

const FIND = `select batch, key, sent, array(select sealed from sample_item where sample_item.lot = sample.lot order by position) as items
  from sample where lot = $1`;
const INSERT_ITEMS = `insert into sample_item (lot, position, sealed)
  select $1, position - 1, sealed from unnest($2::text[]) with ordinality as given (sealed, position)`;

const VERSIONS = `select sealed.item, max(version) as version from sealed_item sealed join lot_item item on item.id = sealed.item
  where item.lot = $1 group by sealed.item`;

export const createSampleStore = (manager: EntityManager): SampleStore => ({
  find: async (lot) => {
    const [row] = await manager.query<SampleRow[]>(FIND, [lot]);
    if (row === undefined) return undefined;
    return { ...row, key: new Uint8Array(row.key), items: row.items.map((sealed) => parseJson(sealed) as unknown as SealedItem) };
  },
  insert: async (lot, { batch, key, items }) => {
    await manager.query('insert into sample (lot, batch, key) values ($1, $2, $3)', [lot, batch, Buffer.from(key)]);
    await manager.query(INSERT_ITEMS, [lot, items.map((item) => toCanonicalJson(item as unknown as Json))]);
  },
  versions: async (lot) => {
    const rows = await manager.query<{ item: string; version: number }[]>(VERSIONS, [lot]);
    return new Map(rows.map(({ item, version }) => [item, version]));
  },
  markSent: async (lot) => {
    await manager.query('update sample set sent = true where lot = $1', [lot]);
  },
  wrapped: async (lot) => {
    const rows = await manager.query<{ recipient: string }[]>('select recipient from sample_wrap where lot = $1', [lot]);
    return new Set(rows.map(({ recipient }) => recipient));
  },
  markWrapped: async (lot, recipients) => {
    await manager.query('insert into sample_wrap (lot, recipient) select $1, unnest($2::text[]) on conflict do nothing', [
      lot,
      [...recipients],
    ]);
  },
});
