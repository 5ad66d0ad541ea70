import { isAlphanumericAt } from './characters.ts';
import { type Text } from './text.ts';

const PLACES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
/** Characters that can begin a plate. */
export const PLATE_STARTS = new Set(PLACES);

// GA 36: five places with at most two letters; a last ideograph for special use; new energy has six, its letter first or last.
const SMALL = '[A-HJK](?:\\d{5}|[A-HJ-NP-Z]\\d{4})';
const LARGE = '\\d{5}[A-HJK]';
const SPECIAL = '[A-HJ-NP-Z0-9]{4}[警学港澳挂领试超]';
const ORDINARY = '(?=(?:\\d*[A-HJ-NP-Z]){0,2}\\d*(?![A-Z0-9]))[A-HJ-NP-Z0-9]{5}';
const PLATE = new RegExp(`[${PLACES}][A-HJ-NP-Z][·• .-]?(?:${SMALL}|${LARGE}|${SPECIAL}|${ORDINARY})(?![A-Z0-9])`, 'iy');

/** End of the plate that begins at the offset, or -1. */
export const plateEnd = (text: Text, start: number): number => {
  if (!isAlphanumericAt(text, start + 1)) return -1;
  PLATE.lastIndex = start;
  return PLATE.test(text.string) ? PLATE.lastIndex : -1;
};
