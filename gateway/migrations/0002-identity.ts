import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pin lists, enrolments, and what connectors and commands need of a relay. */
export class Identity1764000001000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table pin_list (org uuid primary key, number bigint not null, signed text not null)`);
    await queries.query(`create table enrolment (
      key text primary key, org uuid not null, request text not null, cosigner text, requested_at bigint not null)`);
    await queries.query(`create index on enrolment (org)`);
    await queries.query(`create table connector (
      key text primary key, version text not null, size bigint not null, cosigner text, seen_at bigint not null)`);
    await queries.query(`create table command (
      event text primary key, connector uuid not null, log_index bigint not null, sealed text)`);
    await queries.query(`create index on command (connector, log_index) where sealed is null`);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['command', 'connector', 'enrolment', 'pin_list']) await queries.query(`drop table ${table}`);
  }
}
