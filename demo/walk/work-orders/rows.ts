import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { hotlinePlan } from '../../hotline/plan.ts';
import { HOTLINE } from '../../hotline/table.ts';
import { workOrders, type WorkOrder } from '../../hotline/work-orders.ts';
import type { Walk } from '../walk.ts';

/** Rows that a connector shows at a time. */
const MOST_SHOWN = 50;

/** The first rows of the derivative as its officer may read them: column -> delivered cell. */
export const readDerivative = async (walk: Walk, count: number): Promise<ReadonlyMap<string, string>[]> => {
  const { grading } = (await walk.as('su.heng')).person;
  const read: ReadonlyMap<string, string>[] = [];
  while (read.length < count) {
    const wanted = Array.from({ length: Math.min(MOST_SHOWN, count - read.length) }, (_, at) => read.length + at);
    const { columns, rows } = valueOf(await grading.showRows(walk.facts.workOrders.dataset, wanted));
    read.push(...rows.map(({ cells }) => new Map(columns.map((column, at) => [column, cells[at] ?? '']))));
  }
  return read;
};

/** What the bureau's own table says of who called. */
export const IDENTIFIERS = ['order_id', 'caller', 'id_number', 'mobile', 'landline', 'email', 'address'] as const;
type Identifier = (typeof IDENTIFIERS)[number];

const identifiersOf = (order: WorkOrder, columns: readonly Identifier[]): string[] =>
  columns.map((column) => order[column]).filter((cell) => cell !== '');

const allOrders = (): WorkOrder[] => [...workOrders(HOTLINE.seed, HOTLINE.rows)];

/** Row by row, in the table's order, what these columns say. */
export const sourceIdentifiers = (columns: readonly Identifier[] = IDENTIFIERS): string[][] =>
  allOrders().map((order) => identifiersOf(order, columns));

const classOf = ({ district, category }: WorkOrder): string => `${district} ${category}`;

/** What the rows of the derivative must not hold, in its order: rows of small classes are not in it. */
export const derivativeIdentifiers = (): string[][] => {
  const classes = Map.groupBy(allOrders(), classOf);
  const { minimumClass = 0 } = hotlinePlan('');
  return allOrders()
    .filter((order) => (classes.get(classOf(order))?.length ?? 0) >= minimumClass)
    .map((order) => identifiersOf(order, IDENTIFIERS));
};
