import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items that the gateway cannot open, and the keys of their batches, each for one person. */
export class Sealing1764200000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`alter table item add column sealed text, add column batch uuid, add column header_version integer,
      add column delivered boolean not null generated always as (opening is not null or sealed is not null) stored,
      add check (opening is null or sealed is null)`);
    await queries.query(`create table batch_wrap (
      batch uuid not null, recipient text not null, lot uuid not null, wrap text not null, primary key (batch, recipient))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table batch_wrap`);
    for (const column of ['delivered', 'header_version', 'batch', 'sealed']) await queries.query(`alter table item drop column ${column}`);
  }
}
