/** One UTF-16 unit each, so that offsets stay: full-width forms, typographic dashes, and blanks that do not show. */
const FOREIGN = /[０-９Ａ-Ｚａ-ｚ＋－．＠＿　\u00a0\u2000-\u2015\u202f\u2060\u2212\ufeff]/g;
const FULL_WIDTH_OFFSET = 0xfee0;

const foldUnit = (unit: string): string => {
  const code = unit.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - FULL_WIDTH_OFFSET);
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? '-' : ' ';
};

const IS_FOREIGN = new Uint8Array(0x10000);
for (let unit = 0; unit < IS_FOREIGN.length; unit++) IS_FOREIGN[unit] = String.fromCharCode(unit).search(FOREIGN) < 0 ? 0 : 1;

const isForeign = (text: string): boolean => {
  for (let at = 0; at < text.length; at++) if (IS_FOREIGN[text.charCodeAt(at)] === 1) return true;
  return false;
};

/** Full-width digits, letters and signs become ASCII; every unit keeps its place. Chinese punctuation stays. */
export const foldText = (text: string): string => (isForeign(text) ? text.replace(FOREIGN, foldUnit) : text);
