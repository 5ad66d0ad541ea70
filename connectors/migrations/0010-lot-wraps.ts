import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For whom the keys of closed lots are wrapped. */
export class LotWraps1764500000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table lot_wrap (
      lot uuid not null references lot (id) on delete cascade, recipient text not null, primary key (lot, recipient))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table lot_wrap');
  }
}
