import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Taking1764300100000 } from './0105-taking.ts';
import { UndoneItems1764400000000 } from './0106-undone-items.ts';

const IS_UNDONE = 'delivered and label is null and report is null';
const IS_OWN = 'lease_key = any($3)';
const IS_FREE = '(lease_key is null or lease_until <= $4)';
const IS_WANTED = 'id <> all($7)';
/** Open, or its batch's key was sealed for the holder. */
const IS_READABLE = '(batch is null or exists (select from batch_wrap where batch_wrap.batch = item.batch and recipient = $8))';
const hasPlace = (how: string): string =>
  `exists (select from item other where other.id = item.id and other.place <> item.place and (${how}))`;
const IS_WORKED_ON = hasPlace('other.label_key = any($3) or other.report_key = any($3)');
/** Nobody gets an item twice: neither while she holds another of its places nor once she has worked on it. */
const IS_NEW = `not ${IS_WORKED_ON} and not ${hasPlace('other.lease_key = any($3)')}`;
const WHERE = `lot = $1 and ${IS_UNDONE} and ${IS_WANTED} and ${IS_READABLE}`;

/**
 * Own lease first, else the first free place: every item's first before any item's second. The update asks once more, since the row may have
 * changed hands while it was waited for.
 * @param wait what to do with rows that others are taking at this moment
 * @param more columns that are set with the lease
 */
const take = (wait: 'skip locked' | '', more: string): string => `with own as (
    select id, place from item where ${WHERE} and ${IS_OWN} and lease_until > $4 and not ${IS_WORKED_ON} order by place, position limit 1
  ), free as (
    select id, place from item where ${WHERE} and ${IS_FREE} and ${IS_NEW} and not exists (select from own)
    order by place, position limit 1 for update ${wait}
  )
  update item set lease_key = $5, lease_until = $6${more}
  where (id, place) = (select id, place from own union all select id, place from free limit 1)
    and ${IS_UNDONE} and (${IS_OWN} or ${IS_FREE}) returning item.*`;

/** As migration 0105 says, by places. `sets`: what is set with the lease; `first`: what is done before. */
export const takeItem = ({
  sets = '',
  first = '',
}: {
  readonly sets?: string;
  readonly first?: string;
} = {}): string => `create or replace function take_item(uuid, uuid, text[], bigint, text, bigint, uuid[], text) returns setof item language plpgsql as $take$
  begin
    perform pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0));
    ${first}
    return query ${take('skip locked', sets)};
    if not found then return query ${take('', sets)}; end if;
  end $take$`;

/** A row is a place for one person's work on an item: an item has as many places as its lot asks for people. */
export class Overlap1764500000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('drop function take_item');
    await queries.query('drop index item_undone');
    await queries.query('alter table item_work drop constraint item_work_item_fkey');
    await queries.query(`alter table item add column place smallint not null default 0,
      drop constraint item_pkey, add primary key (id, place),
      drop constraint item_lot_position_key, add unique (lot, place, position),
      drop constraint item_lot_row_index_key, add unique (lot, row_index, place)`);
    await queries.query('create index item_undone on item (lot, place, position) where label is null and report is null');
    await queries.query(takeItem());
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop function take_item');
    await queries.query('delete from item where place > 0');
    await queries.query(`alter table item drop constraint item_pkey, drop column place, add primary key (id),
      add unique (lot, position), add unique (lot, row_index)`);
    await queries.query('alter table item_work add foreign key (item) references item (id)');
    await new UndoneItems1764400000000().up(queries);
    await new Taking1764300100000().up(queries);
  }
}
