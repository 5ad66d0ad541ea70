import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person's labels compare with the known answers, as this connector signed it, with the salts. */
export class GoldScores1765000100000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table gold_score (
      lot uuid primary key references lot (id) on delete cascade, event text not null, figures text not null, delivered boolean not null default false)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table gold_score');
  }
}
