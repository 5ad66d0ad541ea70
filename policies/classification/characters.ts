import { unitAt, type Text, unitOf } from './text.ts';

/** Is this sign, of one unit, at the offset? */
export const isSignAt = (text: Text, at: number, sign: string): boolean => unitAt(text, at) === unitOf(sign);

const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** ASCII digit at a UTF-16 offset of folded text? */
export const isDigitAt = (text: Text, at: number): boolean => isDigitCode(unitAt(text, at));

/** ASCII digit or letter? Such a neighbor belongs to the number. */
export const isAlphanumericAt = (text: Text, at: number): boolean => {
  const code = unitAt(text, at);
  return isDigitCode(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
};

/** Is the character a fraction's or version's digit: a point with a digit beyond it? */
export const isDecimalBefore = (text: Text, start: number): boolean => isSignAt(text, start - 1, '.') && isDigitAt(text, start - 2);
export const isDecimalAfter = (text: Text, end: number): boolean => isSignAt(text, end, '.') && isDigitAt(text, end + 1);

/** Ideographs of extension A, of the compatibility block and of planes 2 and 3: rare enough to be from names. */
export const isRareHan = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x9fa6 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x3ffff);

export const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fa5) || isRareHan(code);

const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

export const isSecondHalf = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Code point that begins at a UTF-16 offset; 0 outside the text. */
export const codeAt = (text: Text, at: number): number => {
  const unit = unitAt(text, at);
  return isFirstHalf(unit) ? (text.string.codePointAt(at) ?? unit) : unit;
};

/** UTF-16 units of a code point. */
export const unitsOf = (code: number): number => (code > 0xffff ? 2 : 1);

/** Offset of the code point before this one. */
export const stepBack = (text: Text, at: number): number => {
  const low = unitAt(text, at - 1);
  return isSecondHalf(low) && isFirstHalf(unitAt(text, at - 2)) ? at - 2 : at - 1;
};

/** First half of an ideograph of planes 2 and 3. */
export const isHighSurrogate = (unit: number): boolean => unit >= 0xd840 && unit <= 0xd8bf;
