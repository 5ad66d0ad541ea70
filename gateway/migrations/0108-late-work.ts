import type { MigrationInterface, QueryRunner } from 'typeorm';
import { takeItem } from './0107-overlap.ts';

/** Whose lease had run out when somebody else takes the place. */
const LAPSED = `case when lease_key <> all(lapsed || $3) then lapsed || lease_key else lapsed end`;

/** Work is moved, not copied: the row of the late place goes. lot, now -> nothing. */
const MOVE_UP = `create function move_up(uuid, bigint) returns void language sql as $move$
  with free as (
    select late.id, min(item.place) as place from item late join item on item.id = late.id
    where late.lot = $1 and late.late and item.label is null and item.report is null and (item.lease_key is null or item.lease_until <= $2)
    group by late.id
  ), moved as (
    delete from item late using free where late.id = free.id and late.late
    returning late.id, free.place, late.label, late.label_key, late.label_revision, late.report, late.report_key
  )
  update item set label = moved.label, label_key = moved.label_key, label_revision = moved.label_revision,
    report = moved.report, report_key = moved.report_key, lease_key = null, lease_until = null,
    lapsed = case when lease_key <> all(lapsed) then lapsed || lease_key else lapsed end
  from moved where item.id = moved.id and item.place = moved.place
$move$`;

/**
 * A place remembers whose lease ran out on it (`lapsed`): what she did is counted though somebody else was quicker. An item may then have one
 * place more, which is never without work (`late`).
 */
export class LateWork1764600000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`alter table item add column late boolean not null default false check (not late or coalesce(label, report) is not null),
      add column lapsed text[] not null default '{}'`);
    await queries.query('create index item_late on item (lot) where late');
    await queries.query(MOVE_UP);
    await queries.query(takeItem({ sets: `, lapsed = ${LAPSED}`, first: 'perform move_up($1, $4);' }));
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(takeItem());
    await queries.query('drop function move_up');
    await queries.query('delete from item where late');
    for (const column of ['late', 'lapsed']) await queries.query(`alter table item drop column ${column}`);
  }
}
