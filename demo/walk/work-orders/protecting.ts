import type { GradeRequest } from '../../../console/src/space/acts/grading.ts';
import { valueOf } from '../../../console/src/space/acts/owner.ts';
import type { ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import { hotlinePlan } from '../../hotline/plan.ts';
import { WORK_ORDERS } from '../../space/hotline-project.ts';
import { refusalOf, type Walk } from '../walk.ts';
import { derivativeIdentifiers } from './rows.ts';
import { MATRIX } from './terms.ts';

/** The bureau's plan; another one where a claim is to fail. */
const choosePlan = (walk: Walk): ProtectionPlan => {
  const plan = hotlinePlan(walk.facts.workOrders.raw);
  const keep = (name: string): ProtectionPlan => ({
    ...plan,
    columns: plan.columns.map((column) => (column.name === name ? { rule: 'keep', name, isQuasi: false } : column)),
  });
  // The same rows leave by it, and it is another plan: a column that is kept anyway says so in more words.
  if (walk.breaks('derivation-is-on-the-log')) return keep('unit');
  return walk.breaks('derivative-hides-the-caller') ? keep('order_id') : plan;
};

/** The connector makes the derivative and registers it; its rows are what can be seen of the work orders from here on. */
export const protect = async (walk: Walk): Promise<void> => {
  const { workOrders } = walk.facts;
  const { owner } = (await walk.as('gu.yun')).person;
  const { dataset, answer } = await owner.protect({ title: WORK_ORDERS.derivative, plan: choosePlan(walk) });
  workOrders.report = valueOf(answer).report;
  workOrders.dataset = dataset;
};

/** What the officer reads before she signs a looser level. */
const SPOT_CHECK = Array.from({ length: 20 }, (_, at) => 80 * at);

interface ShownRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Those in which the row's own caller can still be recognised. */
const countRecognizable = (rows: readonly ShownRow[]): number => {
  const identifiers = derivativeIdentifiers();
  return rows.filter(({ row, cells }) => identifiers[row]?.some((own) => cells.some((cell) => cell.includes(own))) ?? true).length;
};

/** Graded afresh to g3, once the officer has read rows; without that it is refused. */
export const regrade = async (walk: Walk): Promise<void> => {
  const { workOrders, refusals } = walk.facts;
  const { dataset } = workOrders;
  const { grading } = (await walk.as('su.heng')).person;
  const unread: GradeRequest = { dataset, level: 'g3', reasons: ['personal-information'], matrix: MATRIX };
  const isRead = walk.breaks('looser-level-needs-a-spot-check');
  const early = await refusalOf(() => grading.grade({ ...unread, ...(isRead && { spotCheck: { rows: SPOT_CHECK.length, findings: 0 } }) }));
  refusals.set('looser level without a spot check', early ?? 'none');
  const { rows } = valueOf(await grading.showRows(dataset, SPOT_CHECK));
  await grading.grade({ ...unread, spotCheck: { rows: rows.length, findings: countRecognizable(rows) } });
  const { client: owner } = await walk.as('gu.yun');
  await owner.ledger().until((state) => state.datasets.get(dataset)?.grading, 30_000);
};
