import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What describes a release's data; those that were assembled before have none. */
export class Croissant1764700000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('alter table release add column croissant text');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('alter table release drop column croissant');
  }
}
