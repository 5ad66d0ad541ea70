import { codeAt, isAlphanumericAt, isHan, isSignAt, stepBack } from './characters.ts';
import { toUnitSet } from './words.ts';
import { unitAt, type Text } from './text.ts';

const DOMAIN = /@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9@])/y;
/** What people use of RFC 5321; the other signs it allows part fields in forms and tables. */
const LOCAL_SIGNS = toUnitSet(".%'+_~-");
const LONGEST_LOCAL = 64;
/** Words that stand before an address and are no part of it. */
const BEFORE = /^.*(?:邮箱|邮件|电邮|信箱|地址|发送|发到|发至|联系|[发到至是为往给])/su;

const isLocalAt = (text: Text, at: number): boolean => isAlphanumericAt(text, at) || LOCAL_SIGNS[unitAt(text, at)] === 1;

const asciiStart = (text: Text, at: number): number => {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL && isLocalAt(text, start - 1)) start -= 1;
  while (isSignAt(text, start, '.')) start += 1;
  return start;
};

/** Local part in ideographs (RFC 6531): the run before the sign without words that only introduce it. */
const hanStart = (text: Text, at: number): number => {
  let start = at;
  while (start > 0 && at - start < LONGEST_LOCAL) {
    const before = stepBack(text, start);
    if (!isHan(codeAt(text, before))) break;
    start = before;
  }
  return start + (BEFORE.exec(text.string.slice(start, at))?.[0].length ?? 0);
};

/** The address around an `@` (RFC 5321 with a dotted domain), or undefined. Ideographs before an ASCII local part are text, not address. */
export const emailAround = (text: Text, at: number): { readonly start: number; readonly end: number } | undefined => {
  DOMAIN.lastIndex = at;
  if (!DOMAIN.test(text.string)) return undefined;
  const end = DOMAIN.lastIndex;
  const ascii = asciiStart(text, at);
  const start = ascii < at ? ascii : hanStart(text, at);
  const local = text.string.slice(start, at);
  return local === '' || local.endsWith('.') || local.includes('..') || isSignAt(text, start - 1, '@') ? undefined : { start, end };
};
