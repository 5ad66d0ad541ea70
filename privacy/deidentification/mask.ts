import { toMobile } from './canonical.ts';
import { countPoints } from './code-points.ts';
import { toDistrict } from './district.ts';
import { foldValue } from './fold.ts';
import type { Kind } from './kinds.ts';

type MaskedKind = Exclude<Kind, 'date'>;

const stars = (count: number): string => '*'.repeat(count);

/** Keeps code points at the start and the end of a text, a star for each other one. */
const keep = (text: string, first: number, last = 0): string => {
  const points = Array.from(text);
  const hidden = points.length - first - last;
  return `${points.slice(0, first).join('')}${stars(hidden)}${last === 0 ? '' : points.slice(-last).join('')}`;
};

/** Of a value that has not the form of its kind nothing stays. */
const keepOf = (text: string, form: RegExp, first: number, last = 0): string =>
  form.test(text) ? keep(text, first, last) : stars(countPoints(text));

const maskAddress = (value: string): string => {
  const district = toDistrict(value);
  return district === undefined ? '***' : `${district}***`;
};

/**
 * What stays of a value:
 * - name: the first character of two and more
 * - id-number: the first two digits, which name the province
 * - mobile: the first three digits, which name the network
 * - landline: the area's code; bank-card: the last four digits; plate: province and city; credit-code: the first two characters
 * - email: the first character; address: down to the district; identifier: the first character of four and more
 */
const MASKS: Readonly<Record<MaskedKind, (value: string) => string>> = {
  name: (value) => (countPoints(value) > 1 ? keep(value, 1) : '*'),
  'id-number': (value) => keepOf(foldValue(value).toUpperCase(), /^(?:\d{17}[\dX]|\d{15})$/, 2),
  mobile: (value) => keepOf(toMobile(foldValue(value)), /^1\d{10}$/, 3),
  landline: (value) => {
    const folded = foldValue(value);
    return keepOf(folded, /^0\d{9,}$/, /^0(?:10|2)/.test(folded) ? 3 : 4);
  },
  'bank-card': (value) => keepOf(foldValue(value), /^\d{13,19}$/, 0, 4),
  plate: (value) => keepOf(foldValue(value).toUpperCase(), /^\p{Script=Han}[A-Z][\p{Script=Han}\dA-Z]{5,6}$/u, 2),
  'credit-code': (value) => keepOf(foldValue(value).toUpperCase(), /^[\dA-Z]{18}$/, 2),
  email: (value) => (/^[^@]{2,}@[^@]+$/u.test(value) ? `${Array.from(value)[0] ?? ''}***@***` : '***'),
  address: maskAddress,
  identifier: (value) => (countPoints(value) > 3 ? keep(value, 1) : stars(countPoints(value))),
};

/** A value with all but a documented part hidden (脱敏); for display, and weaker than a pseudonym. Never half a code point. */
export const maskValue = (kind: MaskedKind, value: string): string => MASKS[kind](value);
