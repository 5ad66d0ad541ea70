import { ADDRESS_LEADS, rankOf, STOP_TABLE, SUFFIX_TABLE } from './address-words.ts';
import { isSecondHalf } from './characters.ts';
import { divisionAt } from './divisions.ts';
import {
  beginsLonger,
  characterCost,
  doubleSurnameCost,
  firstGivenCost,
  longerCost,
  NEVER,
  onlyGivenCost,
  pairCost,
  pairOf,
  secondGivenCost,
  surnameCost,
} from './lexicon.ts';
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

/** Bounds of what counts as usual, less usual and rare, for surnames and for given characters. */
const SURNAME_STEPS = [14, 20, 27] as const;
const GIVEN_STEPS = [16, 21, 28] as const;
/** 1 for the most usual, 0 for what is none. */
const stepOf = (cost: number, steps: readonly number[]): number => {
  const step = steps.findIndex((bound) => cost <= bound);
  if (step >= 0) return step + 1;
  return cost < NEVER ? steps.length + 1 : 0;
};

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
const SURNAME_STEP = new Uint8Array(UNITS);
const LAST_STEPS = new Uint8Array(UNITS);
const STEPS = 5;
for (let unit = 0; unit < UNITS; unit++) {
  NORMAL[unit] = normalOf(unit);
  KIND[unit] = kindOf(normalOf(unit));
  SURNAME_STEP[unit] = stepOf(surnameCost(unit), SURNAME_STEPS);
  LAST_STEPS[unit] = stepOf(secondGivenCost(unit), GIVEN_STEPS) * STEPS + stepOf(onlyGivenCost(unit), GIVEN_STEPS);
}
export const kindOfSign = (unit: number): number => KIND[unit] ?? 0;
/** How usual the unit is as a surname, and as a name's last character. */
export const surnameStep = (unit: number): number => SURNAME_STEP[unit] ?? 0;
export const lastSteps = (unit: number): number => LAST_STEPS[unit] ?? 0;

/** Places beyond the stretch that are known as well. */
export const AROUND = 4;
const LEAST = 512;
/** By place from `AROUND` before the stretch on. */
const signsFor = (length: number) => ({
  units: new Int32Array(length),
  words: new Int32Array(length),
  leads: new Int32Array(length),
  follows: new Int32Array(length),
  suffixes: new Int32Array(length),
  suffixEnds: new Int32Array(length),
  divisions: new Int32Array(length),
  edges: new Int32Array(length),
  marks: new Int32Array(length),
  ahead: new Int32Array(length),
  shorts: new Int32Array(length),
  longs: new Int32Array(length),
  parts: new Int32Array(length),
});
export type Signs = Readonly<ReturnType<typeof signsFor>>;

let kept = signsFor(LEAST);

const ROOM = 8;
const clear = (length: number): Signs => {
  if (length + ROOM > kept.units.length) kept = signsFor(2 * length);
  else for (const signs of Object.values(kept)) signs.fill(0, 0, length + ROOM);
  return kept;
};

const COMMON_WORD = 27;
const wordStep = (cost: number): number => {
  if (cost === NEVER) return 0;
  return cost <= COMMON_WORD ? 2 : 1;
};

const MARGIN_STEP = 5;
const MOST_MARGIN = 14;
/** A name by a double surname. */
const OF_DOUBLE = MOST_MARGIN + 2;
/** How much more the characters cost as a name than as words, in steps from 1 on. */
const marginOf = (name: number, words: number): number =>
  1 + Math.max(0, Math.min(MOST_MARGIN, Math.trunc((name - words) / MARGIN_STEP) + MARGIN_STEP + 3));

/** What could begin here as a name of two characters and of three, weighed against words. */
const weighNames = ({ shorts, longs }: Signs, text: Text, at: number, place: number): void => {
  const [unit, second, third] = [unitAt(text, at), unitAt(text, at + 1), unitAt(text, at + 2)];
  const surname = surnameCost(unit);
  if (surname === NEVER) {
    if (doubleSurnameCost(unit, second) === NEVER) return;
    shorts[place] = OF_DOUBLE;
    longs[place] = OF_DOUBLE;
    return;
  }
  const pair = pairOf(unit, second);
  const two = Math.min(pairCost(pair), characterCost(unit) + characterCost(second));
  shorts[place] = marginOf(surname + onlyGivenCost(second), two);
  if (KIND[third] !== OF_HAN) return;
  const behind = characterCost(unit) + pairCost(pairOf(second, third));
  const three = Math.min(two + characterCost(third), behind, beginsLonger(pair) ? longerCost(pair, third, 0) : NEVER);
  longs[place] = marginOf(surname + firstGivenCost(second) + secondGivenCost(third), three);
};

