import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contested figures, what the owner sealed about them for each of the two who decide, and what they decided: each once. */
export class GoldContests1765900000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table gold_contest (event text primary key, lot uuid not null, figure text not null unique)');
    await queries.query('create index gold_contest_lot on gold_contest (lot)');
    await queries.query(
      'create table gold_box (contest text not null, key text not null, sealed bytea not null, primary key (key, contest))',
    );
    await queries.query(
      'create table gold_decision (contest text not null, key text not null, event text not null, primary key (contest, key))',
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['gold_decision', 'gold_box', 'gold_contest']) await queries.query(`drop table ${table}`);
  }
}
