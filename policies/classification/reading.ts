import { codeAt, unitsOf } from './characters.ts';
import type { Candidate } from './finding.ts';
import { settle } from './reading-edges.ts';
import { ADDRESS, isInside, LABELS, labelsOf, NAME, OUTSIDE, stretchesOf, type Stretch } from './reading-labels.ts';
import { bestLabels } from './reading-path.ts';
import { signsOf } from './reading-signs.ts';
import { stretchesAround, type Part } from './reading-stretches.ts';
import { createWeighing, type Learned, type Weighing } from './reading-weights.ts';
import type { Text } from './text.ts';

/** Weights of the learner are so many to one of its own. */
export const SCALE = 8;
/** What the rules' word weighs: where they found something, where they found none beside it, and along an address. */
const NAME_FOUND = 120 * SCALE;
const NO_NAME = 80 * SCALE;
const ADDRESS_FOUND = 150 * SCALE;
const NO_ADDRESS = 100 * SCALE;
const ALONG = 30 * SCALE;
const NOT_ALONG = 20 * SCALE;
/** Numbers stand as they were found. */
const FIXED = 2 ** 20;

let kept = new Float64Array(512 * LABELS);
const weightsFor = (length: number): Float64Array => {
  if (length * LABELS > kept.length) kept = new Float64Array(2 * length * LABELS);
  return kept;
};

/** Names of one character stand as they were found. */
const isRead = ({ kind, start, end }: Candidate, text: Text): boolean =>
  kind === 'address' || (kind === 'name' && end - start > unitsOf(codeAt(text, start)));
const toStretch = ({ kind, start, end }: Candidate): Stretch => ({ kind: kind === 'name' ? 'name' : 'address', start, end });

const add = (weights: Float64Array, place: number, weight: number): void => {
  weights[place] = (weights[place] ?? 0) + weight;
};

const addToFound = (weights: Float64Array, place: number, label: number): void => {
  const ofAddress = isInside(label) ? ALONG : ADDRESS_FOUND;
  add(weights, place + label, label < ADDRESS ? NAME_FOUND : ofAddress);
};

const addToNone = (weights: Float64Array, place: number, isBeside: boolean): void => {
  for (let label = NAME; label < ADDRESS; label++) add(weights, place + label, -NO_NAME);
  for (let label = ADDRESS; label < LABELS; label++) add(weights, place + label, isBeside ? -NO_ADDRESS - NOT_ALONG : -NOT_ALONG);
};

/** Lets the rules' word weigh in. */
const addRules = (weights: Float64Array, labels: Uint8Array): void => {
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at] ?? OUTSIDE;
    const isBeside = (labels[at - 1] ?? OUTSIDE) !== OUTSIDE || (labels[at + 1] ?? OUTSIDE) !== OUTSIDE;
    if (label === OUTSIDE) addToNone(weights, at * LABELS, isBeside);
    else addToFound(weights, at * LABELS, label);
  }
};

/** Marks what stands as it was found. */
const fixedIn = (fixed: readonly Candidate[], part: Part): Uint8Array => {
  const marks = new Uint8Array(part.end - part.start);
  for (const { start, end } of fixed) marks.fill(1, Math.max(start - part.start, 0), Math.max(end - part.start, 0));
  return marks;
};

const fix = (weights: Float64Array, marks: Uint8Array): void => {
  for (let at = 0; at < marks.length; at++) if (marks[at] === 1) add(weights, at * LABELS + OUTSIDE, FIXED);
};

/** What stands in each of the parts, asked for in order. */
const inOrder = (found: readonly Candidate[]): ((part: Part) => Candidate[]) => {
  let passed = 0;
  return ({ start, end }) => {
    while ((found[passed]?.end ?? Infinity) <= start) passed += 1;
    const within: Candidate[] = [];
    for (let at = passed, one = found[at]; one !== undefined && one.start < end; one = found[++at]) within.push(one);
    return within;
  };
};

const readPart = ({ beside, weigh }: Weighing, text: Text, part: Part, found: readonly Candidate[]): Candidate[] => {
  const length = part.end - part.start;
  const weights = weightsFor(length);
  const isWhole = ({ start, end }: Candidate): boolean => start >= part.start && end <= part.end;
  const read = found.filter((one) => isWhole(one) && isRead(one, text));
  const fixed = found.filter((one) => !isWhole(one) || !isRead(one, text));
  const marks = fixedIn(fixed, part);
  weigh(signsOf(text, part.start, part.end), marks, weights);
  const known = read.map(toStretch);
  addRules(weights, labelsOf(known, part.start, part.end));
  fix(weights, marks);
  const byStart = new Map(read.map((one) => [one.start, one]));
  const isPersonal = found.some(({ kind }) => kind !== 'address');
  const settled = settle(text, stretchesOf(bestLabels(weights, beside, length), part.start), {
    edge: part.start,
    stretches: known,
    isPersonal,
  });
  const again = settled.map(({ kind, start, end }): Candidate => {
    const one = byStart.get(start);
    return one !== undefined && one.end === end && one.kind === kind ? one : { kind, check: `${kind}-in-context`, start, end };
  });
  return fixed.length === 0 ? again : [...fixed, ...again].toSorted((a, b) => a.start - b.start);
};

/** Reads names and addresses again. */
export interface Reading {
  /**
   * @param standing what the rules found, disjoint and in order
   * @param hints offsets at which something shows that the rules took for nobody's, such as a door
   * @returns the same numbers, and the names and addresses that rules and weights together find; in the order of the text
   */
  readonly readAgain: (text: Text, standing: readonly Candidate[], hints: readonly number[]) => readonly Candidate[];
}

/** Source: averaged structured perceptron (Collins 2002), docs/decisions/0021-addresses-are-read-again.md. */
export const createReading = (learned: Learned): Reading => {
  const weighing = createWeighing(learned);
  const readAgain: Reading['readAgain'] = (text, standing, hints) => {
    const homes = standing.filter(({ kind }) => kind === 'address');
    const parts = stretchesAround(text, [...homes, ...hints.map((at) => ({ start: at, end: at + 1 }))]);
    if (parts.length === 0) return standing;
    const within = inOrder(standing);
    const read = new Set<Candidate>();
    const again = new Set<Candidate>();
    for (const part of parts) {
      const found = within(part);
      for (const one of found) read.add(one);
      for (const one of readPart(weighing, text, part, found)) again.add(one);
    }
    return [...standing.filter((one) => !read.has(one)), ...again].toSorted((one, other) => one.start - other.start);
  };
  return { readAgain };
};
