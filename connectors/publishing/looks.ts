/** What a text may be taken for; it stays a text. */
const LIKES = ['date', 'number', 'digits'] as const;
type Like = (typeof LIKES)[number];

/** What most of a column's filled cells look like, and how many of them do: a suggestion, and a hint at those that do not. */
export interface Look {
  readonly like: Like;
  readonly cells: number;
}

const DAY = /^(\d{4})-?(\d{2})-?(\d{2})$/;

/** A day of the calendar, as 2026-02-28 or 20260228 (ISO 8601). */
const isDate = (text: string): boolean => {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined || (text.includes('-') && text.length !== 10)) return false;
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
};

/** Written as people write numbers, with so few digits that none is lost; 007 and 1E5 are not. */
const isNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= 15;

const LOOKS: Readonly<Record<Like, (text: string) => boolean>> = { date: isDate, number: isNumber, digits: (text) => /^\d+$/.test(text) };

/** Characters of a text that is looked at. */
const LONGEST = 64;

export const createLookCount = () => {
  const counts = new Map<Like, number>(LIKES.map((like) => [like, 0]));
  return {
    add: (text: string): void => {
      if (text.length > LONGEST) return;
      for (const like of LIKES) if (LOOKS[like](text)) counts.set(like, (counts.get(like) ?? 0) + 1);
    },
    /** Of so many filled cells; undefined where not even half look alike. */
    suggest: (filled: number): Look | undefined => {
      const [best] = Array.from(counts, ([like, cells]) => ({ like, cells })).toSorted((a, b) => b.cells - a.cells);
      return best !== undefined && best.cells * 2 > filled ? best : undefined;
    },
  };
};