const [FIRST_PART, INNER_PART, LAST_PART] = [1, 2, 3] as const;
/** Marks the places of a word of three or four characters. */
const markLongWord = ({ parts }: Signs, text: Text, at: number, place: number, pair: number): void => {
  if (!beginsLonger(pair)) return;
  const third = unitAt(text, at + 2);
  const isFour = longerCost(pair, third, unitAt(text, at + 3)) !== NEVER;
  if (!isFour && longerCost(pair, third, 0) === NEVER) return;
  const last = isFour ? 3 : 2;
  for (let step = 0; step <= last; step++) {
    const part = step === 0 ? FIRST_PART : step === last ? LAST_PART : INNER_PART;
    parts[place + step] = Math.max(parts[place + step] ?? 0, part);
  }
};

const LENGTH_SHIFT = 64;
const LEAD_ZERO = 12;
const FOLLOW_ZERO = 46;
const LONGEST_FOLLOW = 3;
const AFTER_LEAD = 2;
const AT_STOP = 1;
const WITHIN_DIVISION = 3;

/** Words of the lists for names that end or begin here. */
const lookUpNameWords = ({ leads, follows }: Signs, text: Text, at: number, place: number): void => {
  const lead = entryBefore(LEAD_TABLE, text, at);
  if (lead !== undefined) leads[place] = lead.word.length * LENGTH_SHIFT + lead.of.bonus + LEAD_ZERO;
  const follow = entryAt(FOLLOW_TABLE, text, at);
  if (follow !== undefined) follows[place] = Math.min(follow.word.length, LONGEST_FOLLOW) * LENGTH_SHIFT + follow.of.bonus + FOLLOW_ZERO;
};

const markDivision = ({ divisions }: Signs, text: Text, at: number, place: number): void => {
  const division = divisions[place] === 0 ? divisionAt(text, at) : undefined;
  if (division === undefined) return;
  divisions.fill(division.rank + WITHIN_DIVISION, place + 1, place + division.end - at);
  divisions[place] = division.rank;
};

/** Words of the lists for addresses that begin here. */
const lookUpAddressWords = (signs: Signs, text: Text, at: number, place: number): void => {
  const { suffixes, suffixEnds, edges } = signs;
  const suffix = entryAt(SUFFIX_TABLE, text, at)?.word;
  if (suffix !== undefined) {
    suffixes[place] = rankOf(suffix);
    suffixEnds[place + suffix.length] = rankOf(suffix);
  }
  const leadLength = entryAt(ADDRESS_LEADS, text, at)?.word.length;
  if (leadLength !== undefined) edges[place + leadLength] = (edges[place + leadLength] ?? 0) | AFTER_LEAD;
  if (entryAt(STOP_TABLE, text, at) !== undefined) edges[place] = (edges[place] ?? 0) | AT_STOP;
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

/** What is known of the places of a stretch; the places around it are known as far as they tell of those within. */
export const signsOf = (text: Text, from: number, to: number): Signs => {
  const length = to - from + 2 * AROUND;
  const signs = clear(length);
  for (let place = 0; place < length + ROOM; place++) signs.units[place] = NORMAL[unitAt(text, from - AROUND + place)] ?? 0;
  for (let place = 0; place < length; place++) {
    const unit = signs.units[place] ?? 0;
    if (KIND[unit] !== OF_HAN) continue;
    const at = from - AROUND + place;
    lookUpNameWords(signs, text, at, place);
    lookUpAddressWords(signs, text, at, place);
    if (KIND[signs.units[place + 1] ?? 0] !== OF_HAN) continue;
    const pair = pairOf(unitAt(text, at), unitAt(text, at + 1));
    signs.words[place] = wordStep(pairCost(pair));
    weighNames(signs, text, at, place);
    markLongWord(signs, text, at, place, pair);
  }
  lookAhead(signs, length);
  return signs;
};
