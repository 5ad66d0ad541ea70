import { parseJson, toCanonicalJson, type Json } from '../../common/canonical-json.ts';
import { fail } from '../errors.ts';

/** Objects and lists in one another. */
const DEEPEST = 64;

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|-?\d[\d.eE+-]*/gu;

/** Digits and exponent of a number's text, so that 1.50 and 15e-1 are the same. */
const toDecimal = (text: string): string => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  return short === '' ? '0' : `${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
};

/** Characters of a number; no exact one is longer. */
const LONGEST_NUMBER = 40;

/** A number that is read as another one: an identifier of 18 digits, say. */
const isRounded = (text: string): boolean => {
  const value = Number(text);
  return (
    text.length > LONGEST_NUMBER ||
    !Number.isFinite(value) ||
    (Number.isInteger(value) && !Number.isSafeInteger(value)) ||
    toDecimal(String(value)) !== toDecimal(text)
  );
};

const TWICE = 'a name stands twice';
const ROUNDED = 'a number that would be rounded: write it as a string';

/** Follows the tokens of valid JSON; it says what parsing would drop without a word. */
const createLossCheck = () => {
  /** Names so far of each open object, undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  let before = '';
  const isNameTwice = (token: string): boolean => {
    const names = before === '{' || before === ',' ? open.at(-1) : undefined;
    if (names === undefined) return false;
    const name = JSON.parse(token) as string;
    if (names.has(name)) return true;
    names.add(name);
    return false;
  };
  const look = (token: string): string | undefined => {
    if (token.startsWith('"')) return isNameTwice(token) ? TWICE : undefined;
    if (/^[-\d]/.test(token)) return isRounded(token) ? ROUNDED : undefined;
    if (token === '}' || token === ']') open.pop();
    if (token === '{') open.push(new Set());
    if (token === '[') open.push(undefined);
    return open.length > DEEPEST ? `deeper than ${DEEPEST}` : undefined;
  };
  return (token: string): string | undefined => {
    const loss = look(token);
    before = token;
    return loss;
  };
};

const findLoss = (text: string): string | undefined => {
  const lossAt = createLossCheck();
  for (const [token] of text.matchAll(TOKENS)) {
    const loss = lossAt(token);
    if (loss !== undefined) return loss;
  }
  return undefined;
};

const parseLine = (text: string, line: number): Json => {
  try {
    return parseJson(text);
  } catch (cause) {
    return fail('table-malformed', { line, reason: 'not JSON' }, { cause });
  }
};

/**
 * Untrusted line of JSON to an object's members in their order, each value in canonical form (RFC 8785).
 * @throws DomainError `table-malformed` with the line: no object, a name twice, a number that would be rounded, a lone surrogate, too deep
 */
export const parseJsonObject = (text: string, line: number): ReadonlyMap<string, string> => {
  const value = parseLine(text, line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail('table-malformed', { line, reason: 'no object' });
  const loss = findLoss(text);
  if (loss !== undefined) fail('table-malformed', { line, reason: loss });
  try {
    return new Map(Object.entries(value).map(([name, member]) => [name, toCanonicalJson(member)]));
  } catch (cause) {
    return fail('table-malformed', { line, reason: 'a lone surrogate' }, { cause });
  }
};
