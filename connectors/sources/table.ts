import * as path from 'node:path';
import { fail } from '../errors.ts';
import { openDelimited } from './delimited.ts';
import type { SourceEncoding } from './encoding.ts';
import { openJsonLines } from './json-lines.ts';
import { LONGEST_NAME, MOST_COLUMNS, type SourceLimits } from './limits.ts';
import { readPieces, type Piece } from './pieces.ts';
import type { Heading, RaggedRow } from './rows.ts';

export type TableFormat = 'tsv' | 'csv' | 'jsonl';

const FORMATS: Readonly<Record<string, TableFormat>> = { '.tsv': 'tsv', '.csv': 'csv', '.jsonl': 'jsonl' };

/** By the end of a file's name. */
export const formatOf = (name: string): TableFormat | undefined => FORMATS[path.extname(name).toLowerCase()];

/** A table that is being read. Every cell is the text that stands there: nothing is trimmed, and no number, date or empty cell is guessed at. */
export interface Table {
  readonly format: TableFormat;
  readonly columns: readonly string[];
  /**
   * The rows that fit the heading, in the file's order, once.
   * @throws DomainError `table-malformed`, `table-encoding-unfit`, `table-too-large`
   */
  readonly rows: AsyncIterable<readonly string[]>;
  /** Those that do not fit, of what was read so far: they are in no other place, and nobody guesses what they might mean. */
  ragged(): RaggedRows;
}

export interface RaggedRows {
  readonly count: number;
  /** The first ones. */
  readonly first: readonly RaggedRow[];
}

const MOST_SHOWN = 20;

const OPEN: Readonly<Record<TableFormat, (pieces: AsyncIterable<Piece>) => Promise<Heading>>> = {
  tsv: (pieces) => openDelimited(pieces, '\t'),
  csv: (pieces) => openDelimited(pieces, ','),
  jsonl: openJsonLines,
};

const checkColumns = (columns: readonly string[]): void => {
  if (columns.length === 0) fail('table-columns-unfit', { reason: 'no column' });
  if (columns.length > MOST_COLUMNS) fail('table-too-large', { columns: columns.length, most: MOST_COLUMNS });
  columns.forEach((name, column) => {
    if (name.trim() === '') fail('table-columns-unfit', { column, reason: 'no name' });
    if (name.length > LONGEST_NAME) fail('table-columns-unfit', { column, reason: `longer than ${LONGEST_NAME} characters` });
    if (columns.indexOf(name) !== column) fail('table-columns-unfit', { column, name, reason: 'stands twice' });
  });
};

export interface TableOptions {
  readonly format: TableFormat;
  /** Of a file without a byte order mark; UTF-8 unless told. */
  readonly encoding?: SourceEncoding | undefined;
  readonly limits: Pick<SourceLimits, 'rows'>;
}

/**
 * Begins to read the untrusted bytes of a table.
 * @throws DomainError `table-columns-unfit` and whatever the heading can already show; see `Table.rows`
 */
export const openTable = async (source: AsyncIterable<Uint8Array>, { format, encoding, limits }: TableOptions): Promise<Table> => {
  const { columns, rows } = await OPEN[format](readPieces(source, encoding));
  checkColumns(columns);
  const first: RaggedRow[] = [];
  let [count, ragged] = [0, 0];
  async function* fitting(): AsyncGenerator<readonly string[]> {
    for await (const row of rows) {
      count++;
      if (count > limits.rows) fail('table-too-large', { rows: count, most: limits.rows, setting: 'SOURCE_ROWS' });
      if ('cells' in row) yield row.cells;
      else {
        ragged++;
        if (first.length < MOST_SHOWN) first.push(row.ragged);
      }
    }
  }
  return { format, columns, rows: fitting(), ragged: () => ({ count: ragged, first }) };
};
