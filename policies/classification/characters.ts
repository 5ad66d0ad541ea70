const isDigitCode = (code: number): boolean => code >= 48 && code <= 57;

/** ASCII digit at a UTF-16 offset of folded text? */
export const isDigitAt = (text: string, at: number): boolean => isDigitCode(text.charCodeAt(at));

/** ASCII digit or letter? Such a neighbor belongs to the number. */
export const isAlphanumericAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return isDigitCode(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
};

/** Is the character a fraction's or version's digit: a point with a digit beyond it? */
export const isDecimalBefore = (text: string, start: number): boolean => text[start - 1] === '.' && isDigitAt(text, start - 2);
export const isDecimalAfter = (text: string, end: number): boolean => text[end] === '.' && isDigitAt(text, end + 1);

/** Ideographs of extension A, of the compatibility block and of planes 2 and 3: rare enough to be from names. */
export const isRareHan = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x9fa6 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x3ffff);

export const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fa5) || isRareHan(code);

/** Code point that begins at a UTF-16 offset; NaN outside the text. */
export const codeAt = (text: string, at: number): number => text.codePointAt(at) ?? Number.NaN;

/** UTF-16 units of a code point. */
export const unitsOf = (code: number): number => (code > 0xffff ? 2 : 1);

/** Offset of the code point before this one. */
export const stepBack = (text: string, at: number): number => {
  const low = text.charCodeAt(at - 1);
  const high = text.charCodeAt(at - 2);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? at - 2 : at - 1;
};

/** First half of an ideograph of planes 2 and 3. */
export const isHighSurrogate = (unit: number): boolean => unit >= 0xd840 && unit <= 0xd8bf;
