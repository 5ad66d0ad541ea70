import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of sealed lots and of their batches, items as they were sealed, and for whom. */
export class Sealing1764200000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`alter table lot add column secret bytea`);
    await queries.query(`create table batch (
      id uuid primary key, lot uuid not null references lot (id) on delete cascade, position integer not null,
      version integer not null, key bytea not null, sent boolean not null default false, unique (lot, position))`);
    await queries.query(`alter table lot_item add column batch uuid references batch (id)`);
    await queries.query(`create table sealed_item (
      item uuid not null references lot_item (id) on delete cascade, version integer not null, header text not null, sealed text not null,
      primary key (item, version))`);
    await queries.query(`create table batch_wrap (
      batch uuid not null references batch (id) on delete cascade, recipient text not null, primary key (batch, recipient))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table batch_wrap`);
    await queries.query(`drop table sealed_item`);
    await queries.query(`alter table lot_item drop column batch`);
    await queries.query(`drop table batch`);
    await queries.query(`alter table lot drop column secret`);
  }
}
