import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this connector sealed about a contested figure for the two who decide, as it was signed. */
export class GoldBoxes1765000200000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table gold_opening (
      contest text primary key, lot uuid not null references lot (id) on delete cascade, event text not null, boxes text not null,
      delivered boolean not null default false)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table gold_opening');
  }
}
