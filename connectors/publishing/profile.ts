import type { Table } from '../sources/table.ts';

export interface ColumnProfile {
  readonly name: string;
  /** Cells that are not empty. */
  readonly filled: number;
  /** Different texts among those. */
  readonly distinct: number;
  /** Longest text, in Unicode code points. */
  readonly longest: number;
  /** The column never leaves the connector. */
  readonly withheld: boolean;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

const countCodePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** Figures about a table; they hold none of its cells. */
export const profileTable = ({ columns, rows }: Table, withheld: readonly string[] = []): TableProfile => ({
  rows: rows.length,
  columns: columns.map((name, at) => {
    const texts = new Set<string>();
    let filled = 0;
    for (const row of rows) {
      const text = row[at] ?? '';
      if (text === '') continue;
      filled += 1;
      texts.add(text);
    }
    let longest = 0;
    for (const text of texts) longest = Math.max(longest, countCodePoints(text));
    return { name, filled, distinct: texts.size, longest, withheld: withheld.includes(name) };
  }),
});
