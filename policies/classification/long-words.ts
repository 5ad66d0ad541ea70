/** A word of three or four characters without its first two. */
export interface LongWord {
  /** Units of its third character and of its fourth one, 0 if it has none. */
  readonly third: number;
  readonly fourth: number;
  readonly cost: number;
}

/** Words that begin with the same two characters stand in a row, each in two numbers, so that few places of memory are touched. */
export interface LongWords {
  /** Third and fourth unit, and cost with a mark where another word follows; nothing in the first two. */
  readonly numbers: Int32Array;
  /** Places of the rows, in the order of the lists they are made of; 0 for an empty one. */
  readonly places: readonly number[];
}

const MORE = 1 << 8;
const COST = MORE - 1;
const tailOf = (third: number, fourth: number): number => (third << 16) | fourth;

export const toLongWords = (lists: readonly (readonly LongWord[])[]): LongWords => {
  const numbers = [0, 0];
  const places = lists.map((list) => {
    const place = list.length === 0 ? 0 : numbers.length;
    for (const [at, { third, fourth, cost }] of list.entries())
      numbers.push(tailOf(third, fourth), cost | (at + 1 < list.length ? MORE : 0));
    return place;
  });
  return { numbers: Int32Array.from(numbers), places };
};

/** Cost of the word with this third and fourth unit in the row at a place, or `none`. */
export const longWordCost = (numbers: Int32Array, place: number, third: number, fourth: number, none: number): number => {
  const tail = tailOf(third, fourth);
  if (place <= 0) return none;
  let at = place;
  let cost = numbers[at + 1] ?? 0;
  while (numbers[at] !== tail) {
    if ((cost & MORE) === 0) return none;
    at += 2;
    cost = numbers[at + 1] ?? 0;
  }
  return cost & COST;
};
