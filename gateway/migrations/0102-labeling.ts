import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Items of lots with what was delivered, who holds them and what counts of them; every label and report; files of releases. */
export class Labeling1764100200000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table item (
      id uuid primary key, lot uuid not null, position integer not null, commitment text not null,
      opening text, row_index integer, row_evidence text,
      lease_key text, lease_until bigint,
      label text, label_key text, label_revision integer, report text, report_key text,
      unique (lot, position), unique (lot, row_index), check (label is null or report is null))`);
    await queries.query(`create index on item (label_key) where label is not null`);
    await queries.query(`create index on item (lease_key) where lease_key is not null`);
    await queries.query(`create table item_work (
      event text primary key, item uuid not null references item (id), lot uuid not null, key text not null, log_index bigint not null unique)`);
    await queries.query(`create index on item_work (lot, key, log_index)`);
    await queries.query(`create index on item_work (item, log_index)`);
    await queries.query(`create table release_file (release uuid primary key, manifest text not null, data bytea not null)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['release_file', 'item_work', 'item']) await queries.query(`drop table ${table}`);
  }
}
