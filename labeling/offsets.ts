import { fail } from './errors.ts';

/** A stretch of a text in Unicode code points, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Granularity = 'grapheme' | 'word' | 'sentence';

/** Converts between the browser's UTF-16 offsets and code points, and finds the edges that people mean. */
export interface TextIndex {
  /** Length in code points. */
  readonly length: number;
  /** @throws DomainError `offset-outside-text` */
  toUtf16(codePoint: number): number;
  /** @throws DomainError `offset-outside-text`, `offset-inside-character` (between the halves of a surrogate pair) */
  toCodePoint(utf16: number): number;
  /** @throws DomainError `offset-outside-text` */
  slice(span: Span): string;
  /** The smallest span of whole grapheme clusters around two UTF-16 offsets in any order, halves of a pair allowed. */
  snap(utf16A: number, utf16B: number): Span;
  /** The word or sentence (by the segmenter of the locale) that holds this code point; the whole cluster for `grapheme`. */
  around(codePoint: number, granularity: Granularity): Span;
  /** The nearest edge beyond this code point in a direction; 0 or the length at the ends. */
  step(codePoint: number, direction: -1 | 1, granularity: Granularity): number;
}

/** UTF-16 offset of each code point, and of the end. Lone surrogates count as one code point each, as in `Array.from`. */
const utf16Table = (text: string): Uint32Array => {
  const table = new Uint32Array(Array.from(text).length + 1);
  let at = 0;
  let index = 0;
  for (const character of text) {
    table[index] = at;
    index += 1;
    at += character.length;
  }
  table[index] = at;
  return table;
};

/** Index of the last entry that is not above the value; the table rises and starts at 0. */
const floorIndex = (table: Uint32Array, value: number): number => {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((table[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};

/** Edges between segments, in UTF-16 offsets, both ends of the text included. */
const segmentEdges = (text: string, locale: string, granularity: Granularity): Uint32Array =>
  Uint32Array.from([...Array.from(new Intl.Segmenter(locale, { granularity }).segment(text), ({ index }) => index), text.length]);

const cached = <Key, Value>(make: (key: Key) => Value): ((key: Key) => Value) => {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
};

/** One index per item; the text is used exactly as delivered, with no normalisation. */
export const createTextIndex = (text: string, locale = 'zh'): TextIndex => {
  const table = utf16Table(text);
  const length = table.length - 1;
  const edgesOf = cached((granularity: Granularity) => segmentEdges(text, locale, granularity));
  const toUtf16 = (codePoint: number): number => table[codePoint] ?? fail('offset-outside-text', { codePoint, length });
  const toCodePoint = (utf16: number): number => {
    if (!Number.isInteger(utf16) || utf16 < 0 || utf16 > text.length) fail('offset-outside-text', { utf16, length: text.length });
    const index = floorIndex(table, utf16);
    return table[index] === utf16 ? index : fail('offset-inside-character', { utf16 });
  };
  // Segmenters never cut a pair, so an edge is always a code point.
  const edgeAt = (edges: Uint32Array, index: number): number =>
    floorIndex(table, edges[Math.min(Math.max(index, 0), edges.length - 1)] ?? 0);
  return {
    length,
    toUtf16,
    toCodePoint,
    slice: ({ start, end }) => text.slice(toUtf16(start), toUtf16(end)),
    snap: (utf16A, utf16B) => {
      const edges = edgesOf('grapheme');
      const [low, high] = [Math.min(utf16A, utf16B), Math.max(utf16A, utf16B)];
      const last = floorIndex(edges, high);
      return { start: edgeAt(edges, floorIndex(edges, low)), end: edgeAt(edges, edges[last] === high ? last : last + 1) };
    },
    around: (codePoint, granularity) => {
      const edges = edgesOf(granularity);
      const index = Math.min(floorIndex(edges, toUtf16(codePoint)), Math.max(edges.length - 2, 0));
      return { start: edgeAt(edges, index), end: edgeAt(edges, index + 1) };
    },
    step: (codePoint, direction, granularity) => {
      const edges = edgesOf(granularity);
      const at = toUtf16(codePoint);
      const index = floorIndex(edges, at);
      return edgeAt(edges, direction > 0 || edges[index] !== at ? index + (direction > 0 ? 1 : 0) : index - 1);
    },
  };
};
