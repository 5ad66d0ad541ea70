import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What describes a release's data; those that came before have none. */
export class Croissant1765000000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('alter table release_file add column croissant bytea');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('alter table release_file drop column croissant');
  }
}
