import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lots that this connector opened, with what opens each item; and releases as they were assembled. */
export class Labeling1764100003000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      `create table lot (
        id uuid primary key,
        project uuid not null,
        dataset uuid not null references dataset (id),
        event text not null unique,
        command text not null,
        delivered boolean not null default false,
        closing text
      )`,
    );
    await queries.query(
      `create table lot_item (
        id uuid primary key,
        lot uuid not null references lot (id) on delete cascade,
        position integer not null,
        row_index integer not null,
        salt text not null,
        text text not null,
        unique (lot, position)
      )`,
    );
    await queries.query(
      `create table release (
        id uuid primary key,
        lot uuid not null,
        manifest text not null,
        manifest_hash text not null,
        data_hash text not null,
        data text not null,
        command text not null,
        uploaded boolean not null default false
      )`,
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['release', 'lot_item', 'lot']) await queries.query(`drop table ${table}`);
  }
}
