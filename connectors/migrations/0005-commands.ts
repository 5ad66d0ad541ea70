import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answered commands by the id of their event: each has one sealed answer for ever. */
export class Commands1764100004000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table command (id text primary key, answered_at bigint not null, sealed bytea not null)');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table command');
  }
}
