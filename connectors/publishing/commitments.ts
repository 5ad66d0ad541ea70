import type { RandomBytes } from '../../common/crypto/random.ts';
import { concatBytes, parseHex, toUtf8 } from '../../common/encodings.ts';
import { commit, fieldId } from '../../provenance/event/commitment.ts';
import { leafHash } from '../../provenance/log/merkle.ts';

export const SALT_BYTES = 32;

/** One row of a registered table as the connector keeps it. */
export interface CommittedRow {
  /** From 0. */
  readonly index: number;
  readonly cells: readonly string[];
  /** One salt of 32 bytes a cell, in column order. */
  readonly salts: readonly Uint8Array[];
}

/** Commitment to one cell: over the UTF-8 bytes of its text. */
const commitField = (dataset: string, { index, cells, salts }: CommittedRow, column: number): string =>
  commit(salts[column] ?? new Uint8Array(), 'field', fieldId(dataset, index, column), toUtf8(cells[column] ?? ''));

/** Draws a salt for each cell of some rows that follow one another; all of them at once, which is far cheaper. */
export const commitRows = (from: number, rows: readonly (readonly string[])[], random: RandomBytes): readonly CommittedRow[] => {
  const width = SALT_BYTES * (rows[0]?.length ?? 0);
  const bytes = random(width * rows.length);
  return rows.map((cells, at) => {
    const salts = bytes.subarray(width * at, width * (at + 1));
    return { index: from + at, cells, salts: cells.map((_, column) => salts.subarray(SALT_BYTES * column, SALT_BYTES * (column + 1))) };
  });
};

/** A row's fields' commitments (hex), in column order. */
export const fieldCommitments = (dataset: string, row: CommittedRow): readonly string[] =>
  row.cells.map((_, column) => commitField(dataset, row, column));

/** A row's entry in the dataset's tree: its fields' commitments one after the other, 32 bytes each. */
export const toRowEntry = (commitments: readonly string[]): Uint8Array => concatBytes(...commitments.map(parseHex));

/** A row's RFC 6962 leaf hash in the dataset's tree. */
export const rowLeaf = (dataset: string, row: CommittedRow): Uint8Array => leafHash(toRowEntry(fieldCommitments(dataset, row)));
