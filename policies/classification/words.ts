/**
 * Words found by one UTF-16 unit, their first or their last, longest first. The unit picks its list by an array, since every position of a
 * text is looked up.
 */
export interface WordTable {
  readonly listOf: Uint16Array;
  readonly lists: readonly (readonly string[])[];
}

const UNITS = 0x10000;

/** Words of a list that blanks and line breaks part. */
export const splitWords = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');

const tableBy = (words: readonly string[], unitOf: (word: string) => number): WordTable => {
  const listOf = new Uint16Array(UNITS);
  const lists: string[][] = [[]];
  for (const word of [...new Set(words)].toSorted((a, b) => b.length - a.length)) {
    const unit = unitOf(word);
    const list = lists[listOf[unit] ?? 0];
    if (listOf[unit] !== 0 && list !== undefined) list.push(word);
    else listOf[unit] = lists.push([word]) - 1;
  }
  return { listOf, lists };
};

export const toWordTable = (words: readonly string[]): WordTable => tableBy(words, (word) => word.charCodeAt(0));
export const toEndTable = (words: readonly string[]): WordTable => tableBy(words, (word) => word.charCodeAt(word.length - 1));

/** The longest word of the table that begins at the offset. */
export const wordAt = ({ listOf, lists }: WordTable, text: string, at: number): string | undefined => {
  const list = listOf[text.charCodeAt(at)] ?? 0;
  return list === 0 ? undefined : lists[list]?.find((word) => text.startsWith(word, at));
};

/** The longest word of an end table that ends before the offset. */
export const wordBefore = ({ listOf, lists }: WordTable, text: string, end: number): string | undefined => {
  const list = listOf[text.charCodeAt(end - 1)] ?? 0;
  return list === 0 ? undefined : lists[list]?.find((word) => text.startsWith(word, end - word.length));
};

/** First characters of the words. */
export const startsOf = (words: readonly string[]): string[] => words.map((word) => word[0] ?? '');

/** A set of single UTF-16 units, asked at every position of a text. */
export const toUnitSet = (characters: string): Uint8Array => {
  const set = new Uint8Array(UNITS);
  for (let at = 0; at < characters.length; at++) set[characters.charCodeAt(at)] = 1;
  return set;
};
