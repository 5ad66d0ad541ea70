import type { Candidate } from './finding.ts';
import { createHouseholds } from './households.ts';
import { settle } from './reading-edges.ts';
import { BEGIN, END, INSIDE, LABELS, labelsOf, OUTSIDE, stretchesOf } from './reading-labels.ts';
import { resolveOverlaps } from './overlaps.ts';
import { bestLabels } from './reading-path.ts';
import { signsOf } from './reading-signs.ts';
import { stretchesAround, type Part } from './reading-stretches.ts';
import { createWeighing, type Learned, type Weighing } from './reading-weights.ts';
import type { Text } from './text.ts';

/** Weights of the learner are so many to one of its own. */
export const SCALE = 8;
/** What the rules' word weighs: where an address begins and ends, along it, beside it and elsewhere; and where somebody is named. */
const ENDS_FOUND = 150 * SCALE;
const BEGINS_FOUND = 130 * SCALE;
const BESIDE = 120 * SCALE;
const ALONG = 30 * SCALE;
const ELSEWHERE = 15 * SCALE;
const NAMED = 40 * SCALE;
/** Numbers stand as they were found. */
const FIXED = 2 ** 20;

let weights = new Float64Array(512 * LABELS);
let found = new Uint8Array(512);
const reserve = (length: number): void => {
  if (length <= found.length) return;
  weights = new Float64Array(2 * length * LABELS);
  found = new Uint8Array(2 * length);
};

const add = (place: number, weight: number): void => {
  weights[place] = (weights[place] ?? 0) + weight;
};

const addToNone = (place: number, weight: number): void => {
  for (let label = BEGIN; label < LABELS; label++) add(place + label, -weight);
};

/** Lets the rules' word weigh in. */
const addRules = (length: number): void => {
  for (let at = 0; at < length; at++) {
    const label = found[at] ?? OUTSIDE;
    const place = at * LABELS;
    if (label === INSIDE) add(place + INSIDE, ALONG);
    else if (label === BEGIN) add(place + BEGIN, BEGINS_FOUND);
    else if (label === END) add(place + END, ENDS_FOUND);
    else if (found[at - 1] === END || (at + 1 < length && found[at + 1] === BEGIN)) addToNone(place, BESIDE);
    else addToNone(place, ELSEWHERE);
  }
};

/** Names are hardly, and numbers never, part of an address. */
const addOthers = (others: readonly Candidate[], { start: from, end: to }: Part): void => {
  for (const { kind, start, end } of others)
    for (let at = Math.max(start, from); at < Math.min(end, to); at++) addToNone((at - from) * LABELS, kind === 'name' ? NAMED : FIXED);
};

/** What stands in each of the parts, asked for in order. */
const inOrder = (standing: readonly Candidate[]): ((part: Part) => Candidate[]) => {
  let passed = 0;
  return ({ start, end }) => {
    while ((standing[passed]?.end ?? Infinity) <= start) passed += 1;
    const within: Candidate[] = [];
    for (let at = passed, one = standing[at]; one !== undefined && one.start < end; one = standing[++at]) within.push(one);
    return within;
  };
};

/** The addresses of the part; one that stays as it was found is the same object. */
const readPart = ({ beside, weigh }: Weighing, text: Text, part: Part, standing: readonly Candidate[]): Candidate[] => {
  const length = part.end - part.start;
  reserve(length);
  const homes = standing.filter(({ kind }) => kind === 'address');
  const others = standing.filter(({ kind }) => kind !== 'address');
  weigh(
    signsOf(
      text,
      part.start,
      part.end,
      others.filter(({ kind }) => kind === 'name'),
    ),
    length,
    weights,
  );
  labelsOf(homes, part.start, part.end, found);
  addRules(length);
  addOthers(others, part);
  const read = stretchesOf(bestLabels(weights, beside, length), length, part.start);
  const byStart = new Map(homes.map((home) => [home.start, home]));
  return settle(text, read, homes, part.start).map(({ start, end }): Candidate => {
    const home = byStart.get(start);
    return home?.end === end ? home : { kind: 'address', check: 'address-in-context', start, end };
  });
};

/** Reads addresses again. */
export interface Reading {
  /**
   * @param standing what the rules found, disjoint and in order
   * @param hints offsets at which something shows that the rules took for nobody's, such as a door
   * @returns the same numbers and names, and the addresses that rules and weights together find; disjoint and in the order of the text
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
    const again = parts.flatMap((part) => readPart(weighing, text, part, within(part))).filter(createHouseholds(text, standing));
    return resolveOverlaps([...standing.filter(({ kind }) => kind !== 'address'), ...again]);
  };
  return { readAgain };
};
