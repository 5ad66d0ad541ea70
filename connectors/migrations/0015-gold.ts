import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to items of a lot that its owner knew before, with what opens the commitments to them: they leave this database only for who decides about a contested figure. */
export class Gold1765000000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table gold (
      lot uuid not null references lot (id) on delete cascade, item uuid not null, item_salt text not null, answer_salt text not null,
      answer text not null, primary key (lot, item))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table gold');
  }
}
