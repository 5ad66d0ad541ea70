/**
 * Words found by their first two UTF-16 units, or their last two, longest first. Every position of a text is looked up, so most answers come
 * from an array by one unit.
 */
export interface WordTable {
  /** 1 for units that a word begins with, or ends with. */
  readonly starts: Uint8Array;
  /** Words of one unit. */
  readonly singles: ReadonlyMap<number, string>;
  /** Longer words by both units. */
  readonly pairs: ReadonlyMap<number, readonly string[]>;
}

const UNITS = 0x10000;
const LOW_BITS = 0x7fff;

/** Both units in one small integer; the few pairs that fall together are told apart by comparing the word. */
const pairOf = (near: number, far: number): number => ((near & LOW_BITS) << 15) | (far & LOW_BITS);

/** Words of a list that blanks and line breaks part. */
export const splitWords = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

const byLength = (a: string, b: string): number => b.length - a.length;

/** @param unitOf unit so many places from the end by which words are found */
const tableBy = (words: readonly string[], unitOf: (word: string, place: number) => number): WordTable => {
  const unique = [...new Set(words)].toSorted(byLength);
  const starts = new Uint8Array(UNITS);
  for (const word of unique) starts[unitOf(word, 0)] = 1;
  return {
    starts,
    singles: new Map(unique.filter(({ length }) => length === 1).map((word) => [unitOf(word, 0), word])),
    pairs: Map.groupBy(
      unique.filter(({ length }) => length > 1),
      (word) => pairOf(unitOf(word, 0), unitOf(word, 1)),
    ),
  };
};

export const toWordTable = (words: readonly string[]): WordTable => tableBy(words, (word, place) => word.charCodeAt(place));
export const toEndTable = (words: readonly string[]): WordTable =>
  tableBy(words, (word, place) => word.charCodeAt(word.length - 1 - place));

const NONE: readonly string[] = [];

/** The longest word of the table that begins at the offset. */
export const wordAt = ({ starts, singles, pairs }: WordTable, text: string, at: number): string | undefined => {
  const first = text.charCodeAt(at);
  if (starts[first] !== 1) return undefined;
  for (const word of pairs.get(pairOf(first, text.charCodeAt(at + 1))) ?? NONE) if (text.startsWith(word, at)) return word;
  return singles.get(first);
};

/** The longest word of an end table that ends before the offset. */
export const wordBefore = ({ starts, singles, pairs }: WordTable, text: string, end: number): string | undefined => {
  const last = text.charCodeAt(end - 1);
  if (starts[last] !== 1) return undefined;
  for (const word of pairs.get(pairOf(last, text.charCodeAt(end - 2))) ?? NONE) if (text.startsWith(word, end - word.length)) return word;
  return singles.get(last);
};

/** First characters of the words. */
export const startsOf = (words: readonly string[]): string[] => words.map((word) => word[0] ?? '');

/** A set of single UTF-16 units, asked at every position of a text. */
export const toUnitSet = (characters: string): Uint8Array => {
  const set = new Uint8Array(UNITS);
  for (let at = 0; at < characters.length; at++) set[characters.charCodeAt(at)] = 1;
  return set;
};
