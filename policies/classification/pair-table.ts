/**
 * Numbers by two UTF-16 units: open addressing over one typed array in which each key stands beside its number, so that a look-up makes
 * nothing, mostly ends at once, and touches one place of memory.
 */
export interface PairTable {
  /** Key and number in turns; an empty place holds two zeros. */
  readonly cells: Int32Array;
  /** Bits of a hash that are no place. */
  readonly shift: number;
}

const FRACTION_OF_GOLDEN_RATIO = 0x9e3779b1;

/** @param bits logarithm of the places; at least twice as many as pairs, or look-ups grow long */
export const createPairTable = (bits: number): PairTable => ({ cells: new Int32Array(2 ** (bits + 1)), shift: 32 - bits });

const keyOf = (first: number, second: number): number => (first << 16) | second;

/** The pair's number, 0 for none. */
export const numberOf = ({ cells, shift }: PairTable, first: number, second: number): number => {
  const key = keyOf(first, second);
  let at = (Math.imul(key, FRACTION_OF_GOLDEN_RATIO) >>> shift) << 1;
  for (let known = cells[at]; known !== key; known = cells[at]) {
    if (known === 0) return 0;
    at = (at + 2) & (cells.length - 1);
  }
  return cells[at + 1] ?? 0;
};

/** Gives the pair its number, which is not 0. */
export const enterPair = ({ cells, shift }: PairTable, first: number, second: number, value: number): void => {
  const key = keyOf(first, second);
  let at = (Math.imul(key, FRACTION_OF_GOLDEN_RATIO) >>> shift) << 1;
  while (cells[at] !== key && cells[at] !== 0) at = (at + 2) & (cells.length - 1);
  cells[at] = key;
  cells[at + 1] = value;
};

/** First units of the pairs, with their numbers. */
export const entriesOfPairs = ({ cells }: PairTable): (readonly [first: number, value: number])[] => {
  const entries: (readonly [number, number])[] = [];
  for (let at = 0; at < cells.length; at += 2) if (cells[at] !== 0) entries.push([(cells[at] ?? 0) >>> 16, cells[at + 1] ?? 0]);
  return entries;
};
