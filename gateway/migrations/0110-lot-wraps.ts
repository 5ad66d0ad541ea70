import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of closed sealed lots, each for one reviewer. */
export class LotWraps1764800000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      'create table lot_wrap (lot uuid not null, recipient text not null, wrap text not null, primary key (lot, recipient))',
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table lot_wrap');
  }
}
