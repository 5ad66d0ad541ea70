import type { EntityManager } from 'typeorm';
import { moveUp } from '../lots/late-places.ts';
import { dropLate, putLate } from './late-work.ts';
import { change, END_LEASE, HAS_ROOM, IS_FREE, IS_NEW, IS_OPEN, parametersOf, settingOf, type NewWork, type WorkKind } from './new-work.ts';

/** The place of an item that concerns the asking key, as it stands when its work is refused: its own, else one that is not done. */
export interface ItemStanding {
  readonly delivered: boolean;
  readonly label?: string;
  readonly labelKey?: string;
  readonly revision?: number;
  readonly report?: string;
  readonly leaseUntil?: number;
  /** The person's lease on a place ran out, and she has not worked on the item. */
  readonly isLate: boolean;
  /** Late work of the whole lot. */
  readonly late: number;
  /** Events of the asking key about it. */
  readonly work: number;
}

/** The place that the person holds, else the first that nobody does. */
const PLACE = `(select place from item where ${IS_OPEN} and ${IS_FREE}
  order by coalesce(lease_key = any($6), false) desc, place limit 1 for update)`;
const TAKES_FIRST = `${IS_OPEN} and ${IS_FREE} and place = ${PLACE} and ${IS_NEW} and ${HAS_ROOM}`;

/** Whose lease had run out is remembered by the place that somebody else takes: her own work may come yet. */
const REMEMBERS = 'lapsed = case when lease_key <> all(lapsed || $6) then lapsed || lease_key else lapsed end';
const first = (kind: WorkKind): string => `update item set ${settingOf(kind)}, ${REMEMBERS}, ${END_LEASE} where ${TAKES_FIRST}`;
const FIRST = { label: first('label'), report: first('report') };
const NEXT = `update item set label = $3, label_revision = label_revision + 1
  where id = $1 and lot = $2 and label_key = $4 and label_revision = $5 and label = any($6) and ${HAS_ROOM}`;
const REVERT = `update item set label = $3, label_key = case when $3::text is null then null else label_key end,
    label_revision = case when $3::text is null then null else label_revision - 1 end
  where id = $1 and lot = $4 and label = $2`;
const KEEP = 'insert into item_work (event, item, lot, key, log_index) values ($1, $2, $3, $4, $5)';

const keep = async (manager: EntityManager, { event, item, lot, key, index }: NewWork): Promise<true> => {
  await manager.query(KEEP, [event, item, lot, key, index]);
  return true;
};

const takes = async (manager: EntityManager, kind: WorkKind, work: NewWork): Promise<boolean> =>
  (await change(manager, FIRST[kind], parametersOf(work))) || (await putLate(manager, kind, work));

/** Each writes the work if the item takes it at this moment, and says so; they run in the transaction that logs the event. */
export const putFirst = async (manager: EntityManager, kind: WorkKind, work: NewWork): Promise<boolean> =>
  (await takes(manager, kind, work)) && (await keep(manager, work));

/** @param replaced ids that the event refers to: the label that counts must be among them */
export const putNextLabel = async (
  manager: EntityManager,
  work: NewWork,
  { revision, replaced }: { readonly revision: number; readonly replaced: readonly string[] },
): Promise<boolean> =>
  (await change(manager, NEXT, [...parametersOf(work).slice(0, 4), revision - 1, replaced])) && (await keep(manager, work));

/** A label that its owner cannot open, and the one that it had replaced. */
export interface UnreadLabel {
  readonly item: string;
  readonly lot: string;
  readonly label: string;
  readonly before?: string | undefined;
  /** Milliseconds. */
  readonly now: number;
}

/** Takes back a label that its owner cannot open: what it had replaced counts again. @returns false where another label counts */
export const revertLabel = async (manager: EntityManager, unread: UnreadLabel): Promise<boolean> => {
  const { item, lot, label, before, now } = unread;
  if (before === undefined && (await dropLate(manager, unread))) return true;
  if (!(await change(manager, REVERT, [item, label, before ?? null, lot]))) return false;
  await moveUp(manager, lot, now);
  return true;
};

interface Row {
  readonly delivered: boolean;
  readonly label: string | null;
  readonly label_key: string | null;
  readonly label_revision: number | null;
  readonly report: string | null;
  readonly lease_until: string | null;
  readonly is_late: boolean;
  readonly late: string;
  readonly work: string;
}

const STANDING = `select delivered, label, label_key, label_revision, report, lease_until,
    (select bool_or(lapsed && $3) and not coalesce(bool_or(label_key = any($3) or report_key = any($3)), false) from item where id = $1) as is_late,
    (select count(*) from item other where other.lot = item.lot and other.late) as late,
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
      isLate: row.is_late,
      late: Number(row.late),
      work: Number(row.work),
      ...(row.label !== null && { label: row.label }),
      ...(row.label_key !== null && { labelKey: row.label_key }),
      ...(row.label_revision !== null && { revision: row.label_revision }),
      ...(row.report !== null && { report: row.report }),
      ...(row.lease_until !== null && { leaseUntil: Number(row.lease_until) }),
    }
  );
};
