import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table whose rows are still coming in has no registration yet, and nobody knows how many there will be. */
export class Drafts1764100005000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('alter table dataset alter event drop not null, alter row_count drop not null');
    await queries.query('alter table dataset add begun_at bigint');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('delete from dataset where event is null');
    await queries.query('alter table dataset drop begun_at');
    await queries.query('alter table dataset alter event set not null, alter row_count set not null');
  }
}
