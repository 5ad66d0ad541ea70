import type { EntityManager } from 'typeorm';

/** Most events about one item, so that a page holds whole items. */
export const MOST_WORK = 32;

/** An item's row as it stands when work on it is refused. */
export interface ItemStanding {
  readonly delivered: boolean;
  readonly label?: string;
  readonly labelKey?: string;
  readonly revision?: number;
  readonly report?: string;
  readonly leaseUntil?: number;
}

/** Work that is about to be logged. */
export interface NewWork {
  readonly event: string;
  readonly index: number;
  readonly item: string;
  readonly lot: string;
  readonly key: string;
  /** Keys of the same person: a lease of her other device is hers too. */
  readonly ownKeys: readonly string[];
  /** Milliseconds. */
  readonly now: number;
}

const IS_OPEN = 'id = $1 and lot = $2 and delivered and label is null and report is null';
const IS_FREE = '(lease_key is null or lease_until <= $5 or lease_key = any($6))';
const END_LEASE = 'lease_key = null, lease_until = null';

const FIRST = `update item set label = $3, label_key = $4, label_revision = 0, ${END_LEASE} where ${IS_OPEN} and ${IS_FREE}`;
const REPORT = `update item set report = $3, report_key = $4, ${END_LEASE} where ${IS_OPEN} and ${IS_FREE}`;
const NEXT = `update item set label = $3, label_revision = label_revision + 1
  where id = $1 and lot = $2 and label_key = $4 and label_revision = $5 and label = any($6)`;
const REVERT = `update item set label = $3, label_key = case when $3::text is null then null else label_key end,
    label_revision = case when $3::text is null then null else label_revision - 1 end
  where id = $1 and lot = $4 and label = $2`;
const KEEP = 'insert into item_work (event, item, lot, key, log_index) values ($1, $2, $3, $4, $5)';

const change = async (manager: EntityManager, sql: string, parameters: readonly unknown[]): Promise<boolean> => {
  const [, changed] = await manager.query<[unknown[], number]>(sql, [...parameters]);
  return changed === 1;
};

const keep = async (manager: EntityManager, { event, item, lot, key, index }: NewWork): Promise<true> => {
  await manager.query(KEEP, [event, item, lot, key, index]);
  return true;
};

const placeOf = ({ item, lot, event, key }: NewWork): readonly unknown[] => [item, lot, event, key];

/** Each writes the work if the item takes it at this moment, and says so; they run in the transaction that logs the event. */
export const putFirstLabel = async (manager: EntityManager, work: NewWork): Promise<boolean> =>
  (await change(manager, FIRST, [...placeOf(work), work.now, work.ownKeys])) && (await keep(manager, work));

export const putReport = async (manager: EntityManager, work: NewWork): Promise<boolean> =>
  (await change(manager, REPORT, [...placeOf(work), work.now, work.ownKeys])) && (await keep(manager, work));

/** @param replaced ids that the event refers to: the label that counts must be among them */
export const putNextLabel = async (
  manager: EntityManager,
  work: NewWork,
  { revision, replaced }: { readonly revision: number; readonly replaced: readonly string[] },
): Promise<boolean> => (await change(manager, NEXT, [...placeOf(work), revision - 1, replaced])) && (await keep(manager, work));

/**
 * Takes back a label that its owner cannot open.
 * @param before id of the label that it had replaced
 * @returns false where another label counts
 */
export const revertLabel = async (
  manager: EntityManager,
  {
    item,
    lot,
    label,
    before,
  }: { readonly item: string; readonly lot: string; readonly label: string; readonly before?: string | undefined },
): Promise<boolean> => await change(manager, REVERT, [item, label, before ?? null, lot]);

interface Row {
  readonly delivered: boolean;
  readonly label: string | null;
  readonly label_key: string | null;
  readonly label_revision: number | null;
  readonly report: string | null;
  readonly lease_until: string | null;
}

const STANDING = 'select delivered, label, label_key, label_revision, report, lease_until from item where id = $1';

export const readStanding = async (manager: EntityManager, item: string): Promise<ItemStanding | undefined> => {
  const [row] = await manager.query<Row[]>(STANDING, [item]);
  return (
    row && {
      delivered: row.delivered,
      ...(row.label !== null && { label: row.label }),
      ...(row.label_key !== null && { labelKey: row.label_key }),
      ...(row.label_revision !== null && { revision: row.label_revision }),
      ...(row.report !== null && { report: row.report }),
      ...(row.lease_until !== null && { leaseUntil: Number(row.lease_until) }),
    }
  );
};

export interface WorkStore {
  /** Ids of the events about whole items behind `after` in the lot's order, as many items as fit into `limit` events (at least MOST_WORK). */
  page(lot: string, page: { readonly after?: string | undefined; readonly limit: number }): Promise<WorkPage>;
  /** Own work on a lot behind a log index. */
  own(lot: string, keys: readonly string[], page: { readonly after: number; readonly limit: number }): Promise<readonly string[]>;
  /** Labels that count, by lot and key. */
  labelsBy(keys: readonly string[]): Promise<readonly { readonly lot: string; readonly key: string; readonly labeled: number }[]>;
}

export interface WorkPage {
  readonly events: readonly string[];
  /** Last item of the page when there may be more. */
  readonly next?: string;
}

const PAGE = `select work.event, work.item from item join item_work work on work.item = item.id
  where item.lot = $1 and item.position > coalesce((select position from item where id = $2 and lot = $1), -1)
  order by item.position, work.log_index limit $3`;

interface PageRow {
  readonly event: string;
  readonly item: string;
}

/** One row more than wanted was read: the item that it belongs to is left for the next page. */
const cutPage = (rows: readonly PageRow[], limit: number): WorkPage => {
  const cut = rows.length > limit ? rows.at(-1)?.item : undefined;
  const shown = rows.filter(({ item }) => item !== cut);
  const next = cut === undefined ? undefined : shown.at(-1)?.item;
  return { events: shown.map(({ event }) => event), ...(next !== undefined && { next }) };
};

export const createWorkStore = (manager: EntityManager): WorkStore => ({
  page: async (lot, { after = null, limit: wanted }) => {
    const limit = Math.max(wanted, MOST_WORK);
    return cutPage(await manager.query<PageRow[]>(PAGE, [lot, after, limit + 1]), limit);
  },
  own: async (lot, keys, { after, limit }) => {
    const rows = await manager.query<{ event: string }[]>(
      'select event from item_work where lot = $1 and key = any($2) and log_index > $3 order by log_index limit $4',
      [lot, [...keys], after, limit],
    );
    return rows.map(({ event }) => event);
  },
  labelsBy: async (keys) => {
    const rows = await manager.query<{ lot: string; key: string; labeled: string }[]>(
      'select lot, label_key as key, count(*) as labeled from item where label is not null and label_key = any($1) group by lot, label_key',
      [[...keys]],
    );
    return rows.map(({ lot, key, labeled }) => ({ lot, key, labeled: Number(labeled) }));
  },
});
