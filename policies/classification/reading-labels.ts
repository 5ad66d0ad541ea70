/** What a place of a text is: outside, or the beginning, the inside or the end of a name or an address. */
export const OUTSIDE = 0;
export const NAME = 1;
export const ADDRESS = 4;
export const LABELS = 7;
export const INSIDE = 1;
export const END = 2;

export interface Stretch {
  readonly kind: 'name' | 'address';
  /** Offsets, end exclusive; at least two units. */
  readonly start: number;
  readonly end: number;
}

export const isInside = (label: number): boolean => label === NAME + INSIDE || label === ADDRESS + INSIDE;

/** The labels of a part of a text by what stands there; what is not wholly within the part is left out. */
export const labelsOf = (stretches: readonly Stretch[], from: number, to: number): Uint8Array => {
  const labels = new Uint8Array(to - from);
  for (const { kind, start, end } of stretches) {
    if (start < from || end > to || end - start < 2) continue;
    const first = kind === 'name' ? NAME : ADDRESS;
    labels.fill(first + INSIDE, start - from, end - from);
    labels[start - from] = first;
    labels[end - from - 1] = first + END;
  }
  return labels;
};

/** What labels say stands there. */
export const stretchesOf = (labels: Uint8Array, from: number): Stretch[] => {
  const stretches: Stretch[] = [];
  let start = 0;
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] ?? OUTSIDE;
    if (label === NAME || label === ADDRESS) start = from + at;
    else if (label === NAME + END) stretches.push({ kind: 'name', start, end: from + at + 1 });
    else if (label === ADDRESS + END) stretches.push({ kind: 'address', start, end: from + at + 1 });
  }
  return stretches;
};
