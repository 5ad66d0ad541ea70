import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person's labels of a lot compare with answers that its owner knew before, with what opens the signed commitment to it. */
export class GoldFigures1765800000000 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(
      'create table gold_figure (lot uuid not null, labeler text not null, opening text not null, primary key (labeler, lot))',
    );
    await queries.query('create index gold_figure_lot on gold_figure (lot)');
  }

  async down(queries: QueryRunner): Promise<void> {
    await queries.query('drop table gold_figure');
  }
}
