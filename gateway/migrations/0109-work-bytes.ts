import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bytes of signed work and its documents that each key has had logged on a lot: asked with each label, so it must not be summed up anew. */
export class WorkBytes1764700000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table work_bytes (lot uuid not null, key text not null, bytes bigint not null, primary key (lot, key))');
    await queries.query(`insert into work_bytes (lot, key, bytes)
      select work.lot, work.key, sum(octet_length(event.signed) + coalesce(documents.bytes, 0))
      from item_work work join event on event.id = work.event
        left join (select event, sum(octet_length(opening)) as bytes from document group by event) documents on documents.event = work.event
      group by work.lot, work.key`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table work_bytes');
  }
}
