import type { RandomBytes } from '../../../../common/crypto/random.ts';

const RANGE = 2 ** 32;

/** Below `most`, each equally likely: a draw from the odd rest of the range is thrown away. */
const drawBelow = (most: number, random: RandomBytes): number => {
  for (;;) {
    const bytes = random(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < RANGE - (RANGE % most)) return drawn % most;
  }
};

/** So many different rows of a table, from 0, in their order; all of them where there are no more. */
export const drawRows = (count: number, rows: number, random: RandomBytes): readonly number[] => {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(count, rows)) drawn.add(drawBelow(rows, random));
  return [...drawn].toSorted((a, b) => a - b);
};
