import type { EntityManager } from 'typeorm';

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
