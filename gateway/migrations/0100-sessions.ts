import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in: what the identity provider keeps, sign-ins under way, sessions, wrong secrets. */
export class Sessions1764100000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create table oidc_artifact (
      kind text not null, id text not null, payload text not null, uid text, grant_id text, account text, consumed_at bigint, expires_at bigint,
      primary key (kind, id))`);
    await queries.query(`create index on oidc_artifact (kind, uid) where uid is not null`);
    await queries.query(`create index on oidc_artifact (grant_id) where grant_id is not null`);
    await queries.query(`create index on oidc_artifact (account) where account is not null`);
    await queries.query(`create index on oidc_artifact (expires_at)`);
    await queries.query(`create table sign_in (
      state_hash bytea primary key, browser_hash bytea not null, nonce text not null, verifier text not null, destination text not null,
      used boolean not null default false, expires_at bigint not null)`);
    await queries.query(`create index on sign_in (expires_at)`);
    await queries.query(
      `create table session (id_hash bytea primary key, login text not null, created_at bigint not null, expires_at bigint not null)`,
    );
    await queries.query(`create index on session (login)`);
    await queries.query(`create index on session (expires_at)`);
    await queries.query(
      `create table sign_in_failure (login_hash bytea primary key, failures integer not null, expires_at bigint not null)`,
    );
    await queries.query(`create index on sign_in_failure (expires_at)`);
  }

  async down(queries: QueryRunner): Promise<void> {
    for (const table of ['sign_in_failure', 'session', 'sign_in', 'oidc_artifact']) await queries.query(`drop table ${table}`);
  }
}
