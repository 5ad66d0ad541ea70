import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Registered tables as they were committed to, with the salts that open each field; they never leave this database but item by item. */
export class Datasets1764100002000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      `create table dataset (
        id uuid primary key,
        source text not null,
        columns text not null,
        withheld text not null,
        row_count integer not null,
        event text not null unique,
        command text not null
      )`,
    );
    await queries.query(
      `create table dataset_row (
        dataset uuid not null references dataset (id) on delete cascade,
        index integer not null,
        cells text not null,
        salts bytea not null,
        leaf bytea not null,
        primary key (dataset, index)
      )`,
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table dataset_row');
    await queries.query('drop table dataset');
  }
}
