import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The own copy of the log, what is known of it, what the witness signed, and alarms. JSON lies in text: PostgreSQL's JSON refuses U+0000. */
export class Ledger1764100000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table ledger_entry (index bigint primary key, bytes bytea not null)');
    await queries.query('create table ledger_state (one boolean primary key default true check (one), state text not null)');
    await queries.query(
      `create table witness_state (one boolean primary key default true check (one),
        size bigint not null, root text not null, note text not null)`,
    );
    await queries.query('create table alarm (id text primary key, record text not null)');
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['alarm', 'witness_state', 'ledger_state', 'ledger_entry']) await queries.query(`drop table ${table}`);
  }
}
