import { parseDate, toIsoDate } from './dates.ts';
import { foldValue } from './fold.ts';
import type { Kind } from './kinds.ts';

const CHINESE_MOBILE = /^(?:00)?86(1\d{10})$/;

/** Folded digits of a mobile number without the country's code. */
export const toMobile = (folded: string): string => CHINESE_MOBILE.exec(folded)?.[1] ?? folded;

/** The one spelling of a value: equal ones are the same value, whatever their blanks, hyphens, width or case. */
export const canonicalOf = (kind: Kind, value: string): string => {
  const date = kind === 'date' ? parseDate(value) : undefined;
  if (date !== undefined) return toIsoDate(date);
  const folded = foldValue(value);
  if (folded === '') return value;
  return kind === 'mobile' ? toMobile(folded) : folded;
};
