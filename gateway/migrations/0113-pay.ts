import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Appeals against what was withheld of pay, by its event: one each, and one decision. */
export class Pay1765100000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      'create table pay_appeal (withholding text primary key, lot uuid not null, event text not null unique, decision text unique)',
    );
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table pay_appeal');
  }
}
