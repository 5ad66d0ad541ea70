import { sha256 } from '../../common/crypto/hash.ts';
import { toUtf8 } from '../../common/encodings.ts';

/** A repeatable stream of choices. */
export interface Draw {
  /** Whole number from 0 up to, not including, `limit` (at most 2^32). */
  below(limit: number): number;
  /** @throws TypeError when there is nothing to pick */
  pick<T>(list: readonly T[]): T;
  /** True about once in `times`. */
  once(times: number): boolean;
  /** That many decimal digits. */
  digits(count: number): string;
}

/** sfc32 (C. Doty-Humphrey, PractRand): four words of state, the last one a counter. */
const sfc32 = (state: Uint32Array): (() => number) => {
  const [a = 0, b = 0, c = 0, counter = 0] = state;
  let [x, y, z, n] = [a | 0, b | 0, c | 0, counter | 0];
  return () => {
    const sum = (((x + y) | 0) + n) | 0;
    n = (n + 1) | 0;
    x = y ^ (y >>> 9);
    y = (z + (z << 3)) | 0;
    z = (((z << 21) | (z >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
};

/** The same seed gives the same choices on every machine; for invented data only, never for a secret. */
export const createDraw = (seed: string): Draw => {
  const bytes = new DataView(sha256(toUtf8(`xinbiao/demo/${seed}`)).buffer);
  const next = sfc32(Uint32Array.from({ length: 4 }, (_, i) => bytes.getUint32(4 * i)));
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new TypeError('nothing to pick');
      return picked;
    },
    once: (times) => below(times) === 0,
    digits: (count) => Array.from({ length: count }, () => String(below(10))).join(''),
  };
};
