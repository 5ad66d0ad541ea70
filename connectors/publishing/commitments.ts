import type { RandomBytes } from '../../common/crypto/random.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../common/encodings.ts';
import { commit, fieldId } from '../../provenance/event/commitment.ts';
import { leafHash, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';

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

/** Draws a salt for each cell of a row. */
export const commitRow = (index: number, cells: readonly string[], random: RandomBytes): CommittedRow => ({
  index,
  cells,
  salts: cells.map(() => random(SALT_BYTES)),
});

/** A row's fields' commitments (hex), in column order. */
export const fieldCommitments = (dataset: string, row: CommittedRow): readonly string[] =>
  row.cells.map((_, column) => commitField(dataset, row, column));

/** A row's entry in the dataset's tree: its fields' commitments one after the other, 32 bytes each. */
export const toRowEntry = (commitments: readonly string[]): Uint8Array => concatBytes(...commitments.map(parseHex));

/** RFC 6962 leaf hashes of the rows, in row order. */
export const rowLeaves = (dataset: string, rows: readonly CommittedRow[]): readonly Uint8Array[] =>
  rows.map((row) => leafHash(toRowEntry(fieldCommitments(dataset, row))));

/** RFC 6962 root over the rows' leaf hashes, hex. */
export const datasetRoot = (leaves: readonly Uint8Array[]): string => toHex(treeRoot(leaves));

/** Audit path of a row, hex, its sibling first. */
export const proveRow = (leaves: readonly Uint8Array[], index: number): readonly string[] => proveInclusion(leaves, index).map(toHex);
