import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { HOTLINE } from '../../hotline/table.ts';
import { WORK_ORDERS } from '../../space/hotline-project.ts';
import { refusalOf, type Walk } from '../walk.ts';
import { MATRIX, projectTerms } from './terms.ts';

/** Registered raw and graded g4: these rows do not leave their connector, however a project is to deliver them. */
export const register = async (walk: Walk): Promise<void> => {
  const { workOrders, refusals } = walk.facts;
  const { person, client } = await walk.as('gu.yun');
  const { owner } = person;
  const { grading } = (await walk.as('su.heng')).person;
  const { dataset, answer } = await owner.register({ source: HOTLINE.source, title: WORK_ORDERS.title, withhold: [] });
  valueOf(answer);
  workOrders.raw = dataset;
  const level = walk.breaks('raw-work-orders-never-leave') ? 'g3' : 'g4';
  await grading.grade({ dataset, level, reasons: ['personal-information', 'combination-raises'], matrix: MATRIX });
  await client.ledger().until((state) => state.datasets.get(dataset)?.grading, 30_000);
  const early = await refusalOf(() => owner.openProject({ ...projectTerms, dataset, delivery: 'sealed' }));
  refusals.set('project over raw work orders', early ?? 'none');
};
