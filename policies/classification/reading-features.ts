import { AROUND, kindOfSign, lastSteps, surnameStep, type Signs } from './reading-signs.ts';

/** Places of the table of weights: features share one where their hashes agree. */
export const PLACE_BITS = 14;
export const FEATURES = 29;

const MIX = 0x9e3779b1;
const SHIFT = 32 - PLACE_BITS;
const HALF = 15;
const WIDE = 0x85ebca6b;
const SALTS = Int32Array.from({ length: FEATURES }, (_, feature) => Math.imul(feature + 1, WIDE));

/** Where a feature with this value has its weights: the upper bits of its product with the golden ratio. */
export const placeOf = (feature: number, value: number): number =>
  Math.imul(value ^ (value >>> HALF) ^ (SALTS[feature] ?? 0), MIX) >>> SHIFT;

const SIGN_KINDS = 13;
const STEPS = 5;
const SEVENTEEN = 17;
/** No sign but a unit is as large as this. */
const WORD_BITS = 16;
const SIGN_BITS = 8;

const valueAt = (list: Int32Array, place: number): number => list[place] ?? 0;

/** Characters around the place one by one and in twos and threes: written from 0 on. */
const writeCharacters = ({ units }: Signs, q: number, values: Int32Array): void => {
  const [third, second, before] = [valueAt(units, q - 3), valueAt(units, q - 2), valueAt(units, q - 1)];
  const [unit, next, behind, last] = [valueAt(units, q), valueAt(units, q + 1), valueAt(units, q + 2), valueAt(units, q + 3)];
  values[0] = unit;
  values[1] = before;
  values[2] = next;
  values[3] = second;
  values[4] = behind;
  values[5] = (before << WORD_BITS) | unit;
  values[6] = (unit << WORD_BITS) | next;
  values[7] = (second << WORD_BITS) | before;
  values[8] = (next << WORD_BITS) | behind;
  values[9] = Math.imul((third << WORD_BITS) | second, WIDE) ^ before;
  values[10] = Math.imul((next << WORD_BITS) | behind, WIDE) ^ last;
  const kinds = ((kindOfSign(second) * SIGN_KINDS + kindOfSign(before)) * SIGN_KINDS + kindOfSign(unit)) * SIGN_KINDS + kindOfSign(next);
  values[11] = kinds * SIGN_KINDS + kindOfSign(behind);
};

/** What the lists of words say around the place: from 12 on. */
const writeWords = ({ units, words, suffixes, suffixEnds, divisions, edges, marks, ahead }: Signs, q: number, values: Int32Array): void => {
  const [before, unit, next] = [valueAt(units, q - 1), valueAt(units, q), valueAt(units, q + 1)];
  const [edgeBefore, edgeBehind] = [valueAt(suffixEnds, q), valueAt(suffixEnds, q + 1)];
  const around = ((valueAt(words, q - 2) * 3 + valueAt(words, q - 1)) * 3 + valueAt(words, q)) * 3 + valueAt(words, q + 1);
  values[12] = (around * STEPS + surnameStep(unit)) * STEPS + surnameStep(before);
  values[13] = (((valueAt(suffixes, q) << SIGN_BITS) | edgeBefore) << SIGN_BITS) | edgeBehind;
  values[14] = (((valueAt(divisions, q - 1) << SIGN_BITS) | valueAt(divisions, q)) << SIGN_BITS) | valueAt(divisions, q + 1);
  values[15] = (valueAt(marks, q) << 1) | (before === unit ? 1 : 0);
  values[16] = (valueAt(edges, q) << SIGN_BITS) | valueAt(ahead, q);
  values[17] = (edgeBehind << WORD_BITS) | next;
  values[18] = (edgeBefore << WORD_BITS) | unit;
};

/** What speaks for a name here: from 19 on. */
const writeNames = ({ units, leads, follows, shorts, longs, parts }: Signs, q: number, values: Int32Array): void => {
  const unit = valueAt(units, q);
  const surname = surnameStep(unit);
  const nextKind = kindOfSign(valueAt(units, q + 1));
  const [lead, follow] = [valueAt(leads, q), valueAt(follows, q + 1)];
  const [long, longBefore, short, shortBefore] = [valueAt(longs, q), valueAt(longs, q - 2), valueAt(shorts, q), valueAt(shorts, q - 1)];
  values[19] = lead * STEPS + surname;
  values[20] = (follow << SIGN_BITS) | lastSteps(unit);
  values[21] = valueAt(follows, q) * STEPS + surname;
  values[22] = (((short << SIGN_BITS) | long) << SIGN_BITS) | valueAt(parts, q);
  values[23] = (((shortBefore << SIGN_BITS) | valueAt(longs, q - 1)) << SIGN_BITS) | valueAt(parts, q - 1);
  values[24] = (((longBefore << SIGN_BITS) | shortBefore) << SIGN_BITS) | valueAt(parts, q - 2);
  values[25] = lead * SEVENTEEN + short;
  values[26] = lead * SEVENTEEN + long;
  values[27] = (((follow << SIGN_BITS) | longBefore) << SIGN_BITS) | nextKind;
  values[28] = (((follow << SIGN_BITS) | shortBefore) << SIGN_BITS) | nextKind;
};

/**
 * What shows at a place of a stretch, as one value for each feature. Of characters no more than three count together.
 * @param values written from 0 on
 */
export const featuresAt = (signs: Signs, at: number, values: Int32Array): void => {
  const q = at + AROUND;
  writeCharacters(signs, q, values);
  writeWords(signs, q, values);
  writeNames(signs, q, values);
};
