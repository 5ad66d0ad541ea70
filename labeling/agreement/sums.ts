export const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** The sum of `of(i)` for i from 0 to `length` - 1. */
export const sumOver = (length: number, of: (at: number) => number): number => {
  let total = 0;
  for (let at = 0; at < length; at += 1) total += of(at);
  return total;
};
