import type { EntityManager } from 'typeorm';

export interface PaidWork {
  readonly lot: string;
  /** Id of its event. */
  readonly event: string;
}

/** Own work on items of which some counts, with what it replaced: a newer version says nothing without the first. */
const PAGE = `with own as (
    select distinct item_work.lot, item_work.event, item_work.log_index from item join item_work on item_work.item = item.id
    where item_work.key = any($1) and ($2::uuid is null or item.lot < $2)
      and (item.label_key = any($1) and item.label is not null or item.report_key = any($1) and item.report is not null)
  ), lots as (
    select lot, sum(count(*)) over (order by lot desc) as sum, row_number() over (order by lot desc) as rank from own group by lot
  )
  select lot, event, (select max(rank) from lots) as lots, rank from own join lots using (lot)
  where rank = 1 or sum <= $3 order by lot desc, log_index`;

export interface PaidPage {
  readonly work: readonly PaidWork[];
  /** The last lot, where there are more. */
  readonly next?: string;
}

/** Work of these keys by lots, the newest first, behind the lot `after`: whole lots, as many as fit, at least one. */
export const readPaidWork = async (
  manager: EntityManager,
  keys: readonly string[],
  { after, most }: { readonly after?: string | undefined; readonly most: number },
): Promise<PaidPage> => {
  const rows = await manager.query<{ lot: string; event: string; lots: string; rank: string }[]>(PAGE, [[...keys], after ?? null, most]);
  const last = rows.at(-1);
  const hasMore = last !== undefined && Number(last.rank) < Number(last.lots);
  return { work: rows.map(({ lot, event }) => ({ lot, event })), ...(hasMore && { next: last.lot }) };
};
