import { HOTLINE_COLUMNS, workOrders, type WorkOrder } from './work-orders.ts';

/** What the demo space's hotline has. */
export const HOTLINE = { source: 'hotline.csv', seed: 'hotline', rows: 2000 } as const;

/** RFC 4180: a cell that holds a comma, a quote or a line end stands in quotes. */
const toCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const toLine = (cells: readonly string[]): string => `${cells.map(toCell).join(',')}\r\n`;

export const HOTLINE_HEADING = toLine(HOTLINE_COLUMNS);

/** One line of CSV, ended by CR LF. */
export const toHotlineLine = (order: WorkOrder): string => toLine(HOTLINE_COLUMNS.map((column) => order[column]));

/** The whole table in CSV. */
export const writeHotlineTable = ({ seed, rows }: { readonly seed: string; readonly rows: number }): string =>
  [HOTLINE_HEADING, ...Array.from(workOrders(seed, rows), toHotlineLine)].join('');
