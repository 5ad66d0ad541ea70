import type { MigrationInterface, QueryRunner } from 'typeorm';

const IS_UNDONE = 'delivered and label is null and report is null';
const IS_OWN = 'lease_key = any($3)';
const IS_FREE = '(lease_key is null or lease_until <= $4)';
const IS_WANTED = 'id <> all($7)';
/** Open, or its batch's key was sealed for the holder. */
const IS_READABLE = '(batch is null or exists (select from batch_wrap where batch_wrap.batch = item.batch and recipient = $8))';

/**
 * Own lease first, else the first free row. The update asks once more, since the row may have changed hands while it was waited for.
 * @param wait what to do with rows that others are taking at this moment
 */
const take = (wait: 'skip locked' | ''): string => `with own as (
    select id from item where lot = $1 and ${IS_UNDONE} and ${IS_OWN} and ${IS_WANTED} and ${IS_READABLE} and lease_until > $4 order by position limit 1
  ), free as (
    select id from item where lot = $1 and ${IS_UNDONE} and ${IS_FREE} and ${IS_WANTED} and ${IS_READABLE} and not exists (select from own)
    order by position limit 1 for update ${wait}
  )
  update item set lease_key = $5, lease_until = $6
  where id = (select id from own union all select id from free limit 1) and ${IS_UNDONE} and (${IS_OWN} or ${IS_FREE}) returning item.*`;

/**
 * Taking an item is one statement to the gateway: somebody waits for each way to the database and back.
 * lot, person, own keys, now, key, until, not these, opening key -> the item's row. Two tabs of one person ask one after the other. A row
 * that was skipped may come back when its transaction fails: without waiting once, a lot could look empty that is not.
 */
const TAKE_ITEM = `create function take_item(uuid, uuid, text[], bigint, text, bigint, uuid[], text) returns setof item language plpgsql as $take$
  begin
    perform pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0));
    return query ${take('skip locked')};
    if not found then return query ${take('')}; end if;
  end $take$`;

export class Taking1764300100000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(TAKE_ITEM);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop function take_item');
  }
}
