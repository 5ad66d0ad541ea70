import { codeAt, isHighSurrogate, isRareHan, unitsOf } from './characters.ts';
import type { Candidate } from './finding.ts';
import {
  beginsDoubleSurname,
  beginsLonger,
  beginsName,
  characterCost,
  doubleSurnameCost,
  isWordAt,
  joinedSurnameCost,
  kindOfWordAt,
  longerCost,
  NEVER,
  OF_OTHER_CHARACTER,
  onlyGivenCost,
  pairCost,
  pairOf,
  RARE_SURNAME_COST,
  surnameCost,
} from './lexicon.ts';
import { bonusOf, checkOf, isBareWord, runningOnCost } from './name-bonus.ts';
import { evidenceBefore, evidenceBehind, FOLLOW_TABLE, MOST_BEHIND } from './name-context.ts';
import {
  areUsualGiven,
  oneGivenCost,
  SHORT_SOUND_COST,
  SHORTEST_SOUND,
  SOUND_COST,
  twoGivenCost,
  unitsAt,
  type Run,
} from './name-costs.ts';
import { couldHoldName } from './name-prospects.ts';
import { NAMED_TABLE, NO_NAMES, OFFICES, SHORT_OFFICES } from './name-words.ts';
import { isJoint, isSound, isSoundUnit } from './transliterated-names.ts';
import { wordAt } from './words.ts';
import { unitAt, type Text, unitOf } from './text.ts';

const LONGEST_SOUND = 8;
const NONE: readonly Candidate[] = [];
const UNREACHED = 2 ** 30;

/**
 * Reads a run of ideographs in the cheapest way (Viterbi): as words and as names, a name being the cheaper the more usual its characters are
 * and the more the words beside it say for it. The arrays are by offset within the run and are used again for the next one.
 */
let best = new Int32Array(256);
let from = new Int32Array(256);
let isName = new Uint8Array(256);
let beginnings = new Uint8Array(256);

const reserve = (length: number): void => {
  if (length >= best.length) {
    best = new Int32Array(2 * length);
    from = new Int32Array(2 * length);
    isName = new Uint8Array(2 * length);
    beginnings = new Uint8Array(2 * length);
  }
};

const reach = (start: number, end: number, cost: number, name: 0 | 1): void => {
  if (cost >= (best[end] ?? 0)) return;
  best[end] = cost;
  from[end] = start;
  isName[end] = name;
};

const lastNameEnd = ({ start, lastEnd }: Run, at: number): number => {
  const joined = at - 1 - start;
  return joined > 0 && isName[joined] === 1 ? at - 1 : lastEnd;
};

/** Of one character or two, each as a word. */
const charactersCost = (text: Text, at: number, end: number): number =>
  characterCost(unitAt(text, at)) + (end - at === 2 && !isHighSurrogate(unitAt(text, at)) ? characterCost(unitAt(text, at + 1)) : 0);

const HOME = unitOf('家');
/** 王叔家 is a home. */
const isHomeOf = (unit: number, last: number): boolean => SHORT_OFFICES[unit] === 1 && last === HOME;

/** 哥 and 总 behind a surname name nobody; a surname said twice is a word, as in 谢谢 and 常常. */
const isOnlyGiven = (text: Text, at: number): boolean => {
  const unit = unitAt(text, at);
  return SHORT_OFFICES[unit] !== 1 && unit !== unitAt(text, at - 1);
};

/** Two characters that make a word are more often that: 常年, 祖母. */
const WHOLE_WORD_COST = 6;
const wholeWordCost = (text: Text, at: number, end: number): number => (end - at === 2 && isWordAt(text, at) ? WHOLE_WORD_COST : 0);

/** Names of the surname that ends at the offset, with one given character and with two; with an office behind it nobody is named. */
const readGiven = (run: Run, at: number, given: number, surname: number): void => {
  const { text, start, end } = run;
  if (given >= end || wordAt(OFFICES, text, given) !== undefined) return;
  const unit = unitAt(text, given);
  const second = given + unitsAt(text, given);
  const reached = best[at - start] ?? UNREACHED;
  const before = evidenceBefore(text, at, lastNameEnd(run, at));
  const isBare = isBareWord(text, at, given, before);
  // A name that costs more than its own characters as words, whatever stands behind it, is on no cheapest way.
  const least = run.nameCost + surname - before.bonus - MOST_BEHIND;
  const words = charactersCost(text, at, given) + characterCost(unit);
  const cost = reached + run.nameCost + surname;
  const only = onlyGivenCost(unit) + oneGivenCost(surname) + wholeWordCost(text, at, second);
  if (!isBare && least + only <= words && isOnlyGiven(text, given))
    reach(at - start, second - start, cost + only - bonusOf(before, evidenceBehind(text, second)), 1);
  if (second >= end) return;
  const last = unitAt(text, second);
  if (isBare && !areUsualGiven(unit, last)) return;
  const both = twoGivenCost(text, given, unit, last);
  if (least + both > words + characterCost(last) || isHomeOf(unit, last)) return;
  const behind = second + unitsAt(text, second);
  reach(at - start, behind - start, cost + both + runningOnCost(text, second, behind) - bonusOf(before, evidenceBehind(text, behind)), 1);
};

