import { codeAt, unitsOf } from './characters.ts';
import { givenScore } from './given-names.ts';
import { edgeAfter } from './name-edges.ts';
import { OFFICES, SHORT_OFFICES } from './name-words.ts';
import { surnameUnits } from './surnames.ts';
import { wordAt } from './words.ts';

/** One way to read a name that begins at an offset. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  /** Least score of the given name's characters. */
  readonly given: 1 | 2;
  /** Characters of the given name. */
  readonly count: number;
}

/** A third character of a given name is rare. */
export const MOST_GIVEN = 3;

const NONE: readonly Reading[] = [];

/** Is the surname only that of somebody with an office: `王经理`, `刘工，`? */
const isOffice = (text: string, at: number): boolean =>
  wordAt(OFFICES, text, at) !== undefined || (SHORT_OFFICES.has(text[at] ?? '') && edgeAfter(text, at + 1) > 0);

/** Surname and up to three further characters, shortest first; with a surname alone nobody is named, so `王女士` gives none. */
export const readingsAt = (text: string, start: number): readonly Reading[] => {
  const surname = surnameUnits(text, start);
  if (surname === 0 || isOffice(text, start + surname)) return NONE;
  const readings: Reading[] = [];
  let end = start + surname;
  let given: 1 | 2 = 2;
  for (let count = 1; count <= MOST_GIVEN; count++) {
    const score = givenScore(text, end);
    if (score === 0) break;
    if (score === 1) given = 1;
    end += unitsOf(codeAt(text, end));
    readings.push({ start, end, given, count });
  }
  return readings;
};
