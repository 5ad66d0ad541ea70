/** Bytes by which a needle is noticed; shorter ones stand everywhere by chance, and cannot be looked for. */
export const SHORTEST = 8;

const BITS = 20;

/** One number of eight bytes, given as two little-endian words. */
const mix = (first: number, second: number): number => Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca77);
const slotOf = (key: number): number => key >>> (32 - BITS);

/**
 * Finds any number of needles in one walk over the bytes, by their first eight.
 * @param needles each of at least `SHORTEST` bytes
 * @returns those that stand in the bytes
 */
export const createByteSearch = <Needle extends { readonly bytes: Buffer }>(
  needles: Iterable<Needle>,
): ((bytes: Buffer) => ReadonlySet<Needle>) => {
  const [slots, byHead] = [new Uint8Array(1 << BITS), new Map<number, Needle[]>()];
  for (const needle of needles) {
    const key = mix(needle.bytes.readInt32LE(0), needle.bytes.readInt32LE(4));
    slots[slotOf(key)] = 1;
    const others = byHead.get(key);
    if (others === undefined) byHead.set(key, [needle]);
    else others.push(needle);
  }
  return (bytes) => {
    const found = new Set<Needle>();
    if (bytes.length < SHORTEST) return found;
    let [first, second] = [bytes.readInt32LE(0), bytes.readInt32LE(4)];
    for (let at = 0; ; at += 1) {
      const key = mix(first, second);
      if (slots[slotOf(key)] === 1)
        for (const needle of byHead.get(key) ?? [])
          if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found.add(needle);
      if (at + SHORTEST >= bytes.length) return found;
      first = (first >>> 8) | (second << 24);
      second = (second >>> 8) | ((bytes[at + SHORTEST] ?? 0) << 24);
    }
  };
};
