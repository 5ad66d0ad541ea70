import { canonicalOf, toMobile } from './canonical.ts';
import { countPoints } from './code-points.ts';
import { parseDate } from './dates.ts';
import { foldValue } from './fold.ts';
import type { Kind } from './kinds.ts';
import { namePatterns } from './name-patterns.ts';
import { patternOf, type Pattern } from './pattern.ts';

/** A sensitive value of a row's own column, and the folded forms in which it is looked for in the row's texts. */
export interface OwnValue {
  readonly kind: Kind;
  readonly identity: string;
  readonly patterns: readonly Pattern[];
}

const LANDLINE = /^(?:86)?(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$/;
const EXTENSION = /(?:-|转|\bext\.? ?)\d{1,6}$/i;

/** With the country's code, without; the area's code left out; the extension left out. */
const landlineForms = (value: string): readonly string[] => {
  const whole = value.normalize('NFKC').trim();
  const bare = whole.replaceAll(/\D/g, '').length > 8 ? whole.replace(EXTENSION, '') : whole;
  const [, area = '', local = ''] = LANDLINE.exec(foldValue(bare)) ?? [];
  return [foldValue(whole), foldValue(bare), ...(local === '' ? [] : [`${area}${local}`, local])];
};

const mobileForms = (value: string): readonly string[] => {
  const number = toMobile(foldValue(value));
  return /^1\d{10}$/.test(number) ? [number, `86${number}`, `0086${number}`] : [number];
};

const REGION_ENDS = /[省市区县镇乡]|街道/g;
/** Regions stand at the head of an address; behind that `区` is that of an estate. */
const LONGEST_HEAD = 24;
const SHORTEST_TAIL = 6;

/** An address whole, and what is left of it when regions at its head are left out. */
const addressForms = (value: string): readonly string[] => {
  const whole = foldValue(value);
  const tails = [...whole.slice(0, LONGEST_HEAD).matchAll(REGION_ENDS)].map(({ 0: end, index }) => whole.slice(index + end.length));
  return [whole, ...tails.filter((tail) => countPoints(tail) >= SHORTEST_TAIL)];
};

const dateForms = (value: string): readonly string[] => {
  const { year, month, day } = parseDate(value) ?? {};
  if (year === undefined || month === undefined || day === undefined) return [foldValue(value)];
  return [`${year}${month}${day}`, `${year}年${Number(month)}月${Number(day)}日`, `${year}年${month}月${day}日`];
};

const FORMS: Partial<Record<Kind, (value: string) => readonly string[]>> = {
  mobile: mobileForms,
  landline: landlineForms,
  address: addressForms,
  date: dateForms,
};

const patternsOf = (kind: Kind, value: string): readonly Pattern[] =>
  kind === 'name' ? namePatterns(value) : [...new Set(FORMS[kind]?.(value) ?? [foldValue(value)])].flatMap(patternOf);

/** @param value not empty; without patterns it is too short to be looked for */
export const toOwnValue = (kind: Kind, value: string): OwnValue => ({
  kind,
  identity: canonicalOf(kind, value),
  patterns: patternsOf(kind, value),
});
