import { BEGIN, END, INSIDE, LABELS, OUTSIDE } from './reading-labels.ts';

/** Each label stands behind one of two: outside and a beginning behind outside and an end, an inside and an end behind a beginning and an inside. */
const FIRST = Uint8Array.of(OUTSIDE, OUTSIDE, BEGIN, BEGIN);
const SECOND = Uint8Array.of(END, END, INSIDE, INSIDE);

/** What each label reaches at best at one place, and at the next. */
const reached = new Float64Array(LABELS);
const next = new Float64Array(LABELS);

/** By place, a bit a label: 1 where it is reached from the second of its two. Used again for the next stretch, as are the labels. */
let from = new Uint8Array(512);
let labels = new Uint8Array(512);

/** Is the label reached from the second one? */
const reach = (beside: Float64Array, label: number, weight: number): boolean => {
  const one = FIRST[label] ?? 0;
  const other = SECOND[label] ?? 0;
  const first = (reached[one] ?? 0) + (beside[one * LABELS + label] ?? 0);
  const second = (reached[other] ?? 0) + (beside[other * LABELS + label] ?? 0);
  next[label] = Math.max(first, second) + weight;
  return second > first;
};

/** To the next place; gives its bits. */
const goOn = (beside: Float64Array, weights: Float64Array, place: number): number => {
  let bits = 0;
  for (let label = 0; label < LABELS; label++) if (reach(beside, label, weights[place + label] ?? 0)) bits |= 1 << label;
  for (let label = 0; label < LABELS; label++) reached[label] = next[label] ?? 0;
  return bits;
};

const traceBack = (length: number, last: number): Uint8Array => {
  let label = last;
  for (let at = length - 1; at >= 0; at--) {
    labels[at] = label;
    label = (((from[at] ?? 0) >> label) & 1) === 0 ? (FIRST[label] ?? 0) : (SECOND[label] ?? 0);
  }
  return labels;
};

/**
 * The likeliest labels of a stretch (Viterbi): those whose weights, and whose weights beside one another, add up to most.
 * @param weights of each label at each place, `LABELS` a place
 * @param beside of each label behind each: `LABELS` times the one before and the one behind
 * @returns an array of at least `length` that the next stretch is written in as well
 */
export const bestLabels = (weights: Float64Array, beside: Float64Array, length: number): Uint8Array => {
  if (length > from.length) {
    from = new Uint8Array(2 * length);
    labels = new Uint8Array(2 * length);
  }
  reached.fill(-Infinity);
  reached[OUTSIDE] = weights[OUTSIDE] ?? 0;
  reached[BEGIN] = weights[BEGIN] ?? 0;
  for (let at = 1; at < length; at++) from[at] = goOn(beside, weights, at * LABELS);
  return traceBack(length, (reached[END] ?? 0) > (reached[OUTSIDE] ?? 0) ? END : OUTSIDE);
};
