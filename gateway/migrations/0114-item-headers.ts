import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Headers of sealed items by their hashes: a label names the one that its author saw, also once the item is sealed anew. */
export class ItemHeaders1765200000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('create table item_header (hash text primary key, signed text not null)');
    // docs/protocols/sealing.md, "Item"; what is stored is canonical JSON, and `json` keeps its spelling.
    await queries.query(`insert into item_header (hash, signed)
      select distinct encode(sha256(convert_to('xinbiao/item-header/1' || chr(10) || (sealed::json #>> '{signed,header}'), 'UTF8')), 'hex'),
        sealed::json ->> 'signed'
      from item where sealed is not null`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table item_header');
  }
}
