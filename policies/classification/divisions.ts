import DIVISIONS from './divisions.json' with { type: 'json' };
import { entryAt, splitWords, toClassTable } from './words.ts';
import { type Text } from './text.ts';

/** An administrative division by its name. */
interface Division {
  /** 1 a province, 2 a prefecture, 3 a county. */
  readonly rank: number;
  /** Said without its suffix, as many other words are: 南京, 江苏. */
  readonly isBare: boolean;
}

const SUFFIX = /(?:壮族|回族|维吾尔)?(?:自治区|特别行政区)$|[省市]$/;
const SHORTEST = 2;
const named = (names: string, rank: number) => [splitWords(names), { rank, isBare: false }] as const;
const bare = (names: string, rank: number) =>
  [
    splitWords(names)
      .filter((name) => SUFFIX.test(name))
      .map((name) => name.replace(SUFFIX, ''))
      .filter(({ length }) => length >= SHORTEST),
    { rank, isBare: true },
  ] as const;

/** Provinces, prefectures and counties of GB/T 2260. Source: NOTICE.md. */
const TABLE = toClassTable<Division>([
  named(DIVISIONS.provinces, 1),
  named(DIVISIONS.prefectures, 2),
  named(
    '伊犁州 昌吉州 延边州 恩施州 湘西州 阿坝州 甘孜州 凉山州 黔南州 黔东南州 黔西南州 楚雄州 红河州 文山州 大理州 德宏州 怒江州 迪庆州 西双版纳州 临夏州 甘南州 海北州 黄南州 果洛州 玉树州 海西州',
    2,
  ),
  named(DIVISIONS.counties, 3),
  bare(DIVISIONS.provinces, 1),
  bare(DIVISIONS.prefectures, 2),
]);

/** The division named with its suffix at the offset. */
export const divisionAt = (text: Text, at: number): { readonly end: number; readonly rank: number } | undefined => {
  const entry = entryAt(TABLE, text, at);
  return entry === undefined || entry.of.isBare ? undefined : { end: at + entry.word.length, rank: entry.of.rank };
};

/** A name of two characters such as 新县 is as often a part of other words: 更新县志. */
const SHORTEST_FIRST = 3;

/** Does an address begin here with a division? One without its suffix must stand before another: 南京鼓楼区, 江苏南京鼓楼区. */
const beginsDivision = (text: Text, at: number): boolean => {
  const entry = entryAt(TABLE, text, at);
  if (entry === undefined) return false;
  const { word, of } = entry;
  if (!of.isBare) return word.length >= SHORTEST_FIRST;
  const next = entryAt(TABLE, text, at + word.length);
  return next !== undefined && next.of.rank > of.rank && (!next.of.isBare || beginsDivision(text, at + word.length));
};

/** Where the first division named between the offsets begins, -1 for none. */
export const firstDivision = (text: Text, from: number, to: number): number => {
  for (let at = from; at < to; at++) if (beginsDivision(text, at)) return at;
  return -1;
};

/** Do divisions lead from the first offset to the second or beyond, one after the other, from the larger to the smaller? */
export const doDivisionsLead = (text: Text, from: number, to: number): boolean => {
  if (!beginsDivision(text, from)) return false;
  let end = from;
  let rank = 0;
  for (let entry = entryAt(TABLE, text, end); end < to && entry !== undefined && entry.of.rank > rank; entry = entryAt(TABLE, text, end)) {
    end += entry.word.length;
    rank = entry.of.rank;
  }
  return end >= to;
};
