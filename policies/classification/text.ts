import { foldedUnit, foldText } from './fold.ts';

/** A folded text as it is read: a unit out of an array costs a fraction of one out of a string, and each is asked for many times. */
export interface Text {
  readonly string: string;
  readonly length: number;
  /** UTF-16 units, from `MARGIN` on; zeros stand around them, so that a look beyond the edge is no special case. */
  readonly units: Uint16Array;
}

/** No look reaches so far beyond the edge. */
const MARGIN = 16;
const LEAST = 1024;
/** Longer texts are rare; what they need is not kept. */
const MOST_KEPT = 2 ** 20;

let kept = new Uint16Array(LEAST);

const roomFor = (length: number): Uint16Array => {
  const needed = length + 2 * MARGIN;
  if (needed <= kept.length) return kept;
  if (needed > MOST_KEPT) return new Uint16Array(needed);
  kept = new Uint16Array(2 * needed);
  return kept;
};

/** Folds a text and lays out its units, in an array that the next text is laid out in as well: one text is read after the other. */
export const readText = (string: string): Text => {
  const { length } = string;
  const units = roomFor(length);
  let changed = 0;
  for (let at = 0; at < length; at++) {
    const unit = string.charCodeAt(at);
    const folded = foldedUnit(unit);
    units[at + MARGIN] = folded;
    changed |= unit ^ folded;
  }
  units.fill(0, length + MARGIN, length + 2 * MARGIN);
  return { string: changed === 0 ? string : foldText(string), length, units };
};

/** UTF-16 unit of a folded text or word, as tables know it. */
export const unitOf = (string: string, at = 0): number => string.charCodeAt(at);

/** UTF-16 unit at an offset, 0 outside the text: no table knows it. */
export const unitAt = ({ units }: Text, at: number): number => units[at + MARGIN] ?? 0;
