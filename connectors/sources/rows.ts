/** A row whose number of cells is not that of the heading; in JSON Lines, an object whose names are not those of the first one. */
export interface RaggedRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: number;
  /** Names of the first object that this one lacks, and those that only this one has. */
  readonly missing?: readonly string[];
  readonly unexpected?: readonly string[];
}

export type ReadRow = { readonly cells: readonly string[] } | { readonly ragged: RaggedRow };

/** A table whose heading is read. */
export interface Heading {
  readonly columns: readonly string[];
  /** In the file's order, once. */
  readonly rows: AsyncIterable<ReadRow>;
}
