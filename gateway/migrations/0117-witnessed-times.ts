import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a quorum's lines on a checkpoint say about time, in milliseconds; of those that had one before nothing is known here. */
export class WitnessedTimes1765500000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('alter table checkpoint add column witnessed_time bigint, add column witnessed_by bigint');
    await queries.query('create index checkpoint_timed on checkpoint (size) where witnessed_time is not null');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop index checkpoint_timed');
    await queries.query('alter table checkpoint drop column witnessed_time, drop column witnessed_by');
  }
}
