import { CsvError, parse, type InfoRecord, type Options } from 'csv-parse/sync';
import { fail } from '../errors.ts';

/** Every cell is the text that stands there: nothing is trimmed, and no number, date or empty cell is guessed at. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export type TableFormat = 'tsv' | 'csv';

const DELIMITERS: Readonly<Record<TableFormat, string>> = { tsv: '\t', csv: ',' };

/** Limits of one table; what is larger has to be split by its owner. */
export const TABLE_LIMITS = { bytes: 64 * 1024 * 1024, rows: 200_000, columns: 200, name: 200 } as const;

interface RawRecord {
  readonly record: readonly string[];
  readonly info: InfoRecord;
}

const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    return fail('table-not-utf8', {}, { cause });
  }
};

/** RFC 4180 quoting for both formats, LF or CRLF; the decoder has taken a byte order mark away. */
const readRecords = (text: string, format: TableFormat): readonly RawRecord[] => {
  try {
    const options = {
      delimiter: DELIMITERS[format],
      record_delimiter: ['\r\n', '\n'],
      info: true,
      relax_column_count: true,
    } satisfies Options;
    return parse(text, options) as unknown as readonly RawRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return fail('table-malformed', { line: error['lines'], reason: error.code }, { cause: error });
  }
};

const checkColumns = (columns: readonly string[]): void => {
  if (columns.length > TABLE_LIMITS.columns) fail('table-too-large', { columns: columns.length, most: TABLE_LIMITS.columns });
  columns.forEach((name, at) => {
    if (name.trim() === '') fail('table-columns-unfit', { column: at, reason: 'no name' });
    if (name.length > TABLE_LIMITS.name) fail('table-columns-unfit', { column: at, reason: `longer than ${TABLE_LIMITS.name} characters` });
    if (columns.indexOf(name) !== at) fail('table-columns-unfit', { column: at, name, reason: 'stands twice' });
  });
};

/**
 * Untrusted bytes of a table whose first line names the columns.
 * @throws DomainError `table-too-large`, `table-not-utf8`, `table-malformed`, `table-columns-unfit`; `table-ragged` with the line and the
 * cell counts of the first row that has more or fewer cells than the heading, and the number of such rows
 */
export const parseTable = (bytes: Uint8Array, format: TableFormat): Table => {
  if (bytes.length > TABLE_LIMITS.bytes) fail('table-too-large', { bytes: bytes.length, most: TABLE_LIMITS.bytes });
  const text = decode(bytes);
  if (text.includes('\0')) fail('table-malformed', { reason: 'holds a NUL character' });
  const [heading, ...records] = readRecords(text, format);
  const columns = heading?.record ?? fail('table-columns-unfit', { reason: 'no heading' });
  checkColumns(columns);
  if (records.length > TABLE_LIMITS.rows) fail('table-too-large', { rows: records.length, most: TABLE_LIMITS.rows });
  const ragged = records.filter(({ record }) => record.length !== columns.length);
  const [first] = ragged;
  if (first !== undefined)
    fail('table-ragged', { line: first.info.lines, cells: first.record.length, expected: columns.length, ragged: ragged.length });
  return { columns, rows: records.map(({ record }) => record) };
};
