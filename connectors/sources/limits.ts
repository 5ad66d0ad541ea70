/** What is larger has to be split by its owner, or let in by the connector's administrator (connectors/configuration.ts). */
export interface SourceLimits {
  /** Bytes of a file. */
  readonly bytes: number;
  /** Rows of a table. */
  readonly rows: number;
}

export const DEFAULT_LIMITS: SourceLimits = { bytes: 64 * 1024 * 1024, rows: 200_000 };

/** A row's number lies in a four-byte integer. */
export const MOST_ROWS = 2 ** 31 - 1;

/** Columns of a table, and characters of a column's name. */
export const MOST_COLUMNS = 200;
export const LONGEST_NAME = 200;

/** Bytes of a line in the file, and of a row in UTF-8: what has to be held in memory at once. */
export const LONGEST_LINE = 4 * 1024 * 1024;
