import { isProvince } from './id-numbers.ts';

/** Places of GB 32100-2015; I, O, S, V and Z are not among them. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** Authority and kind of body, then region, organisation code and check character. */
const FORM = /^(?:1[1239]|[27A][19]|3[1-59]|4[19]|5[1-49]|6[129]|72|8[19]|9[123]|N[1239]|Y1)\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;

/** Region of bodies that are registered with the state itself. */
const NATIONAL = '10';

/** Unified social credit code of 18 places with its region and check character; the organisation code inside is not checked again. */
export const isCreditCode = (text: string): boolean => {
  if (!FORM.test(text) || !(isProvince(text.slice(2)) || text.startsWith(NATIONAL, 2))) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(text[at] ?? ''), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] === text[17];
};
