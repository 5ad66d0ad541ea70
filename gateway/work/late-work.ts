import type { EntityManager } from 'typeorm';
import { change, COLUMNS, HAS_ROOM, hasPlace, IS_NEW, type NewWork, type WorkKind } from './new-work.ts';

/** Her lease on a place of the item ran out, and somebody else took the place. */
const IS_ENTITLED = hasPlace('other.lapsed && $6');
const HAS_LATE_ROOM = '(select count(*) from item other where other.lot = $2 and other.late) < $5';
const MAY_BE_LATE = `${IS_ENTITLED} and not ${hasPlace('other.late')} and ${IS_NEW} and ${HAS_ROOM} and ${HAS_LATE_ROOM}`;

const COPIED = 'id, lot, position, commitment, opening, row_index, row_evidence, sealed, batch, header_version';
const ADD_PLACE = (kind: WorkKind): string => `insert into item (${COPIED}, place, late, ${Object.keys(COLUMNS[kind]).join(', ')})
  select ${COPIED}, (select max(place) + 1 from item where id = $1), true, ${Object.values(COLUMNS[kind]).join(', ')} from item
  where id = $1 and lot = $2 and delivered and ${MAY_BE_LATE} order by header_version desc nulls last, place limit 1
  returning id`;

/**
 * Takes work of somebody whose lease ran out, though all places are done or held by others: these are left to whoever holds them.
 * @returns false where it was never hers, or where the lot pays no more late work
 */
export const putLate = async (manager: EntityManager, kind: WorkKind, work: NewWork): Promise<boolean> => {
  const { item, lot, event, key, late, ownKeys } = work;
  const added = await manager.query<unknown[]>(ADD_PLACE(kind), [item, lot, event, key, late, ownKeys]);
  return added.length === 1;
};

const DROP = 'delete from item where id = $1 and lot = $2 and label = $3 and late';

/** @returns false where the label is not late work that counts */
export const dropLate = async (manager: EntityManager, { item, lot, label }: Record<'item' | 'lot' | 'label', string>): Promise<boolean> =>
  await change(manager, DROP, [item, lot, label]);
