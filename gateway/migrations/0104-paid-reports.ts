import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports are looked up by their author, who is paid for them. */
export class PaidReports1764300000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`create index item_report_key on item (report_key) where report is not null`);
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query(`drop index item_report_key`);
  }
}
