import { parseDate } from './dates.ts';
import { toDistrict } from './district.ts';
import type { ColumnPlan } from './plan.ts';

/** Ages from here on are one band: few people are so old. */
const OLDEST_BAND = 90;
const OLDEST = 150;

const toAgeBand = (value: string, years: number): string | undefined => {
  const digits = /^(\d{1,3})(?:周?岁)?$/u.exec(value.normalize('NFKC').trim())?.[1];
  const age = digits === undefined ? Number.NaN : Number(digits);
  if (!(age <= OLDEST)) return undefined;
  if (age >= OLDEST_BAND) return `${OLDEST_BAND}+`;
  const from = age - (age % years);
  return `${from}-${Math.min(from + years, OLDEST_BAND) - 1}`;
};

const toPeriod = (value: string, to: 'month' | 'year'): string | undefined => {
  const date = parseDate(value);
  if (to === 'year' || date === undefined) return date?.year;
  return date.month === undefined ? undefined : `${date.year}-${date.month}`;
};

export type Generalization = Extract<ColumnPlan, { readonly rule: 'generalize' | 'district' | 'age-band' }>;

/** A coarser value, or nothing where the value cannot be read as what it should be. */
export const generalizeValue = (plan: Generalization, value: string): string | undefined => {
  if (plan.rule === 'district') return toDistrict(value);
  return plan.rule === 'age-band' ? toAgeBand(value, plan.years) : toPeriod(value, plan.to);
};
