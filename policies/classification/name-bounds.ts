import { isHighSurrogate, isRareHan, isSecondHalf } from './characters.ts';
import { mostBefore, mostBehind } from './evidence-bounds.ts';
import { beginsDoubleSurname, characterCost, endsDoubleSurname, isFrequentSurname, onlyGivenCost, surnameCost } from './lexicon.ts';
import { isIdeograph } from './name-context.ts';
import { leastFirstGivenCost, leastSecondGivenCost, ONE_GIVEN_COST } from './name-costs.ts';
import { isSoundUnit, JOINT } from './transliterated-names.ts';

/**
 * What refuses nearly every name that could be read, before any word is looked for: of each unit alone, how much more it costs at least in a
 * name than as a word of its own, and the most that it says for a name beside it. They stand together since they are asked for together.
 */
const UNITS = 0x10000;
const BYTES_BITS = 3;
const BOUNDS = new Int8Array(UNITS << BYTES_BITS);
/** A name with this in it is refused, or must be read, whatever else it holds. */
const NEVER = 127;
const PERHAPS = -128;

const [SURNAME, ONLY_GIVEN, FIRST_GIVEN, SECOND_GIVEN, BEFORE, BEHIND, BEGINS, ENDS] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
/** What a unit is as the first of two, and as the second. */
const SOUND = 1;
const FREQUENT_SURNAME = 2;
const DOUBLE_SURNAME = 4;

/** Place of a unit's bounds; 0 for those of what is outside a text. */
export const boundsOf = (unit: number): number => unit << BYTES_BITS;
const boundAt = (bounds: number, place: number): number => BOUNDS[bounds | place] ?? PERHAPS;
export const boundOfSurname = (bounds: number): number => boundAt(bounds, SURNAME);
export const boundOfOnlyGiven = (bounds: number): number => boundAt(bounds, ONLY_GIVEN);
export const boundOfFirstGiven = (bounds: number): number => boundAt(bounds, FIRST_GIVEN);
export const boundOfSecondGiven = (bounds: number): number => boundAt(bounds, SECOND_GIVEN);
export const boundBefore = (bounds: number): number => boundAt(bounds, BEFORE);
export const boundBehind = (bounds: number): number => boundAt(bounds, BEHIND);
/** 1 for a character by which names are written that have no surname, 0 for others. */
export const boundOfSound = (bounds: number): number => boundAt(bounds, BEGINS) & SOUND;
/** Could the two be one surname? */
export const couldBeSurname = (first: number, second: number): boolean => (boundAt(first, BEGINS) & boundAt(second, ENDS)) !== 0;

/** How much more the unit costs in a name, where it costs this, than as a word. */
const boundOf = (unit: number, cost: number): number => {
  // A character of two units takes another's place.
  if (isHighSurrogate(unit) || isSecondHalf(unit)) return PERHAPS;
  return isIdeograph(unit) ? Math.min(Math.max(cost - characterCost(unit), PERHAPS), NEVER) : NEVER;
};

const beginsOf = (unit: number): number =>
  (isSoundUnit(unit) || unit === JOINT ? SOUND : 0) |
  (isFrequentSurname(unit) ? FREQUENT_SURNAME : 0) |
  (beginsDoubleSurname(unit) ? DOUBLE_SURNAME : 0);
const endsOf = (unit: number): number => (isFrequentSurname(unit) ? FREQUENT_SURNAME : 0) | (endsDoubleSurname(unit) ? DOUBLE_SURNAME : 0);

for (let unit = 0; unit < UNITS; unit++) {
  const bounds = boundsOf(unit);
  BOUNDS[bounds | SURNAME] = isRareHan(unit) ? PERHAPS : boundOf(unit, surnameCost(unit));
  BOUNDS[bounds | ONLY_GIVEN] = boundOf(unit, onlyGivenCost(unit) + ONE_GIVEN_COST);
  BOUNDS[bounds | FIRST_GIVEN] = boundOf(unit, leastFirstGivenCost(unit));
  BOUNDS[bounds | SECOND_GIVEN] = boundOf(unit, leastSecondGivenCost(unit));
  BOUNDS[bounds | BEFORE] = mostBefore(unit);
  BOUNDS[bounds | BEHIND] = mostBehind(unit);
  BOUNDS[bounds | BEGINS] = beginsOf(unit);
  BOUNDS[bounds | ENDS] = endsOf(unit);
}
