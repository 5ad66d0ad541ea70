import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items of drawn samples of sealed lots and their key, for the reviewers who inspect them. */
export class Samples1765300000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table sample_item (lot uuid not null, item uuid not null, sealed text not null, primary key (lot, item))');
    await queries.query(
      'create table sample_wrap (lot uuid not null, recipient text not null, wrap text not null, primary key (lot, recipient))',
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table sample_wrap');
    await queries.query('drop table sample_item');
  }
}
