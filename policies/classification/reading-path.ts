import { ADDRESS, END, INSIDE, LABELS, NAME, OUTSIDE } from './reading-labels.ts';

const [IN_NAME, NAME_END] = [NAME + INSIDE, NAME + END];
const [IN_ADDRESS, ADDRESS_END] = [ADDRESS + INSIDE, ADDRESS + END];

/** What each label reaches at best, and from which; used again for the next stretch. */
let best = new Float64Array(512 * LABELS);
let from = new Uint8Array(512 * LABELS);

/** Outside, and what begins there, stand behind outside and behind what has ended; an end and an inside behind a beginning and an inside. */
const reachBehindEnd = (beside: Float64Array, before: number, label: number): void => {
  const outside = (best[before] ?? 0) + (beside[label] ?? 0);
  const name = (best[before + NAME_END] ?? 0) + (beside[NAME_END * LABELS + label] ?? 0);
  const address = (best[before + ADDRESS_END] ?? 0) + (beside[ADDRESS_END * LABELS + label] ?? 0);
  const place = before + LABELS + label;
  if (outside >= name && outside >= address) {
    best[place] = outside;
    from[place] = OUTSIDE;
  } else {
    best[place] = Math.max(name, address);
    from[place] = name >= address ? NAME_END : ADDRESS_END;
  }
};

const reachWithin = (beside: Float64Array, before: number, label: number, begun: number): void => {
  const first = (best[before + begun] ?? 0) + (beside[begun * LABELS + label] ?? 0);
  const inner = (best[before + begun + INSIDE] ?? 0) + (beside[(begun + INSIDE) * LABELS + label] ?? 0);
  const place = before + LABELS + label;
  best[place] = Math.max(first, inner);
  from[place] = first >= inner ? begun : begun + INSIDE;
};

const reach = (beside: Float64Array, before: number): void => {
  reachBehindEnd(beside, before, OUTSIDE);
  reachBehindEnd(beside, before, NAME);
  reachBehindEnd(beside, before, ADDRESS);
  reachWithin(beside, before, IN_NAME, NAME);
  reachWithin(beside, before, NAME_END, NAME);
  reachWithin(beside, before, IN_ADDRESS, ADDRESS);
  reachWithin(beside, before, ADDRESS_END, ADDRESS);
};

const bestEnd = (last: number): number => {
  const [outside, name, address] = [best[last] ?? 0, best[last + NAME_END] ?? 0, best[last + ADDRESS_END] ?? 0];
  if (outside >= name && outside >= address) return OUTSIDE;
  return name >= address ? NAME_END : ADDRESS_END;
};

/**
 * The likeliest labels of a stretch (Viterbi): those whose weights, and whose weights beside one another, add up to most.
 * @param weights of each label at each place, `LABELS` a place
 * @param beside of each label behind each: `LABELS` times the one before and the one behind
 */
export const bestLabels = (weights: Float64Array, beside: Float64Array, length: number): Uint8Array => {
  if (length * LABELS > best.length) {
    best = new Float64Array(2 * length * LABELS);
    from = new Uint8Array(2 * length * LABELS);
  }
  best.fill(-Infinity, 0, LABELS);
  for (const label of [OUTSIDE, NAME, ADDRESS]) best[label] = weights[label] ?? 0;
  for (let at = LABELS; at < length * LABELS; at += LABELS) {
    reach(beside, at - LABELS);
    for (let label = at; label < at + LABELS; label++) best[label] = (best[label] ?? 0) + (weights[label] ?? 0);
  }
  const labels = new Uint8Array(length);
  let label = bestEnd((length - 1) * LABELS);
  for (let at = length - 1; at >= 0; at--) {
    labels[at] = label;
    label = from[at * LABELS + label] ?? 0;
  }
  return labels;
};
