import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The log: its state under an epoch, tiles, entry bundles, events, chains, documents, checkpoints and cosignatures. */
export class Log1764000000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table log_state (
      only_row boolean primary key default true check (only_row), epoch bigint not null, size bigint not null, frontier text not null)`);
    await queries.query(`insert into log_state (epoch, size, frontier) values (0, 0, '{"size":0,"hashes":[]}')`);
    await queries.query(`create table log_bundle (index bigint primary key, bytes bytea not null)`);
    await queries.query(`create table log_tile (level smallint, index bigint, bytes bytea not null, primary key (level, index))`);
    await queries.query(`create table event (
      id text primary key, log_index bigint not null unique, key text not null, seq bigint not null, type text not null, org uuid not null,
      subject uuid not null, signed text not null, salt text, logged_at bigint not null, unique (key, seq))`);
    await queries.query(`create index on event (subject, log_index)`);
    await queries.query(`create table chain (key text primary key, seq bigint not null, id text not null)`);
    await queries.query(`create table document (
      event text not null references event (id) deferrable initially deferred, kind text not null, opening text not null,
      primary key (event, kind))`);
    await queries.query(`create table checkpoint (
      size bigint primary key, root text not null, epoch bigint not null, made_at bigint not null, note text,
      witnessed boolean not null default false)`);
    await queries.query(`create index on checkpoint (size) where witnessed`);
    await queries.query(`create table cosignature (
      size bigint not null references checkpoint (size), cosigner text not null, time bigint not null, line text not null,
      first_time bigint not null, first_line text not null, primary key (size, cosigner))`);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['cosignature', 'checkpoint', 'document', 'chain', 'event', 'log_tile', 'log_bundle', 'log_state'])
      await queries.query(`drop table ${table}`);
  }
}
