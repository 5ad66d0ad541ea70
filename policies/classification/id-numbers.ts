/** Two leading digits of GB/T 2260; 81 to 83 are residents of Hong Kong, Macao and Taiwan. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const FORM = /^\d{17}[\dXx]$/;
const OLD_FORM = /^\d{15}$/;

const isDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** Does a code of GB/T 2260 begin with a province that exists? */
export const isProvince = (digits: string): boolean => PROVINCES.has(digits.slice(0, 2));

const isRegion = (digits: string): boolean => {
  const province = digits.slice(0, 2);
  const prefecture = Number(digits.slice(2, 4));
  return PROVINCES.has(province) && ((prefecture >= 1 && prefecture <= 70) || prefecture === 90 || Number(province) > 80);
};

/** Number of 18 places with its region, birth date (1800 to 2099) and check digit (GB 11643). */
export const isIdNumber = (text: string): boolean => {
  if (!FORM.test(text) || !isRegion(text)) return false;
  const year = Number(text.slice(6, 10));
  if (year < 1800 || year > 2099 || !isDate(year, Number(text.slice(10, 12)), Number(text.slice(12, 14)))) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return CHECKS[sum % 11] === text[17]?.toUpperCase();
};

/** Number of 15 places as issued before 1999: region and birth date of the 20th century; it carries no check digit. */
export const isOldIdNumber = (text: string): boolean =>
  OLD_FORM.test(text) && isRegion(text) && isDate(1900 + Number(text.slice(6, 8)), Number(text.slice(8, 10)), Number(text.slice(10, 12)));
