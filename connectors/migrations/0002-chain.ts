import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The own chain of events: a place is taken once, by one event, for ever. */
export class Chain1764100001000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      `create table chain_event (
        seq bigint primary key,
        id text not null unique,
        signed text not null,
        documents text not null,
        signed_at bigint not null,
        state text not null default 'pending' check (state in ('pending', 'acknowledged', 'included', 'refused')),
        log_index bigint,
        receipt text,
        refusal text
      )`,
    );
    await queries.query(`create index on chain_event (seq) where state in ('pending', 'acknowledged')`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table chain_event');
  }
}
