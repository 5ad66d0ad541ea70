/** What a place of a text is: outside, or the beginning, the inside or the end of an address. */
export const OUTSIDE = 0;
export const BEGIN = 1;
export const INSIDE = 2;
export const END = 3;
export const LABELS = 4;

/** Offsets, end exclusive; at least two units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The labels of a part of a text by the addresses in it, in an array of at least its length; what is not wholly within the part is left out. */
export const labelsOf = (stretches: readonly Stretch[], from: number, to: number, labels = new Uint8Array(to - from)): Uint8Array => {
  labels.fill(OUTSIDE, 0, to - from);
  for (const { start, end } of stretches) {
    if (start < from || end > to || end - start < 2) continue;
    labels.fill(INSIDE, start - from, end - from);
    labels[start - from] = BEGIN;
    labels[end - from - 1] = END;
  }
  return labels;
};

/** The addresses that labels tell of. */
export const stretchesOf = (labels: Uint8Array, length: number, from: number): Stretch[] => {
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 0; at < length; at++)
    if (labels[at] === BEGIN) start = from + at;
    else if (labels[at] === END) stretches.push({ start, end: from + at + 1 });
  return stretches;
};
