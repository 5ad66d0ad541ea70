import { fail } from '../errors.ts';
import { parseJsonObject } from './json-object.ts';
import { LONGEST_LINE, LONGEST_NAME } from './limits.ts';
import type { Piece } from './pieces.ts';
import type { Heading, ReadRow } from './rows.ts';

interface ReadObject {
  readonly line: number;
  readonly members: ReadonlyMap<string, string>;
}

async function* readObjects(pieces: AsyncIterable<Piece>): AsyncGenerator<ReadObject> {
  for await (const piece of pieces) {
    const lines = piece.bytes.toString('utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    for (const [at, text] of lines.entries()) {
      const line = piece.line + at;
      if (text.length > LONGEST_LINE) fail('table-too-large', { line, reason: 'a line is too long', most: LONGEST_LINE });
      yield { line, members: parseJsonObject(text, line) };
    }
  }
}

const MOST_NAMES = 20;

/** A stranger's names, so many and so long. */
const inShort = (names: readonly string[]): readonly string[] =>
  names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST_NAME).toWellFormed());

const toRow = ({ line, members }: ReadObject, columns: readonly string[]): ReadRow => {
  const cells = columns.map((name) => members.get(name));
  const missing = columns.filter((name) => !members.has(name));
  const unexpected = [...members.keys()].filter((name) => !columns.includes(name));
  if (missing.length > 0 || unexpected.length > 0)
    return { ragged: { line, cells: members.size, missing: inShort(missing), unexpected: inShort(unexpected) } };
  return { cells: cells.filter((cell) => cell !== undefined) };
};

/**
 * JSON Lines: an object a line. The names of the first one are the columns; a cell is the canonical text of its value, nested or not.
 * @throws DomainError those of `parseJsonObject`; `table-columns-unfit` without a line
 */
export const openJsonLines = async (pieces: AsyncIterable<Piece>): Promise<Heading> => {
  const objects = readObjects(pieces);
  const first = await objects.next();
  if (first.done === true) return fail('table-columns-unfit', { reason: 'no line' });
  const columns = [...first.value.members.keys()];
  async function* rows(opening: ReadObject): AsyncGenerator<ReadRow> {
    yield toRow(opening, columns);
    for await (const object of objects) yield toRow(object, columns);
  }
  return { columns, rows: rows(first.value) };
};
