/** A date as far as it is given. */
export interface PartialDate {
  readonly year: string;
  readonly month?: string;
  readonly day?: string;
}

const PARTED = /^(\d{4})(?:[-/.年](\d{1,2})(?:月|[-/.](?=\d)|$)(?:(\d{1,2})日?)?)?年?(?:[T ]\d{1,2}[:：]\d{2}[^\n]{0,40})?$/;
const RUN = /^(\d{4})(\d{2})(\d{2})$/;

const isDay = (year: string, month: string, day: string): boolean => {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
};

/**
 * Reads `2026-05-14`, `2026/5/14`, `2026.5.14`, `2026年5月14日`, `20260514`, each with or without a time of day, and `2026-05`, `2026年5月`,
 * `2026`. Nothing for anything else, nor for a day that no calendar has.
 */
export const parseDate = (value: string): PartialDate | undefined => {
  const text = value.normalize('NFKC').trim();
  const [, year, month, day] = RUN.exec(text) ?? PARTED.exec(text) ?? [];
  if (year === undefined || !isDay(year, month ?? '1', day ?? '1')) return undefined;
  return {
    year,
    ...(month === undefined ? {} : { month: month.padStart(2, '0') }),
    ...(day === undefined ? {} : { day: day.padStart(2, '0') }),
  };
};

export const toIsoDate = ({ year, month, day }: PartialDate): string => [year, month, day].filter((part) => part !== undefined).join('-');
