import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was found of a label: once. */
export class Verdicts1764900000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      'create table verdict (label text primary key, lot uuid not null, event text not null, author text not null, defect boolean not null)',
    );
    await queries.query('create index verdict_lot on verdict (lot)');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table verdict');
  }
}
