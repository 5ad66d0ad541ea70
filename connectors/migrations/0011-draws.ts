import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this connector puts into the draw of an inspected lot's sample. */
export class Draws1764600000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table draw (
      lot uuid primary key references lot (id) on delete cascade, secret bytea not null check (length(secret) = 32), committed text, revealed text)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table draw');
  }
}
