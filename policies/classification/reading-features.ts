import { AROUND, kindOfSign, type Signs } from './reading-signs.ts';

/** Places of the table of weights: features share one where their hashes agree. */
export const PLACE_BITS = 14;
export const FEATURES = 28;

const MIX = 0x9e3779b1;
const SHIFT = 32 - PLACE_BITS;
const HALF = 15;
const WIDE = 0x85ebca6b;

/** Where a feature with this value has its weights: the upper bits of its product with the golden ratio. */
const placeOf = (feature: number, value: number): number =>
  Math.imul(value ^ (value >>> HALF) ^ Math.imul(feature + 1, WIDE), MIX) >>> SHIFT;

const SIGN_KINDS = 13;
/** No sign but a unit is as large as this. */
const WORD_BITS = 16;
const SIGN_BITS = 8;
/** Of a step or a kind of word. */
const STEP_BITS = 3;
const TWO_STEPS = 2 * STEP_BITS;

const valueAt = (list: Int32Array, place: number): number => list[place] ?? 0;

/** Characters around the place one by one and in twos and threes: written from 0 on. */
const writeCharacters = ({ units }: Signs, q: number, places: Int32Array): void => {
  const third = valueAt(units, q - 3);
  const second = valueAt(units, q - 2);
  const before = valueAt(units, q - 1);
  const unit = valueAt(units, q);
  const next = valueAt(units, q + 1);
  const behind = valueAt(units, q + 2);
  const last = valueAt(units, q + 3);
  places[0] = placeOf(0, unit);
  places[1] = placeOf(1, before);
  places[2] = placeOf(2, next);
  places[3] = placeOf(3, second);
  places[4] = placeOf(4, behind);
  places[5] = placeOf(5, (before << WORD_BITS) | unit);
  places[6] = placeOf(6, (unit << WORD_BITS) | next);
  places[7] = placeOf(7, (second << WORD_BITS) | before);
  places[8] = placeOf(8, (next << WORD_BITS) | behind);
  places[9] = placeOf(9, Math.imul((third << WORD_BITS) | second, WIDE) ^ before);
  places[10] = placeOf(10, Math.imul((next << WORD_BITS) | behind, WIDE) ^ last);
  const kinds = ((kindOfSign(second) * SIGN_KINDS + kindOfSign(before)) * SIGN_KINDS + kindOfSign(unit)) * SIGN_KINDS + kindOfSign(next);
  places[11] = placeOf(11, kinds * SIGN_KINDS + kindOfSign(behind));
};

/** What the lists of words say around the place: from 12 on. */
const writeWords = ({ units, suffixes, suffixEnds, divisions, edges, marks, ahead }: Signs, q: number, places: Int32Array): void => {
  const before = valueAt(units, q - 1);
  const unit = valueAt(units, q);
  const next = valueAt(units, q + 1);
  const edgeBefore = valueAt(suffixEnds, q);
  const edgeBehind = valueAt(suffixEnds, q + 1);
  places[12] = placeOf(12, (((valueAt(suffixes, q) << SIGN_BITS) | edgeBefore) << SIGN_BITS) | edgeBehind);
  places[13] = placeOf(13, (((valueAt(divisions, q - 1) << SIGN_BITS) | valueAt(divisions, q)) << SIGN_BITS) | valueAt(divisions, q + 1));
  places[14] = placeOf(14, (valueAt(marks, q) << 1) | (before === unit ? 1 : 0));
  places[15] = placeOf(15, (valueAt(edges, q) << SIGN_BITS) | valueAt(ahead, q));
  places[16] = placeOf(16, (edgeBehind << WORD_BITS) | next);
  places[17] = placeOf(17, (edgeBefore << WORD_BITS) | unit);
};

/** Where words and names may part: from 18 on. */
const writeBounds = ({ units, steps, kinds, names, edges, leads, follows }: Signs, q: number, places: Int32Array): void => {
  const second = valueAt(steps, q - 2);
  const before = valueAt(steps, q - 1);
  const here = valueAt(steps, q);
  const next = valueAt(steps, q + 1);
  const ends = (valueAt(kinds, q - 2) << STEP_BITS) | valueAt(kinds, q - 1);
  const across = (before << STEP_BITS) | here;
  places[18] = placeOf(18, (((ends << STEP_BITS) | valueAt(kinds, q)) << TWO_STEPS) | across);
  places[19] = placeOf(19, (valueAt(units, q - 1) << TWO_STEPS) | across);
  places[20] = placeOf(20, (((second << STEP_BITS) | before) << TWO_STEPS) | (here << STEP_BITS) | next);
  places[21] = placeOf(21, (((here << STEP_BITS) | next) << TWO_STEPS) | (valueAt(kinds, q + 1) << STEP_BITS) | valueAt(kinds, q + 2));
  const named = (((valueAt(names, q - 1) << STEP_BITS) | valueAt(names, q)) << STEP_BITS) | valueAt(names, q + 1);
  places[22] = placeOf(22, (named << STEP_BITS) | valueAt(edges, q));
  places[24] = placeOf(24, (valueAt(leads, q) << STEP_BITS) | valueAt(kinds, q));
  places[25] = placeOf(25, (valueAt(follows, q + 1) << SIGN_BITS) | kindOfSign(valueAt(units, q + 1)));
  places[26] = placeOf(26, (valueAt(follows, q) << STEP_BITS) | valueAt(steps, q));
  places[27] = placeOf(
    27,
    ((((before === 0 ? 0 : 1) << 1) | (here === 0 ? 0 : 1)) << 1) | ((next === 0 ? 0 : 1) << 1) | (second === 0 ? 0 : 1),
  );
  places[23] = placeOf(23, (((valueAt(kinds, q - 1) << STEP_BITS) | before) << SIGN_BITS) | kindOfSign(valueAt(units, q - 1)));
};

/**
 * Where the weights stand of what shows at a place of a stretch, one for each feature. Of characters no more than three count together.
 * @param places written from 0 on
 */
export const placesOfFeatures = (signs: Signs, at: number, places: Int32Array): void => {
  const q = at + AROUND;
  writeCharacters(signs, q, places);
  writeWords(signs, q, places);
  writeBounds(signs, q, places);
};
