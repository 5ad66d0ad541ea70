import type { EntityManager } from 'typeorm';
import type { LotItem, RowEvidence } from '../../api/lots.ts';
import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { IS_FILLED } from './late-places.ts';

export interface LotCounts {
  /** Places for one person's work that the lot asks for: items, times the people who label each of them. */
  readonly items: number;
  readonly labeled: number;
  readonly reported: number;
  readonly leased: number;
  /** Delivered, nobody is at work on it, and no late work fills it. */
  readonly free: number;
  /** Labels and reports beside those, whose leases had run out. */
  readonly late: number;
}

/** An item with what was delivered of it. */
export interface DeliveredItem {
  readonly id: string;
  readonly lot: string;
  readonly opening: { readonly salt: string; readonly value: string };
  readonly row: RowEvidence;
}

/** What counts at one place of an item, in the lot's order. */
export interface CountingPlace {
  readonly id: string;
  /** Event ids. */
  readonly label: string | undefined;
  readonly report: string | undefined;
}

export interface ItemStore {
  /** Puts delivered items down; one that was delivered before stays as it is. @returns false where a row belongs to another item already */
  deliver(lot: string, items: readonly LotItem[]): Promise<boolean>;
  delivered(item: string): Promise<DeliveredItem | undefined>;
  /** The lot of a delivered item. */
  lotOf(item: string): Promise<string | undefined>;
  /** Those of these lots that have a place without label and report that somebody holds or no late work fills. @param now milliseconds */
  undone(lots: readonly string[], now: number): Promise<ReadonlySet<string>>;
  /** By lot; a lot without items is absent. @param now milliseconds */
  counts(lots: readonly string[], now: number): Promise<ReadonlyMap<string, LotCounts>>;
}

export const NO_COUNTS: LotCounts = { items: 0, labeled: 0, reported: 0, leased: 0, free: 0, late: 0 };

const toText = (value: unknown): string => toCanonicalJson(value as Json);

const INSERT = `insert into item (id, place, lot, position, commitment)
  select id, place, $1, position - 1, commitment
  from unnest($2::uuid[], $3::text[]) with ordinality as listed (id, commitment, position), generate_series(0, $4::integer - 1) as place
  on conflict (id, place) do nothing returning id`;

/** Puts the items of a new lot down, each with its places. @returns false when one of them is known from another lot */
export const insertItems = async (
  manager: EntityManager,
  lot: string,
  items: readonly { readonly id: string; readonly commitment: string }[],
  places: number,
): Promise<boolean> => {
  const [ids, commitments] = [items.map(({ id }) => id), items.map(({ commitment }) => commitment)];
  const inserted = await manager.query<unknown[]>(INSERT, [lot, ids, commitments, places]);
  return inserted.length === items.length * places;
};

const COUNTING = 'select id, label, report from item where lot = $1 order by position, place';

const queryCounting = async (manager: EntityManager, sql: string, lot: string): Promise<readonly CountingPlace[]> => {
  const rows = await manager.query<{ id: string; label: string | null; report: string | null }[]>(sql, [lot]);
  return rows.map(({ id, label, report }) => ({ id, label: label ?? undefined, report: report ?? undefined }));
};

/** What counts now. */
export const readCounting = (manager: EntityManager, lot: string): Promise<readonly CountingPlace[]> =>
  queryCounting(manager, COUNTING, lot);

/** The same in the transaction that closes the lot: nothing of it changes before that ends. */
export const lockCounting = (manager: EntityManager, lot: string): Promise<readonly CountingPlace[]> =>
  queryCounting(manager, `${COUNTING} for update`, lot);

const DELIVER = `update item set opening = given.opening, row_index = given.row_index, row_evidence = given.row_evidence
  from unnest($2::uuid[], $3::text[], $4::integer[], $5::text[]) as given (id, opening, row_index, row_evidence)
  where item.id = given.id and item.lot = $1 and item.opening is null`;

const COUNTS = `select lot, count(*) filter (where not late) as items, count(label) filter (where not late) as labeled,
    count(report) filter (where not late) as reported, count(*) filter (where late) as late,
    count(*) filter (where label is null and report is null and lease_until > $2) as leased,
    count(*) filter (where label is null and report is null and delivered and (lease_until is null or lease_until <= $2)
      and not ${IS_FILLED}) as free
  from item where lot = any($1) group by lot`;

/** Asked with each label that comes in: it must not count them all. Who holds a place is waited for, though late work could fill it. */
const UNDONE = `select lot from unnest($1::uuid[]) as asked (lot)
  where exists (select from item where item.lot = asked.lot and label is null and report is null
    and (lease_until > $2 or not ${IS_FILLED}))`;

const UNIQUE_VIOLATION = '23505';

export const createItemStore = (manager: EntityManager): ItemStore => ({
  deliver: async (lot, items) => {
    const openings = items.map(({ opening }) => toText(opening));
    const rows = items.map(({ row }) => toText(row));
    try {
      await manager.query(DELIVER, [lot, items.map(({ id }) => id), openings, items.map(({ row }) => row.index), rows]);
      return true;
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      return false;
    }
  },
  delivered: async (item) => {
    const [row] = await manager.query<{ lot: string; opening: string; row_evidence: string }[]>(
      'select lot, opening, row_evidence from item where id = $1 and opening is not null limit 1',
      [item],
    );
    return (
      row && {
        id: item,
        lot: row.lot,
        opening: parseJson(row.opening) as unknown as DeliveredItem['opening'],
        row: parseJson(row.row_evidence) as unknown as RowEvidence,
      }
    );
  },
  lotOf: async (item) =>
    (await manager.query<{ lot: string }[]>('select lot from item where id = $1 and delivered limit 1', [item]))[0]?.lot,
  undone: async (lots, now) => new Set((await manager.query<{ lot: string }[]>(UNDONE, [[...lots], now])).map(({ lot }) => lot)),
  counts: async (lots, now) => {
    const rows = await manager.query<(Record<keyof LotCounts, string> & { lot: string })[]>(COUNTS, [[...lots], now]);
    return new Map(
      rows.map(({ lot, ...counts }) => [
        lot,
        { ...NO_COUNTS, ...Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)])) },
      ]),
    );
  },
});
