import type { MigrationInterface, QueryRunner } from 'typeorm';
import { takeItem } from './0107-overlap.ts';

/** Whose lease had run out when somebody else takes the place. */
const LAPSED = `case when lease_key <> all(lapsed || $3) then lapsed || lease_key else lapsed end`;

/**
 * A place remembers whose lease ran out or was taken over (`lapsed`): what she did is counted though somebody else was quicker. An item may then
 * have one place more, which is never without work (`late`). Whose lease was taken over by late work is waited for as long as her lease would
 * have lasted (`owed_until`, milliseconds).
 */
export class LateWork1764600000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`alter table item add column late boolean not null default false check (not late or coalesce(label, report) is not null),
      add column lapsed text[] not null default '{}', add column owed_until bigint`);
    await queries.query('create index item_late on item (lot) where late or owed_until is not null');
    await queries.query(takeItem(`, lapsed = ${LAPSED}`));
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(takeItem());
    await queries.query('delete from item where late');
    for (const column of ['late', 'lapsed', 'owed_until']) await queries.query(`alter table item drop column ${column}`);
  }
}
