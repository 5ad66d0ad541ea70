import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is still to be labeled is asked for with each label; without this every label of the lots would be read each time. */
export class UndoneItems1764400000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create index item_undone on item (lot, position) where label is null and report is null`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop index item_undone`);
  }
}
