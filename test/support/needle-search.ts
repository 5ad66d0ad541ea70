import { SHORTEST, type Needle } from './needles.ts';
import { unpacked } from './unpacked.ts';

export interface Found {
  readonly canary: string;
  readonly form: string;
  /** Name of what was searched, and what was unpacked on the way. */
  readonly where: string;
}

/** Which needles stand in the bytes, or in anything in them that unzips; each once a place. */
export type NeedleSearch = (where: string, bytes: Buffer) => readonly Found[];

const BITS = 20;

/** One number of eight bytes, given as two little-endian words. */
const mix = (first: number, second: number): number => Math.imul(first, 0x9e37_79b1) ^ Math.imul(second, 0x85eb_ca77);
const slotOf = (key: number): number => key >>> (32 - BITS);

/** Finds any number of needles in one walk over the bytes, by their first eight. */
export const createNeedleSearch = (needles: readonly Needle[]): NeedleSearch => {
  const [slots, byHead] = [new Uint8Array(1 << BITS), new Map<number, Needle[]>()];
  for (const needle of needles) {
    const key = mix(needle.bytes.readInt32LE(0), needle.bytes.readInt32LE(4));
    slots[slotOf(key)] = 1;
    byHead.set(key, [...(byHead.get(key) ?? []), needle]);
  }

  const walk = (bytes: Buffer): Set<Needle> => {
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

  return (where, bytes) =>
    [{ how: where, bytes }, ...unpacked(where, bytes)].flatMap((part) =>
      [...walk(part.bytes)].map(({ canary, form }) => ({ canary, form, where: part.how })),
    );
};
