/** Values by two UTF-16 units: open addressing over one typed array of keys, so that a look-up makes nothing and mostly ends at once. */
export interface PairTable<Value> {
  readonly keys: Int32Array;
  readonly values: (Value | undefined)[];
  /** Bits of a hash that are no slot. */
  readonly shift: number;
}

const FRACTION_OF_GOLDEN_RATIO = 0x9e3779b1;
const NONE = -1;

/** @param bits logarithm of the slots; at least twice as many as values, or look-ups grow long */
export const createPairTable = <Value>(bits: number): PairTable<Value> => ({
  keys: new Int32Array(2 ** bits),
  values: Array.from({ length: 2 ** bits }),
  shift: 32 - bits,
});

const keyOf = (first: number, second: number): number => (first << 16) | second;

/** Where the pair stands, or -1. */
export const slotOf = ({ keys, shift }: PairTable<unknown>, first: number, second: number): number => {
  const key = keyOf(first, second);
  let slot = Math.imul(key, FRACTION_OF_GOLDEN_RATIO) >>> shift;
  for (let at = keys[slot]; at !== 0; at = keys[slot]) {
    if (at === key) return slot;
    slot = (slot + 1) & (keys.length - 1);
  }
  return NONE;
};

export const valueOf = <Value>(table: PairTable<Value>, first: number, second: number): Value | undefined => {
  const slot = slotOf(table, first, second);
  return slot === NONE ? undefined : table.values[slot];
};

/** The pair's value, made if there is none. */
export const enterPair = <Value>(table: PairTable<Value>, first: number, second: number, make: () => Value): Value => {
  const known = valueOf(table, first, second);
  if (known !== undefined) return known;
  const { keys, values, shift } = table;
  const key = keyOf(first, second);
  let slot = Math.imul(key, FRACTION_OF_GOLDEN_RATIO) >>> shift;
  while (keys[slot] !== 0) slot = (slot + 1) & (keys.length - 1);
  const value = make();
  keys[slot] = key;
  values[slot] = value;
  return value;
};
