import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each de-identified derivative was made; with the key, the way back from a delivered text to its source can be made again. */
export class Derivations1764300000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table derivation (
      dataset uuid primary key, source uuid not null, command text not null, plan text not null, key bytea not null, report text)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop table derivation`);
  }
}
