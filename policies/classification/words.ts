import { createPairTable, enterPair, entriesOfPairs, numberOf, type PairTable } from './pair-table.ts';
import { unitAt, type Text, unitOf } from './text.ts';

const UNITS = 0x10000;
const LEAST_SLOT_BITS = 12;
/** Words of two units are found as soon as their pair is. */
const PAIR = 2;
/** Place of what no word begins with. */
const NONE = 0;

interface LongerWord<Class> {
  readonly word: string;
  readonly of: Class;
}

/**
 * Words and what each is, found by their first two UTF-16 units, or their last two, longest first. Every position of a text is looked up, so
 * most answers come from an array by one unit.
 */
export interface WordTable<Class> {
  /** By a word's first unit, or last one: its place in `singles` and `seconds`; 0 where no word begins. */
  readonly starts: Uint16Array;
  /** Words of one unit. */
  readonly singles: readonly (LongerWord<Class> | undefined)[];
  /** Five bits of the units that come next, as a set: few pairs of a text begin a word, and most that do not show here. */
  readonly seconds: Int32Array;
  /** Places in `longer`. */
  readonly pairs: PairTable;
  /** Words of more units, by the two that they are found by, longest first; none in the first place. */
  readonly longer: readonly (readonly LongerWord<Class>[])[];
}

/** Words of a list that blanks and line breaks part. */
export const splitWords = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

const bitOf = (unit: number): number => 1 << (unit & 31);

/** @param keyOf unit so many places from the end by which words are found; of equal words the first one's class stands */
const tableBy = <Class>(
  classes: readonly (readonly [words: readonly string[], of: Class])[],
  keyOf: (word: string, place: number) => number,
): WordTable<Class> => {
  const starts = new Uint16Array(UNITS);
  const singles: (LongerWord<Class> | undefined)[] = [undefined];
  const words = classes.reduce((count, [list]) => count + list.length, 0);
  const seconds = new Int32Array(words + 1);
  const pairs = createPairTable(Math.max(LEAST_SLOT_BITS, Math.ceil(Math.log2(2 * words + 1))));
  const longer: LongerWord<Class>[][] = [[]];
  for (const [list, of] of classes)
    for (const word of list) {
      const first = keyOf(word, 0);
      const start = starts[first] || singles.push(undefined) - 1;
      starts[first] = start;
      if (word.length === 1) {
        singles[start] ??= { word, of };
        continue;
      }
      const second = keyOf(word, 1);
      seconds[start] = (seconds[start] ?? 0) | bitOf(second);
      if (numberOf(pairs, first, second) === NONE) enterPair(pairs, first, second, longer.push([]) - 1);
      const alike = longer[numberOf(pairs, first, second)];
      if (alike?.every((one) => one.word !== word)) alike.push({ word, of });
    }
  for (const alike of longer) alike.sort((a, b) => b.word.length - a.word.length);
  return { starts, singles, seconds, pairs, longer };
};

type Classes<Class> = readonly (readonly [words: readonly string[], of: Class])[];

export const toClassTable = <Class>(classes: Classes<Class>): WordTable<Class> => tableBy(classes, (word, place) => unitOf(word, place));
export const toEndClassTable = <Class>(classes: Classes<Class>): WordTable<Class> =>
  tableBy(classes, (word, place) => unitOf(word, word.length - 1 - place));

export const toWordTable = (words: readonly string[]): WordTable<true> => toClassTable([[words, true]]);
export const toEndTable = (words: readonly string[]): WordTable<true> => toEndClassTable([[words, true]]);

/** The longest word of the table that begins at the offset, with its class. */
export const entryAt = <Class>(
  { starts, singles, seconds, pairs, longer }: WordTable<Class>,
  text: Text,
  at: number,
): LongerWord<Class> | undefined => {
  const first = unitAt(text, at);
  const start = starts[first] ?? NONE;
  if (start === NONE) return undefined;
  const next = unitAt(text, at + 1);
  const place = ((seconds[start] ?? 0) & bitOf(next)) === 0 ? NONE : numberOf(pairs, first, next);
  if (place !== NONE)
    for (const one of longer[place] ?? []) if (one.word.length === PAIR || text.string.startsWith(one.word, at)) return one;
  return singles[start];
};

/** The longest word of an end table that ends before the offset, with its class. */
export const entryBefore = <Class>(
  { starts, singles, seconds, pairs, longer }: WordTable<Class>,
  text: Text,
  end: number,
): LongerWord<Class> | undefined => {
  const last = unitAt(text, end - 1);
  const start = starts[last] ?? NONE;
  if (start === NONE) return undefined;
  const next = unitAt(text, end - 2);
  const place = ((seconds[start] ?? 0) & bitOf(next)) === 0 ? NONE : numberOf(pairs, last, next);
  if (place !== NONE)
    for (const one of longer[place] ?? [])
      if (one.word.length === PAIR || text.string.startsWith(one.word, end - one.word.length)) return one;
  return singles[start];
};

/** The words of the table with what each is, by the unit that they are found by: their first one, or last one in an end table. */
export const entriesOf = <Class>({ starts, singles, pairs, longer }: WordTable<Class>): (readonly [unit: number, of: Class])[] => {
  const entries: (readonly [number, Class])[] = [];
  for (let unit = 0; unit < UNITS; unit++) {
    const start = starts[unit] ?? NONE;
    const entry = start === NONE ? undefined : singles[start];
    if (entry !== undefined) entries.push([unit, entry.of]);
  }
  for (const [first, place] of entriesOfPairs(pairs)) for (const { of } of longer[place] ?? []) entries.push([first, of]);
  return entries;
};

export const wordAt = (table: WordTable<unknown>, text: Text, at: number): string | undefined => entryAt(table, text, at)?.word;
export const wordBefore = (table: WordTable<unknown>, text: Text, end: number): string | undefined => entryBefore(table, text, end)?.word;

/** First characters of the words. */
export const startsOf = (words: readonly string[]): string[] => words.map((word) => word[0] ?? '');

/** A set of single UTF-16 units, asked at every position of a text. */
export const toUnitSet = (characters: string): Uint8Array => {
  const set = new Uint8Array(UNITS);
  for (let at = 0; at < characters.length; at++) set[unitOf(characters, at)] = 1;
  return set;
};
