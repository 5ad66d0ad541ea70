import { codeAt, isHan, isRareHan, stepBack, unitsOf } from './characters.ts';
import { givenScore, isTelling } from './given-names.ts';
import { isCredible, isCredibleUnmarked, type Trust } from './name-credibility.ts';
import { edgeAfter, edgeBefore, isClear, type Edge } from './name-edges.ts';
import { readingsAt, type Reading } from './name-readings.ts';
import { isWordAt } from './ordinary-words.ts';
import { isWordToo, startsWord, surnameUnits } from './surnames.ts';

const afterOf = (text: string, { end, count }: Reading): Edge => edgeAfter(text, end, count);

/** So much less weighs a given name of three characters, which is rare. */
const LONG_NAME = 4;

/** Weight of a reading: usual characters count most; a clear edge counts more than a further character, that more than an edge which may be chance. */
const weigh = (text: string, { end, given, count }: Reading, edge: Edge): number => {
  if (edge === 0) return 9 + count;
  return given * 10 + count + (edge === 3 ? 3 : isClear(text, end) ? 2.5 : 1) - (count > 2 ? LONG_NAME : 0);
};

/** End of the name that begins at the offset, judged by what follows it; -1 for none. */
export const nameEnd = (text: string, start: number, trust: Trust): number => {
  let best = -1;
  let bestWeight = 0;
  for (const reading of readingsAt(text, start)) {
    const edge = afterOf(text, reading);
    if (edge === 0 && !isCredibleUnmarked(text, reading, trust)) continue;
    const weight = weigh(text, reading, edge);
    if (weight >= bestWeight && isCredible(text, reading, trust, edge)) [best, bestWeight] = [reading.end, weight];
  }
  return best;
};

/** A whole field of one character: a rare ideograph or a surname that the rest of the cell does not follow. */
export const isLoneName = (text: string, start: number): boolean => {
  const code = codeAt(text, start);
  return (isRareHan(code) || (surnameUnits(text, start) > 0 && !isWordToo(text, start))) && edgeAfter(text, start + unitsOf(code)) === 3;
};

const MOST_CHARACTERS = 5;

/** Is the reading's beginning shown well enough? Without an edge only usual characters behind a surname that is no word say so. */
const isBegun = ({ start, given }: Reading, text: string, edge: Edge, edged: boolean): boolean =>
  edge > 0 || !(edged || given < 2 || isWordToo(text, start));

/**
 * Start of the name that ends at the offset; -1 for none.
 * @param edged whether something must show that no other ideograph belongs to it
 */
export const nameStart = (text: string, end: number, trust: Trust, edged: boolean): number => {
  let best = -1;
  let bestWeight = 0;
  let start = end;
  for (let count = 1; count <= MOST_CHARACTERS && start > 0; count++) {
    start = stepBack(text, start);
    if (!isHan(codeAt(text, start))) break;
    const reading = readingsAt(text, start).find((one) => one.end === end);
    if (reading === undefined) continue;
    const edge = edgeBefore(text, start);
    if (!isBegun(reading, text, edge, edged) || !isCredible(text, reading, trust, edge)) continue;
    const weight = edge * 10 + reading.given * 3 + count + (isWordToo(text, start) ? 5 : 20);
    if (weight > bestWeight) [best, bestWeight] = [start, weight];
  }
  return best;
};

/** The field behind a colon holds one thing, so little is asked of it. */
const isField = (text: string, reading: Reading): boolean =>
  afterOf(text, reading) === 3 &&
  reading.count <= 2 &&
  (reading.count === 2 || reading.given === 2) &&
  isCredible(text, reading, 'role', 3);

/** Another field wants a surname that is no word, two usual characters, and an edge behind them or the next name of a list. */
const isAlone = (text: string, reading: Reading): boolean => {
  const { start, end, count } = reading;
  const before = text[start - 1] ?? '';
  if (before === '：' || before === ':') return isField(text, reading);
  const edge = before === '、' && '和与及跟'.includes(text[end] ?? ' ') ? 2 : afterOf(text, reading);
  if (count > 2 || count + surnameUnits(text, start) < 3 || edge < 2) return false;
  return !isWordToo(text, start) && isCredible(text, reading, 'weak', edge);
};

/** End of a name that stands alone between other signs than ideographs, or begins there before a word that follows names; -1 for none. */
export const aloneEnd = (text: string, start: number): number =>
  readingsAt(text, start).findLast((reading) => isAlone(text, reading))?.end ?? -1;

/** Usual characters and no ordinary word across any edge: a name wherever it stands. A single one must hardly stand elsewhere, between clear edges. */
const isBare = (text: string, reading: Reading): boolean => {
  const { start, end, given, count } = reading;
  if (count > 2 || given < 2 || isWordAt(text, end - 1)) return false;
  const [before, after] = [edgeBefore(text, start), afterOf(text, reading)];
  if (before === 0 || after === 0 || !isCredible(text, reading, 'weak', after)) return false;
  const givenStart = start + surnameUnits(text, start);
  const telling = isTelling(text, givenStart, end);
  return count === 2 ? telling || !isWordAt(text, givenStart) : telling && before + after > 2;
};

/** End of a name that nothing but its own characters and the words around them shows; -1 for none. */
export const bareEnd = (text: string, start: number): number => {
  if (isWordToo(text, start) || startsWord(text, start) || isWordAt(text, start - 1)) return -1;
  if (givenScore(text, start + surnameUnits(text, start)) < 2) return -1;
  return readingsAt(text, start).findLast((reading) => isBare(text, reading))?.end ?? -1;
};
