import type { PayLine } from './line.ts';

const COLUMNS = ['lot', 'item', 'work', 'kind', 'amount', 'due', 'atRisk', 'withheld', 'state', 'rule', 'until', 'because'] as const;

/** Ids, words of closed lists and integers only, so that no cell needs quotes and no spreadsheet takes one for a formula. */
const cellOf = (value: string | number | readonly string[] | undefined): string =>
  typeof value === 'object' ? value.join(' ') : String(value ?? '');

/** RFC 4180: a heading and a line for each work; fen, and milliseconds since 1970 in `until`; ids in `because` are parted by blanks. */
export const toPayCsv = (lines: readonly PayLine[]): string =>
  [COLUMNS.join(','), ...lines.map((line) => COLUMNS.map((column) => cellOf(line[column])).join(','))].map((row) => `${row}\r\n`).join('');
