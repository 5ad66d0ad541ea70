/** Bytes of a dataset's key. */
export const KEY_BYTES = 32;
/** UTF-16 units of one cell. */
export const LONGEST_CELL = 4 * 1024 * 1024;
export const MOST_COLUMNS = 200;
export const LONGEST_NAME = 200;
/** Different combinations of quasi-identifiers that are counted: what grows with a table in memory. */
export const MOST_CLASSES = 1_000_000;
/** What stands for a cell that is suppressed; a row with nothing else in its quasi-identifiers is suppressed whole. */
export const SUPPRESSED = '*';
