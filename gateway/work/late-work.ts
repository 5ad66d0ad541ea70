import type { EntityManager } from 'typeorm';
import { change, COLUMNS, END_LEASE, HAS_ROOM, IS_NEW, IS_OPEN, parametersOf, settingOf, type NewWork, type WorkKind } from './new-work.ts';

const hasPlace = (how: string): string => `exists (select from item other where other.id = $1 and ${how})`;
/** Her lease on a place of the item ran out, or late work took the place. */
const IS_ENTITLED = hasPlace('other.lapsed && $6');
/** Late work of the lot, and people who are waited for because late work took their places. */
const HAS_LATE_ROOM =
  '(select count(*) from item other where other.lot = $2 and (other.late or (other.id <> $1 and other.owed_until > $5))) < $7';
const MAY_BE_LATE = `${IS_ENTITLED} and not ${hasPlace('other.late')} and ${IS_NEW} and ${HAS_ROOM} and ${HAS_LATE_ROOM}`;

/** The first valid work counts, also if it is late: the place is hers, and whoever holds it is waited for. */
const takeOver = (kind: WorkKind): string => `update item
  set ${settingOf(kind)}, ${END_LEASE}, lapsed = lapsed || lease_key, owed_until = lease_until
  where ${IS_OPEN} and ${MAY_BE_LATE} and not ${hasPlace('other.owed_until > $5')}
    and place = (select place from item where ${IS_OPEN} order by lease_until, place limit 1 for update)`;

const COPIED = 'id, lot, position, commitment, opening, row_index, row_evidence, sealed, batch, header_version';
/** All places are done: hers is one more. */
const addPlace = (kind: WorkKind): string => `insert into item (${COPIED}, place, late, ${Object.keys(COLUMNS[kind]).join(', ')})
  select ${COPIED}, (select max(place) + 1 from item where id = $1), true, ${Object.values(COLUMNS[kind]).join(', ')} from item
  where id = $1 and lot = $2 and place = 0 and delivered and ${MAY_BE_LATE}
    and not ${hasPlace('other.label is null and other.report is null')}
  returning id`;

const TAKE_OVER = { label: takeOver('label'), report: takeOver('report') };
const ADD_PLACE = { label: addPlace('label'), report: addPlace('report') };
const SETTLE = 'update item set owed_until = null where id = $1 and owed_until is not null';

/**
 * Takes work of somebody whose lease ran out, though somebody else holds the place now or was quicker.
 * @returns false where it was never hers, or where the lot pays no more late work
 */
export const putLate = async (manager: EntityManager, kind: WorkKind, work: NewWork): Promise<boolean> => {
  const parameters = [...parametersOf(work), work.late];
  if (await change(manager, TAKE_OVER[kind], parameters)) return true;
  const added = await manager.query<unknown[]>(ADD_PLACE[kind], parameters);
  if (added.length === 1) await manager.query(SETTLE, [work.item]);
  return added.length === 1;
};

const WORK = 'label, label_key, label_revision, report, report_key';
const FREE_PLACE = '(select min(place) from item where id = $1 and label is null and report is null)';
const MOVE_UP = `with late as (delete from item where id = $1 and late and ${FREE_PLACE} is not null returning ${WORK})
  update item set (${WORK}) = (late.label, late.label_key, late.label_revision, late.report, late.report_key), ${END_LEASE}
  from late where item.id = $1 and item.place = ${FREE_PLACE}`;

/** Late work of an item whose place became free is late no more. */
export const moveUp = async (manager: EntityManager, item: string): Promise<void> => {
  await manager.query(MOVE_UP, [item]);
};

const DROP = 'delete from item where id = $1 and lot = $2 and label = $3 and late';

/** @returns false where the label is not late work that counts */
export const dropLate = async (manager: EntityManager, { item, lot, label }: Record<'item' | 'lot' | 'label', string>): Promise<boolean> =>
  await change(manager, DROP, [item, lot, label]);
