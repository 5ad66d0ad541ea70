import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts: the one place where names of people stand; a row can be erased without a trace in the log. */
export class Accounts1764100100000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table account (
      login text primary key, org uuid not null, person uuid not null, key text not null, name text not null, salt text not null,
      verifier text not null, wrap text not null, unique (org, key))`);
    await queries.query(`create index on account (key)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table account`);
  }
}
