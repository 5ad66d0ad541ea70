import { isHighSurrogate } from './characters.ts';
import { firstGivenCost, isWordAt, RARE_SURNAME_COST, secondGivenCost } from './lexicon.ts';
import { unitAt, type Text } from './text.ts';

/** A run of ideographs within a text. */
export interface Run {
  readonly text: Text;
  readonly start: number;
  readonly end: number;
  /** Where the name found before the run ends. */
  readonly lastEnd: number;
  /** What a name costs in this place. */
  readonly nameCost: number;
}

/** A name is so much rarer than the average word; with one given character rarer still. */
export const NAME_COST = 14;
/** In a sentence with other identifiers names are less rare. */
export const NAME_COST_BESIDE = 9;
/** The whole of a field beside somebody's number is mostly somebody's name. */
export const NAME_COST_IN_ROW = -4;
export const ONE_GIVEN_COST = 6;
/** A rare ideograph with one more character is a firm's or a place's as often. */
const ONE_BEHIND_RARE_COST = 18;
export const oneGivenCost = (surname: number): number => (surname === RARE_SURNAME_COST ? ONE_BEHIND_RARE_COST : ONE_GIVEN_COST);
/** Two given characters that make a word cost no more than this. */
const WORD_GIVEN_COST = 36;
/** Of each character of a name written by its sound, and of one of three characters, which many words are too. */
export const SOUND_COST = 18;
export const SHORT_SOUND_COST = 27;
/** Characters of given names up to this cost are usual ones. */
const DEAREST_USUAL = 22;

/** Characters of the shortest name that is written by its sound. */
export const SHORTEST_SOUND = 3;

/** Two characters that also make a word, as in 建设 and 和平, are given together. */
export const twoGivenCost = (text: Text, at: number, unit: number, second: number): number => {
  const first = firstGivenCost(unit);
  const behind = secondGivenCost(second);
  return first <= DEAREST_USUAL && behind <= DEAREST_USUAL && isWordAt(text, at)
    ? Math.min(first + behind, WORD_GIVEN_COST)
    : first + behind;
};

/** Both are such as given names are made of. */
export const areUsualGiven = (unit: number, second: number): boolean =>
  firstGivenCost(unit) <= DEAREST_USUAL && secondGivenCost(second) <= DEAREST_USUAL;

/** The least that a character can cost as one of two, each for itself. */
const leastOfTwo = (cost: number): number => (cost <= DEAREST_USUAL ? Math.min(cost, WORD_GIVEN_COST / 2) : cost);
export const leastFirstGivenCost = (unit: number): number => leastOfTwo(firstGivenCost(unit));
export const leastSecondGivenCost = (unit: number): number => leastOfTwo(secondGivenCost(unit));

export const unitsAt = (text: Text, at: number): number => (isHighSurrogate(unitAt(text, at)) ? 2 : 1);
