import { CsvError, parse, type Options } from 'csv-parse';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail } from '../errors.ts';
import { LONGEST_LINE } from './limits.ts';
import type { Piece } from './pieces.ts';
import type { Heading, ReadRow } from './rows.ts';

const [QUOTE, CR, LF] = [0x22, 0x0d, 0x0a];

const countBytes = (bytes: Buffer, byte: number): number => {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
};

/**
 * A carriage return ends no line by itself, and stands in no cell without quotes (RFC 4180, 2). What is quoted follows from the number of
 * quotes before it: the parser behind refuses every other use of a quote.
 */
const createCarriageReturnCheck = () => {
  let isQuoted = false;
  return ({ bytes, line }: Piece): void => {
    let from = 0;
    const pass = (to: number): void => {
      if (countBytes(bytes.subarray(from, to), QUOTE) % 2 === 1) isQuoted = !isQuoted;
      from = to;
    };
    for (let at = bytes.indexOf(CR); at >= 0; at = bytes.indexOf(CR, at + 1)) {
      if (bytes[at + 1] === LF) continue;
      pass(at);
      if (!isQuoted)
        fail('table-malformed', {
          line: line + countBytes(bytes.subarray(0, at), LF),
          reason: 'a carriage return outside quotes without a line feed',
        });
    }
    pass(bytes.length);
  };
};

async function* checked(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  const check = createCarriageReturnCheck();
  for await (const piece of pieces) {
    check(piece);
    yield piece.bytes;
  }
}

/** Lines that a row takes. */
const countLines = (cells: readonly string[]): number => {
  let count = 1;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
};

const refuse = (cause: unknown, line: number): never => {
  if (!(cause instanceof CsvError)) throw cause;
  if (cause.code !== 'CSV_MAX_RECORD_SIZE') return fail('table-malformed', { line, reason: cause.code }, { cause });
  return fail('table-too-large', { line, reason: 'a row is too long, or its quote is never closed', most: LONGEST_LINE }, { cause });
};

interface ReadRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows with the line on which each begins; nothing is trimmed or converted. */
async function* readRecords(pieces: AsyncIterable<Piece>, delimiter: string): AsyncGenerator<ReadRecord> {
  // Counted here: the parser takes a CR LF in quotes for two lines.
  let line = 1;
  const place = (cells: readonly string[]): ReadRecord => {
    const begins = line;
    line += countLines(cells);
    return { line: begins, cells };
  };
  const options = {
    delimiter,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    max_record_size: LONGEST_LINE,
    on_record: place as unknown as NonNullable<Options['on_record']>,
  } satisfies Options;
  const parser = parse(options);
  const done = pipeline(Readable.from(checked(pieces), { highWaterMark: 1 }), parser).catch(() => undefined);
  try {
    yield* parser as unknown as AsyncIterable<ReadRecord>;
  } catch (error) {
    refuse(error, line);
  } finally {
    parser.destroy();
    await done;
  }
}

/**
 * CSV or TSV: RFC 4180 quoting, LF or CR LF, the first row names the columns.
 * @throws DomainError `table-malformed` and `table-too-large` with the line of the row, `table-columns-unfit` without a heading
 */
export const openDelimited = async (pieces: AsyncIterable<Piece>, delimiter: string): Promise<Heading> => {
  const records = readRecords(pieces, delimiter);
  const first = await records.next();
  if (first.done === true) return fail('table-columns-unfit', { reason: 'no heading' });
  const columns = first.value.cells;
  async function* rows(): AsyncGenerator<ReadRow> {
    for await (const { line, cells } of records)
      yield cells.length === columns.length ? { cells } : { ragged: { line, cells: cells.length } };
  }
  return { columns, rows: rows() };
};
