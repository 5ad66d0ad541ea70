/** Most items of a lot. */
export const ROWS_LIMIT = 400;

/** Row numbers as people write them (`1-20, 35`): sorted, each once; undefined when they are not written rightly; null when empty. */
export const parseRows = (typed: string, last: number): readonly number[] | null | undefined => {
  if (typed.trim() === '') return null;
  const found = new Set<number>();
  for (const part of typed.split(/[,，、]/)) {
    const match = /^\s*(\d{1,7})\s*(?:[-–]\s*(\d{1,7})\s*)?$/.exec(part);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    if (from < 1 || to < from || to > last || to - from >= ROWS_LIMIT) return undefined;
    for (let row = from; row <= to; row += 1) found.add(row);
  }
  return found.size > ROWS_LIMIT ? undefined : [...found].toSorted((a, b) => a - b);
};

/** Yuan as typed (`0.32`) in fen; undefined when it is no amount above 0 with at most two decimals. */
export const parseYuan = (typed: string): number | undefined => {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.trim());
  if (match === null) return undefined;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return fen > 0 ? fen : undefined;
};

/** A count as typed; undefined when it is none or more than `most`. */
export const parseCount = (typed: string, most: number): number | undefined => {
  const text = typed.trim();
  return /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : undefined;
};

/** A date and time as a form gives it (`2026-11-25T14:32`), meant in the space's zone whatever the machine's is; ms, or undefined. */
export const parseShanghai = (typed: string): number | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return undefined;
  const time = Date.parse(`${typed}:00+08:00`);
  return Number.isNaN(time) ? undefined : time;
};
