import type { EntityManager } from 'typeorm';

/** Most events of one key about one item, however often its labels were taken back. */
export const MOST_WORK = 32;

/** The place of an item that concerns the asking key, as it stands when its work is refused: its own, else one that is not done. */
export interface ItemStanding {
  readonly delivered: boolean;
  readonly label?: string;
  readonly labelKey?: string;
  readonly revision?: number;
  readonly report?: string;
  readonly leaseUntil?: number;
  /** Events of the asking key about it. */
  readonly work: number;
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
/** Whoever seals labels that do not open makes nobody declare that without end. */
const HAS_ROOM = `(select count(*) from item_work where item = $1 and key = $4) < ${MOST_WORK}`;
const END_LEASE = 'lease_key = null, lease_until = null';

/** Nobody works on an item twice, whatever device she has. */
const IS_NEW = 'not exists (select from item other where other.id = $1 and (other.label_key = any($6) or other.report_key = any($6)))';
/** The place that the person holds, else the first that nobody does. */
const PLACE = `(select place from item where ${IS_OPEN} and ${IS_FREE}
  order by coalesce(lease_key = any($6), false) desc, place limit 1 for update)`;
const TAKES_FIRST = `${IS_OPEN} and ${IS_FREE} and place = ${PLACE} and ${IS_NEW} and ${HAS_ROOM}`;

const FIRST = `update item set label = $3, label_key = $4, label_revision = 0, ${END_LEASE} where ${TAKES_FIRST}`;
const REPORT = `update item set report = $3, report_key = $4, ${END_LEASE} where ${TAKES_FIRST}`;
const NEXT = `update item set label = $3, label_revision = label_revision + 1
  where id = $1 and lot = $2 and label_key = $4 and label_revision = $5 and label = any($6) and ${HAS_ROOM}`;
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
  readonly work: string;
}

const STANDING = `select delivered, label, label_key, label_revision, report, lease_until,
    (select count(*) from item_work where item = $1 and key = $2) as work
  from item where id = $1
  order by coalesce(label_key = any($3), false) desc, coalesce(report_key = any($3), false) desc, label is null and report is null desc, place
  limit 1`;

export const readStanding = async (
  manager: EntityManager,
  { item, key, ownKeys }: Pick<NewWork, 'item' | 'key' | 'ownKeys'>,
): Promise<ItemStanding | undefined> => {
  const [row] = await manager.query<Row[]>(STANDING, [item, key, ownKeys]);
  return (
    row && {
      delivered: row.delivered,
      work: Number(row.work),
      ...(row.label !== null && { label: row.label }),
      ...(row.label_key !== null && { labelKey: row.label_key }),
      ...(row.label_revision !== null && { revision: row.label_revision }),
      ...(row.report !== null && { report: row.report }),
      ...(row.lease_until !== null && { leaseUntil: Number(row.lease_until) }),
    }
  );
};

/** What comes behind this log index, -1 for all, and how many events at most. */
export interface WorkPageWanted {
  readonly after: number;
  readonly limit: number;
}

export interface WorkPage {
  readonly events: readonly string[];
  /** Log index of the last one when there are more. */
  readonly next?: number;
}

export interface WorkStore {
  /** Ids of a lot's events in the order of the log, of these keys where they are given: as many as fit into a page, at least one. */
  page(lot: string, wanted: WorkPageWanted, keys?: readonly string[]): Promise<WorkPage>;
  /** Labels and reports that count, by lot and key. */
  countsBy(keys: readonly string[]): Promise<readonly Progress[]>;
}

/** What counts of one key's work on a lot; each label and each report is paid the price of an item. */
export interface Progress {
  readonly lot: string;
  readonly key: string;
  readonly labeled: number;
  readonly reported: number;
}

/** Characters of the documents of one page. */
const MOST_CHARACTERS = 16_000_000;

const PAGE = `with found as (
    select work.event, log_index, coalesce(length(opening), 0) as characters
    from item_work work left join document on document.event = work.event
    where lot = $1 and log_index > $2 and ($3::text[] is null or key = any($3)) order by log_index limit $4
  ), measured as (
    select event, log_index, row_number() over behind as place, sum(characters) over behind as sum, count(*) over () as seen
    from found window behind as (order by log_index)
  )
  select event, log_index, seen from measured where place <= $5 and (place = 1 or sum <= ${MOST_CHARACTERS}) order by log_index`;

const COUNTS = `select lot, key, count(*) filter (where is_label) as labeled, count(*) filter (where not is_label) as reported from (
    select lot, label_key as key, true as is_label from item where label is not null and label_key = any($1)
    union all select lot, report_key, false from item where report is not null and report_key = any($1)
  ) work group by lot, key`;

interface PageRow {
  readonly event: string;
  readonly log_index: string;
  /** Rows that were looked at, one more than wanted if there are so many. */
  readonly seen: string;
}

export const createWorkStore = (manager: EntityManager): WorkStore => ({
  page: async (lot, { after, limit }, keys) => {
    const rows = await manager.query<PageRow[]>(PAGE, [lot, after, keys ?? null, limit + 1, limit]);
    const last = rows.at(-1);
    const hasMore = last !== undefined && Number(last.seen) > rows.length;
    return { events: rows.map(({ event }) => event), ...(hasMore && { next: Number(last.log_index) }) };
  },
  countsBy: async (keys) => {
    const rows = await manager.query<Record<keyof Progress, string>[]>(COUNTS, [[...keys]]);
    return rows.map(({ lot, key, labeled, reported }) => ({ lot, key, labeled: Number(labeled), reported: Number(reported) }));
  },
});
