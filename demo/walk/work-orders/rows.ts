import { valueOf } from '../../../console/src/space/acts/owner.ts';
import { HOTLINE } from '../../hotline/table.ts';
import { workOrders } from '../../hotline/work-orders.ts';
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

/** Row by row, in the table's order, what these columns say. */
export const sourceIdentifiers = (columns: readonly Identifier[] = IDENTIFIERS): string[][] =>
  [...workOrders(HOTLINE.seed, HOTLINE.rows)].map((order) => columns.map((column) => order[column]).filter((cell) => cell !== ''));
