import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the headers of a batch say of its data; those of batches that were sealed before say it themselves. */
export class BatchLevels1764400000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('alter table batch add column level text');
    await queries.query(`update batch set level = (
      select sealed.sealed::json #>> '{signed,header,level}' from sealed_item sealed join lot_item item on item.id = sealed.item
      where item.batch = batch.id and sealed.version = batch.version limit 1)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('alter table batch drop column level');
  }
}
