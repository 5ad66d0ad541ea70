/** One UTF-16 unit each, so that offsets stay: full-width forms, typographic dashes, and blanks that do not show. */
const FOREIGN = /[０-９Ａ-Ｚａ-ｚ＋－．＠＿　\u00a0\u2000-\u2015\u202f\u2060\u2212\ufeff]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

const foldUnit = (unit: string): string => {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - FULL_WIDTH_OFFSET);
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
};

/** Full-width digits, letters and signs become ASCII; every unit keeps its place. Chinese punctuation stays. */
export const foldText = (text: string): string => text.replace(FOREIGN, foldUnit);

const UNITS = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).join('');
const FOLDED = Uint16Array.from(foldText(UNITS).split(''), (unit) => unit.charCodeAt(0));
/** What a UTF-16 unit becomes; most stay. */
export const foldedUnit = (unit: number): number => FOLDED[unit] ?? unit;
