import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the author of a label that was found to be a defect made of it: once. */
export class Reworks1765400000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table rework (label text primary key, lot uuid not null, event text not null)');
    await queries.query('create index rework_lot on rework (lot)');
    await queries.query('create index verdict_author on verdict (author) where defect');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop index verdict_author');
    await queries.query('drop table rework');
  }
}
