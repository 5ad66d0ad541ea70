import { countPoints } from './code-points.ts';

/**
 * Where a folded value counts as found.
 * - `anywhere`: also inside a longer word or number.
 * - `word`: no letter or digit of a script that parts its words touches an end that is one itself.
 * - `titled`: a title follows at once (`先生`).
 * - `titled-start`: the same, and neither a letter nor an ideograph stands before it.
 * - `alone`: neither letter nor digit on either side.
 */
export type Place = 'anywhere' | 'word' | 'titled' | 'titled-start' | 'alone';

export interface Pattern {
  /** Folded. */
  readonly text: string;
  readonly place: Place;
  /** Only blanks and middle dots may stand between its characters. */
  readonly isTight: boolean;
}

/** From here a value is taken out of longer words and numbers too: it does not stand there by chance. */
const TELLING = 7;
/** Below this, characters that a comma or a line end parts are no longer one value. */
const LOOSE_FROM = 4;
const SHORTEST_WORD = 3;
const SHORTEST_NUMBER = 4;

const HAN_ALONE = /^\p{Script=Han}+$/u;
const LETTER = /\p{L}/u;

export const isHan = (text: string): boolean => HAN_ALONE.test(text);

export const patternAt = (text: string, place: Place): Pattern => ({ text, place, isTight: countPoints(text) < LOOSE_FROM });

/** How a folded value is looked for; nothing for one so short that looking for it would tear the text apart. */
export const patternOf = (text: string): readonly Pattern[] => {
  const length = countPoints(text);
  if (length >= TELLING || (length > 1 && isHan(text))) return [patternAt(text, 'anywhere')];
  const isLong = length >= SHORTEST_NUMBER || (length >= SHORTEST_WORD && LETTER.test(text));
  return isLong ? [patternAt(text, 'word')] : [];
};
