import { isAlphanumericAt, isDecimalAfter, isDecimalBefore, isDigitAt, isSignAt } from './characters.ts';
import { toUnitSet } from './words.ts';
import { unitAt, type Text } from './text.ts';

/** Area codes after the zero, ranges of the national numbering plan. */
const AREA_RANGES =
  '10 20-25 27-29 310-319 335 349-359 370-379 391-396 398 410-419 421 427 429 431-439 440 448 451-459 464 467-479 482 483 510-519 523 527 530-539 543 546 ' +
  '550-559 561-566 570-580 591-599 631-635 660 662 663 668 691 692 701 710-719 722 724 728 730-739 743-746 750-760 762 763 766 768-779 790-799 812 813 ' +
  '816-818 825-827 830-839 851-859 870-879 883 886-888 891-899 901-903 906 908-919 930-939 941 943 951-955 970-979 990-999';

const AREAS: ReadonlySet<number> = new Set(
  AREA_RANGES.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  }),
);

const EDGE = '(?![0-9A-Za-z])';
const MOBILE = new RegExp(
  `(?:[(（](?:\\+|00)?86[)）][- ]?|(?:\\+|00)?86[- ]?)?1[3-9](?:\\d[- ]?\\d{4}[- ]?\\d{4}|\\d{2}[- ]?\\d{3}[- ]?\\d{4})${EDGE}`,
  'y',
);
const AREA = '10|2\\d|[3-9]\\d{2}';
const LANDLINE = new RegExp(
  `(?:[(（]0(?<bracketed>${AREA})[)）]|(?:(?:\\+|00)86[- ]?0?|0)(?<plain>${AREA}))[- ]?[2-9]\\d{2,3}[- ]?\\d{4}(?:(?:-|转)\\d{1,6})?${EDGE}`,
  'y',
);
const LOCAL = new RegExp(`[2-8]\\d{2,3}-?\\d{4}${EDGE}`, 'y');
const PHONE_WORD = /(?:电话|座机|固话|致电|拨打|来电|tel)(?:号码|号)?[ :：]*[为是]?[ :：(（]*$/i;
const DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Where the number may begin whose first digit stands here: its plus sign and bracket belong to it. */
const signStart = (text: Text, digit: number): number => {
  let start = digit;
  if (isSignAt(text, start - 1, '+')) start -= 1;
  return isSignAt(text, start - 1, '(') || isSignAt(text, start - 1, '（') ? start - 1 : start;
};

const match = (pattern: RegExp, text: Text, start: number): RegExpExecArray | null => {
  pattern.lastIndex = start;
  const found = pattern.exec(text.string);
  return found === null || isDecimalBefore(text, start) || isDecimalAfter(text, pattern.lastIndex) ? null : found;
};

/** A number in groups goes on where one blank or hyphen parts it from more digits: it is then a longer number. */
const isPartOfGroups = (text: Text, start: number, found: string): boolean => {
  if (!/\d[- ]\d/.test(found)) return false;
  const isSeparator = (at: number): boolean => isSignAt(text, at, ' ') || isSignAt(text, at, '-');
  const end = start + found.length;
  const before = isSeparator(start - 1) && isDigitAt(text, start - 2) && !isPhoneEnd(text, start - 1) && !isTimeEnd(text, start - 1);
  const after = isSeparator(end) && isDigitAt(text, end + 1) && !/^1[3-9]\d(?:\d{8}|[- ])/.test(text.string.slice(end + 1, end + 13));
  return before || after;
};

const isPhoneEnd = (text: Text, end: number): boolean =>
  /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/.test(text.string.slice(Math.max(0, end - 14), end));

/** A time of day is no group: 18:30 138…. */
const isTimeEnd = (text: Text, end: number): boolean =>
  /(?<![0-9])[0-2]?[0-9][:：][0-5][0-9]$/.test(text.string.slice(Math.max(0, end - 6), end));

const endOf = (pattern: RegExp, text: Text, start: number, accepts: (found: RegExpExecArray) => boolean): number => {
  const found = match(pattern, text, start);
  return found !== null && accepts(found) && !isPartOfGroups(text, start, found[0]) ? start + found[0].length : -1;
};

export interface Phone {
  readonly kind: 'mobile' | 'landline';
  readonly check: 'number-range' | 'area-code' | 'phone-word';
  readonly start: number;
  readonly end: number;
}

const LOOK_BACK = 12;

/** Seven or eight digits are a number only behind a word for a telephone, and if they are no date. */
const localPhone = (text: Text, start: number): Phone | undefined => {
  const end = endOf(LOCAL, text, start, ([digits]) => !DATE.test(digits));
  return end > 0 && PHONE_WORD.test(text.string.slice(Math.max(0, start - LOOK_BACK), start))
    ? { kind: 'landline', check: 'phone-word', start, end }
    : undefined;
};

const mobileFrom = (text: Text, start: number): Phone | undefined => {
  const end = endOf(MOBILE, text, start, () => true);
  return end > 0 ? { kind: 'mobile', check: 'number-range', start, end } : undefined;
};

const landlineFrom = (text: Text, start: number): Phone | undefined => {
  const end = endOf(LANDLINE, text, start, ({ groups }) => AREAS.has(Number(groups?.['bracketed'] ?? groups?.['plain'])));
  return end > 0 ? { kind: 'landline', check: 'area-code', start, end } : undefined;
};

/** What the first five places of a number hold; most runs of digits are shorter and hold no telephone number. */
const PARTS = toUnitSet('0123456789- )）');
const SHORTEST = 5;
const couldBePhone = (text: Text, digit: number): boolean => {
  for (let at = digit + 1; at < digit + SHORTEST; at++) if (PARTS[unitAt(text, at)] !== 1) return false;
  return true;
};

/** First digits of mobile numbers and of 86, of area codes and of 86, and of numbers without one; most runs of digits begin none. */
const MOBILE_STARTS = toUnitSet('018');
const LANDLINE_STARTS = toUnitSet('08');
const LOCAL_STARTS = toUnitSet('2345678');

const phoneFrom = (text: Text, start: number, first: number): Phone | undefined => {
  if (isAlphanumericAt(text, start - 1)) return undefined;
  const mobile = MOBILE_STARTS[first] === 1 ? mobileFrom(text, start) : undefined;
  return mobile ?? (LANDLINE_STARTS[first] === 1 ? landlineFrom(text, start) : undefined);
};

/**
 * The telephone number whose first digit stands at the offset: a mobile one (13 to 19, with or without +86), a landline with its area code, or a
 * local one behind a word. Blanks and hyphens may part its groups; nothing alphanumeric touches it.
 */
export const phoneAt = (text: Text, digit: number): Phone | undefined => {
  if (!couldBePhone(text, digit)) return undefined;
  const signed = signStart(text, digit);
  const plain = isSignAt(text, digit - 1, '+') ? digit - 1 : digit;
  const first = unitAt(text, digit);
  const phone = phoneFrom(text, signed, first) ?? (plain === signed ? undefined : phoneFrom(text, plain, first));
  return phone ?? (LOCAL_STARTS[first] === 1 ? localPhone(text, digit) : undefined);
};