/** Is the thing called after somebody: 李宁跑鞋, 吴承恩故居? */
const isNamedThing = (text: Text, at: number): boolean =>
  wordAt(NAMED_TABLE, text, at + 2) !== undefined ||
  (wordAt(NAMED_TABLE, text, at + 3) !== undefined &&
    kindOfWordAt(text, at + 2) === OF_OTHER_CHARACTER &&
    wordAt(FOLLOW_TABLE, text, at + 2) === undefined);

const readNames = (run: Run, at: number, unit: number): void => {
  const { text } = run;
  if (wordAt(NO_NAMES, text, at) !== undefined || isNamedThing(text, at)) return;
  const double = beginsDoubleSurname(unit) ? doubleSurnameCost(unit, unitAt(text, at + 1)) : NEVER;
  if (double !== NEVER) readGiven(run, at, at + 2, double);
  const single = surnameCost(unit);
  if (single !== NEVER) {
    readGiven(run, at, at + 1, single);
    const joined = joinedSurnameCost(single, unitAt(text, at + 1));
    if (joined !== NEVER) readGiven(run, at, at + 2, joined);
  } else if (isHighSurrogate(unit) || isRareHan(unit)) readGiven(run, at, at + unitsOf(codeAt(text, at)), RARE_SURNAME_COST);
};

/** Names written by their sound alone, as 次旺罗珠: any stretch of such characters. */
const readSounds = (run: Run, at: number): void => {
  const { text, start, end } = run;
  let behind = at;
  while (behind < end && behind - at < LONGEST_SOUND && (isSound(text, behind) || isJoint(text, behind))) behind += 1;
  if (behind - at < SHORTEST_SOUND) return;
  const before = evidenceBefore(text, at, lastNameEnd(run, at));
  const reached = (best[at - start] ?? UNREACHED) + run.nameCost;
  for (let to = at + SHORTEST_SOUND; to <= behind; to++) {
    const each = to - at === SHORTEST_SOUND ? SHORT_SOUND_COST : SOUND_COST;
    reach(at - start, to - start, reached + each * (to - at) - bonusOf(before, evidenceBehind(text, to)), 1);
  }
};

const readWords = ({ text, start, end }: Run, at: number, unit: number): void => {
  const place = at - start;
  const reached = best[place] ?? UNREACHED;
  if (isHighSurrogate(unit)) {
    reach(place, place + 2, reached + characterCost(unit), 0);
    return;
  }
  reach(place, place + 1, reached + characterCost(unit), 0);
  const pair = at + 1 < end ? pairOf(unit, unitAt(text, at + 1)) : 0;
  if (pair === 0) return;
  const cost = pairCost(pair);
  if (cost !== NEVER) reach(place, place + 2, reached + cost, 0);
  if (at + 2 >= end || !beginsLonger(pair)) return;
  const third = unitAt(text, at + 2);
  const ofThree = longerCost(pair, third, 0);
  if (ofThree !== NEVER) reach(place, place + 3, reached + ofThree, 0);
  const ofFour = at + 3 < end ? longerCost(pair, third, unitAt(text, at + 3)) : NEVER;
  if (ofFour !== NEVER) reach(place, place + 4, reached + ofFour, 0);
};

/** The names on the cheapest way, in order. */
const namesOf = ({ text, start, end, lastEnd }: Run): Candidate[] => {
  const names: Candidate[] = [];
  for (let place = end - start; place > 0; place = from[place] ?? 0)
    if (isName[place] === 1) {
      const first = start + (from[place] ?? 0);
      const check = checkOf(evidenceBefore(text, first, lastEnd), evidenceBehind(text, start + place));
      names.push({ kind: 'name', check, start: first, end: start + place });
    }
  return names.toReversed();
};

/** The cheapest way through the run; names begin only where `beginnings` says so. */
const read = (run: Run): readonly Candidate[] => {
  const { text, start, end } = run;
  best.fill(UNREACHED, 0, end - start + 1);
  best[0] = 0;
  isName.fill(0, 0, end - start + 1);
  for (let at = start; at < end; at++) {
    if (best[at - start] === UNREACHED) continue;
    const unit = unitAt(text, at);
    readWords(run, at, unit);
    if (beginnings[at - start] === 1) readNames(run, at, unit);
    if (isSoundUnit(unit)) readSounds(run, at);
  }
  return namesOf(run);
};

/** Reads the run in any case. */
export const readRun = (run: Run): readonly Candidate[] => {
  reserve(run.end - run.start);
  for (let at = run.start; at < run.end; at++) beginnings[at - run.start] = beginsName(unitAt(run.text, at)) ? 1 : 0;
  return read(run);
};

/** Names in a run of ideographs of the text. */
export const namesInRun = (run: Run): readonly Candidate[] => {
  reserve(run.end - run.start);
  return couldHoldName(run, beginnings) ? read(run) : NONE;
};
