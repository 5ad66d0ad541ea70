const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A text by code points, with the way to UTF-16 offsets. */
export interface CodePoints {
  readonly text: string;
  /** In code points. */
  readonly length: number;
  slice(start: number, end: number): string;
  /** The code point that begins at an offset; '' outside the text. */
  at(offset: number): string;
  /** The smallest stretch of whole grapheme clusters around a stretch: a letter keeps its accent, an emoji its joined parts. */
  snap<Stretch extends { readonly start: number; readonly end: number }>(stretch: Stretch): Stretch;
}

const utf16Offsets = (text: string): Uint32Array => {
  const offsets = new Uint32Array(text.length + 1);
  let length = 0;
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) offsets[length++] = at;
  offsets[length] = text.length;
  return offsets.subarray(0, length + 1);
};

export const countPoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** Index of a value that stands in a rising table. */
const indexOf = (table: Uint32Array, value: number): number => {
  let [low, high] = [0, table.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** @param text well-formed UTF-16 */
export const toCodePoints = (text: string): CodePoints => {
  const offsets = utf16Offsets(text);
  const length = offsets.length - 1;
  const segments = GRAPHEMES.segment(text);
  const utf16 = (offset: number): number => offsets[offset] ?? text.length;
  const slice = (start: number, end: number): string => text.slice(utf16(start), utf16(end));
  /** Where the cluster begins and ends inside which an offset lies; an offset between two clusters stays. */
  const around = (offset: number): readonly [number, number] => {
    const cluster = segments.containing(utf16(offset));
    if (cluster === undefined || cluster.index === utf16(offset)) return [offset, offset];
    return [indexOf(offsets, cluster.index), indexOf(offsets, cluster.index + cluster.segment.length)];
  };
  return {
    text,
    length,
    slice,
    at: (offset) => (offset < 0 ? '' : slice(offset, offset + 1)),
    snap: (stretch) => {
      const [start] = around(stretch.start);
      const [, end] = around(stretch.end);
      return start === stretch.start && end === stretch.end ? stretch : { ...stretch, start, end };
    },
  };
};
