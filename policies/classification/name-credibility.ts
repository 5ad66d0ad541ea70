import { codeAt, isHan, isRareHan } from './characters.ts';
import { isTelling } from './given-names.ts';
import { isClear, type Edge } from './name-edges.ts';
import { MOST_GIVEN, type Reading } from './name-readings.ts';
import { ORDINARY, TIME_WORDS, TITLE_TABLE } from './name-words.ts';
import { isWordAt } from './ordinary-words.ts';
import { isWordToo, startsWord } from './surnames.ts';
import { wordAt } from './words.ts';

/**
 * How sure the place is that a name stands there: behind a form's label; behind what somebody is called; behind the end of such a word;
 * behind a word that other things follow as well; behind a character that anything may follow.
 */
export type Trust = 'label' | 'role' | 'suffix' | 'weak' | 'joining';

const needsClear = (trust: Trust): boolean => trust !== 'label' && trust !== 'role';

/** Does an ordinary word take the place of the reading? Behind weak signs a longer reading that begins so is refused too. */
const isOrdinary = (text: string, { start, end }: Reading, trust: Trust): boolean => {
  const begins = startsWord(text, start);
  if (begins && end - start === 2) return true;
  const wordToo = isWordToo(text, start);
  const word = wordAt(ORDINARY, text, start);
  if (word !== undefined && (wordToo || needsClear(trust) || start + word.length >= end)) return true;
  if (!wordToo) return false;
  return wordAt(TIME_WORDS, text, start + 1) !== undefined || (needsClear(trust) && (begins || isWordAt(text, start + 1)));
};

const hasRare = (text: string, { start, end }: Reading): boolean =>
  Array.from(text.slice(start, end)).some((character) => isRareHan(codeAt(character, 0)));

/** Does an ordinary word go on across the end? */
const isCrossed = (text: string, { end }: Reading): boolean => isWordAt(text, end - 1);

type Judge = (text: string, reading: Reading, edge: Edge) => boolean;

/** A surname that is a word too wants a clear edge behind the name, and usual characters or two of any. */
const isCredibleWord = (text: string, reading: Reading): boolean => {
  const { start, given, count } = reading;
  if (isClear(text, reading.end)) return given === 2 || (count > 1 && !(isHan(codeAt(text, reading.end)) && isWordAt(text, start + 1)));
  return given === 2 && count > 1 && !startsWord(text, start) && !isWordAt(text, start + 1);
};

const behindSuffix: Judge = (text, reading, edge) => {
  const { start, end, given, count } = reading;
  const wordToo = isWordToo(text, start);
  if (isClear(text, end)) return given === 2 || (count === 2 && !wordToo);
  if (wordToo) return false;
  if (count === 1) return given === 2 && isTelling(text, start, end);
  return given === 2 || (edge > 0 && !startsWord(text, start) && !isCrossed(text, reading));
};

const behindAnything: Judge = (text, reading, edge) => {
  const { start, end, given, count } = reading;
  if (given < 2 || edge === 0 || isWordToo(text, start)) return false;
  return count === 2 || hasRare(text, reading) || (isClear(text, end) && !isCrossed(text, reading));
};

/** The less the place says, the more the name must. */
const JUDGES: Readonly<Record<Trust, Judge>> = {
  label: (text, reading) => !isWordToo(text, reading.start) || isClear(text, reading.end) || isCredibleWord(text, reading),
  role: (text, reading) => !isWordToo(text, reading.start) || isCredibleWord(text, reading),
  suffix: behindSuffix,
  weak: (_text, { given }) => given === 2,
  joining: behindAnything,
};

/** Can this reading be a name, where the place deserves so much trust and the edge beside it is this one? */
export const isCredible = (text: string, reading: Reading, trust: Trust, edge: Edge): boolean => {
  if (isOrdinary(text, reading, trust) && !(trust === 'label' && edge === 3)) return false;
  // `刘芳先|生` is 刘芳 with a title.
  if (reading.count > 1 && wordAt(TITLE_TABLE, text, reading.end - 1) !== undefined) return false;
  if (reading.count === MOST_GIVEN && (reading.given < 2 || edge < 3 || needsClear(trust))) return false;
  return JUDGES[trust](text, reading, edge);
};

/** Without any edge behind it a reading stands if its characters are usual and no ordinary word goes on across its end. */
export const isCredibleUnmarked = (text: string, reading: Reading, trust: Trust): boolean => {
  if (reading.given < 2 || trust === 'weak' || trust === 'joining' || isCrossed(text, reading)) return false;
  if (trust === 'suffix' && startsWord(text, reading.start)) return false;
  return trust !== 'suffix' || reading.count === 2 || isTelling(text, reading.start, reading.end);
};
