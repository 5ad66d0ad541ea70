import { ADDRESS_LEADS, STOP_TABLE, SUFFIX_TABLE } from './address-words.ts';
import { isSecondHalf } from './characters.ts';
import { divisionAt } from './divisions.ts';
import { kindOfPair, NEVER, pairCost, pairOf } from './lexicon.ts';
import type { Stretch } from './reading-labels.ts';
import { FOLLOW_TABLE, LEAD_TABLE } from './name-context.ts';
import { entryAt, entryBefore } from './words.ts';
import { unitAt, type Text } from './text.ts';

/** What is known of each place of a stretch before it is weighed. The arrays are used again for the next stretch. */
const UNITS = 0x10000;
/** Digits count as one another, Latin letters and the halves of a character beyond the BMP too. */
const DIGIT = 48;
const LETTER = 97;
const FIRST_HALF = 0xd840;
const SECOND_HALF = 0xdc00;

/** Kinds of signs, numbered; 0 for any that is not told apart. */
const KINDS: readonly RegExp[] = [
  /\d/,
  /[a-z]/i,
  /\p{Script=Han}/u,
  /\s/,
  /[，,、；;]/,
  /[：:=]/,
  /[。！？!?]/,
  /[（(【[“"《<「]/,
  /[）)】\]”》>」]/,
  /[-—·#]/,
];
const OF_HAN = 3;
const OUTSIDE = 11;

const normalOf = (unit: number): number => {
  if (unit >= 0xd800 && unit < SECOND_HALF) return FIRST_HALF;
  if (isSecondHalf(unit)) return SECOND_HALF;
  if (unit >= DIGIT && unit < DIGIT + 10) return DIGIT;
  return /[a-z]/i.test(String.fromCharCode(unit)) ? LETTER : unit;
};
const kindOf = (unit: number): number => {
  if (unit === 0) return OUTSIDE;
  if (unit === FIRST_HALF || unit === SECOND_HALF) return OF_HAN;
  const character = String.fromCharCode(unit);
  return KINDS.findIndex((pattern) => pattern.test(character)) + 1;
};

const NORMAL = new Uint16Array(UNITS);
const KIND = new Uint8Array(UNITS);
for (let unit = 0; unit < UNITS; unit++) {
  NORMAL[unit] = normalOf(unit);
  KIND[unit] = kindOf(normalOf(unit));
}
export const kindOfSign = (unit: number): number => KIND[unit] ?? 0;

/** Places beyond the stretch that are known as well. */
export const AROUND = 4;
const LEAST = 512;
/** By place from `AROUND` before the stretch on. */
const signsFor = (length: number) => ({
  units: new Int32Array(length),
  suffixes: new Int32Array(length),
  suffixEnds: new Int32Array(length),
  divisions: new Int32Array(length),
  edges: new Int32Array(length),
  marks: new Int32Array(length),
  ahead: new Int32Array(length),
  steps: new Int32Array(length),
  kinds: new Int32Array(length),
  names: new Int32Array(length),
  leads: new Int32Array(length),
  follows: new Int32Array(length),
});
export type Signs = Readonly<ReturnType<typeof signsFor>>;

let kept = signsFor(LEAST);
let keptSigns = Object.values(kept);

const ROOM = 8;
const clear = (length: number): Signs => {
  if (length + ROOM > kept.units.length) {
    kept = signsFor(2 * length);
    keptSigns = Object.values(kept);
  } else for (const signs of keptSigns) signs.fill(0, 0, length + ROOM);
  return kept;
};

/** How common the word of two characters is: 1 for the commonest, 0 for none. */
const stepOf = (cost: number): number => (cost === NEVER ? 0 : Math.max(1, Math.min(7, (cost - 12) >> 2)));

const AFTER_LEAD = 2;
const AT_STOP = 1;
const WITHIN_DIVISION = 3;

const LENGTH_SHIFT = 64;
const LEAD_ZERO = 12;
const FOLLOW_ZERO = 46;
const LONGEST_FOLLOW = 3;
const [FOLLOWS, SUFFIX, ADDRESS_LEAD, STOP, LEADS] = [1, 2, 4, 8, 16] as const;
/** Of a unit, which lists hold a word that begins with it, or ends with it for what leads in. */
const BEGUN = new Uint8Array(UNITS);
const enter = ({ starts }: { readonly starts: Uint16Array }, bit: number): void => {
  for (let unit = 0; unit < UNITS; unit++) if (starts[unit] !== 0) BEGUN[unit] = (BEGUN[unit] ?? 0) | bit;
};
enter(FOLLOW_TABLE, FOLLOWS);
enter(SUFFIX_TABLE, SUFFIX);
enter(ADDRESS_LEADS, ADDRESS_LEAD);
enter(STOP_TABLE, STOP);
enter(LEAD_TABLE, LEADS);

/** A word that leads in names ends before the place; these mostly lead in addresses, too. */
const lookUpLead = ({ leads }: Signs, text: Text, at: number, place: number): void => {
  const lead = ((BEGUN[unitAt(text, at - 1)] ?? 0) & LEADS) !== 0 ? entryBefore(LEAD_TABLE, text, at) : undefined;
  if (lead !== undefined) leads[place] = lead.word.length * LENGTH_SHIFT + lead.of.bonus + LEAD_ZERO;
};

const lookUpFollow = ({ follows }: Signs, text: Text, at: number, place: number): void => {
  const follow = entryAt(FOLLOW_TABLE, text, at);
  if (follow !== undefined) follows[place] = Math.min(follow.word.length, LONGEST_FOLLOW) * LENGTH_SHIFT + follow.of.bonus + FOLLOW_ZERO;
};

const lookUpSuffix = ({ suffixes, suffixEnds }: Signs, text: Text, at: number, place: number): void => {
  const suffix = entryAt(SUFFIX_TABLE, text, at);
  if (suffix === undefined) return;
  suffixes[place] = suffix.of;
  suffixEnds[place + suffix.word.length] = suffix.of;
};

const lookUpEdges = ({ edges }: Signs, text: Text, at: number, place: number): void => {
  const length = entryAt(ADDRESS_LEADS, text, at)?.word.length;
  if (length !== undefined) edges[place + length] = (edges[place + length] ?? 0) | AFTER_LEAD;
  if (entryAt(STOP_TABLE, text, at) !== undefined) edges[place] = (edges[place] ?? 0) | AT_STOP;
};

const markDivision = ({ divisions }: Signs, text: Text, at: number, place: number): void => {
  const division = divisions[place] === 0 ? divisionAt(text, at) : undefined;
  if (division === undefined) return;
  divisions.fill(division.rank + WITHIN_DIVISION, place + 1, place + division.end - at);
  divisions[place] = division.rank;
};

/** Words of the lists that begin or end here. */
const lookUpWords = (signs: Signs, text: Text, at: number, place: number): void => {
  const begun = BEGUN[unitAt(text, at)] ?? 0;
  lookUpLead(signs, text, at, place);
  if ((begun & FOLLOWS) !== 0) lookUpFollow(signs, text, at, place);
  if ((begun & SUFFIX) !== 0) lookUpSuffix(signs, text, at, place);
  if ((begun & (ADDRESS_LEAD | STOP)) !== 0) lookUpEdges(signs, text, at, place);
  markDivision(signs, text, at, place);
};

const OF_NUMBER = 8;
const FARTHEST = 7;
/** From the end on: what a digit's number counts, and which suffix or number comes next and how soon. */
const lookAhead = ({ units, marks, suffixes, ahead }: Signs, length: number): void => {
  let mark = 0;
  let next = 0;
  let distance = 0;
  for (let place = length - 1; place >= 0; place--) {
    const unit = units[place] ?? 0;
    if (unit !== DIGIT) mark = unit;
    else marks[place] = mark;
    distance += 1;
    if (suffixes[place] !== 0 || unit === DIGIT) {
      next = unit === DIGIT ? OF_NUMBER : (suffixes[place] ?? 0);
      distance = 0;
    } else if (KIND[unit] !== OF_HAN && unit !== LETTER) {
      next = 0;
      distance = 0;
    }
    ahead[place] = next * (FARTHEST + 1) + Math.min(distance, FARTHEST);
  }
};

const [NAME_BEGINS, WITHIN_NAME, NAME_ENDS] = [1, 2, 3] as const;
const markNames = ({ names }: Signs, named: readonly Stretch[], from: number, length: number): void => {
  for (const { start, end } of named) {
    if (end <= from || start >= from + length) continue;
    names.fill(WITHIN_NAME, Math.max(start - from, 0), Math.min(end - from, length));
    if (start >= from) names[start - from] = NAME_BEGINS;
    if (end <= from + length) names[end - from - 1] = NAME_ENDS;
  }
};

/**
 * What is known of the places of a stretch; the places around it are known as far as they tell of those within.
 * @param named names in the text
 */
export const signsOf = (text: Text, from: number, to: number, named: readonly Stretch[]): Signs => {
  const length = to - from + 2 * AROUND;
  const signs = clear(length);
  const { units, steps, kinds } = signs;
  for (let place = 0; place < length + ROOM; place++) units[place] = NORMAL[unitAt(text, from - AROUND + place)] ?? 0;
  for (let place = 0; place < length; place++) {
    if (KIND[units[place] ?? 0] !== OF_HAN) continue;
    const at = from - AROUND + place;
    const pair = pairOf(unitAt(text, at), unitAt(text, at + 1));
    kinds[place] = kindOfPair(pair, unitAt(text, at)) + 1;
    steps[place] = stepOf(pairCost(pair));
    lookUpWords(signs, text, at, place);
  }
  markNames(signs, named, from - AROUND, length);
  lookAhead(signs, length);
  return signs;
};
