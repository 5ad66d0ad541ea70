import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items of drawn samples of sealed lots, sealed for the reviewers who inspect them, and for whom. */
export class Samples1764900000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table sample (
      lot uuid primary key references lot (id) on delete cascade, batch uuid not null, key bytea not null, sent boolean not null default false)`);
    await queries.query(`create table sample_item (
      lot uuid not null references sample (lot) on delete cascade, position integer not null, sealed text not null, primary key (lot, position))`);
    await queries.query(`create table sample_wrap (
      lot uuid not null references sample (lot) on delete cascade, recipient text not null, primary key (lot, recipient))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table sample_wrap');
    await queries.query('drop table sample_item');
    await queries.query('drop table sample');
  }
}
