import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checkpoints that were verified, by which time is judged; times in milliseconds. Those from before are not known any more. */
export class KeptPoints1764800000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      `create table kept_point (size bigint primary key, root text not null, note text not null, time bigint not null, by bigint not null)`,
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table kept_point');
  }
}
