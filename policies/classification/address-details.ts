import { BARE_ROOM, BUILDING_MARKS, DETAIL, LANE_MARKS, PLACE_AGAIN, ROOM_MARKS, STOP_TABLE } from './address-words.ts';
import { isAlphanumericAt, isDigitAt } from './characters.ts';
import { toUnitSet, wordAt } from './words.ts';
import { unitAt, type Text } from './text.ts';

export const sticky = (pattern: RegExp, text: Text, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text.string);
};

/** Most characters begin no detail. */
const DETAIL_STARTS = toUnitSet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz一二三四五六七八九十百第甲乙丙丁增东西南北中附内首底顶负地特纬-',
);

const WITHIN = toUnitSet('附内');

export interface Detail {
  readonly length: number;
  /** What the number counts: 号, 栋, 室; a triple such as `12-2-301` stands for all three; nothing behind a building is a room. */
  readonly mark: string;
  /** A flat's or a small door's number within another: 12号附3号. */
  readonly isWithin: boolean;
}

export const detailAt = (text: Text, at: number, behindDetail: boolean): Detail | undefined => {
  if (DETAIL_STARTS[unitAt(text, at)] !== 1) return undefined;
  if (isAlphanumericAt(text, at) && isAlphanumericAt(text, at - 1)) return undefined;
  const detail = sticky(DETAIL, text, at);
  if (detail !== null) {
    const mark = detail.slice(1).find((group) => group !== undefined) ?? '';
    return { length: detail[0].length, mark, isWithin: behindDetail && WITHIN[unitAt(text, at)] === 1 };
  }
  const [bare] = (behindDetail ? sticky(BARE_ROOM, text, at) : null) ?? [];
  return bare === undefined ? undefined : { length: bare.length, mark: '室', isWithin: false };
};

const LEAST_UNIT_ROOM = 5;
/** 单元 behind a number of three digits is a flat in a tower: T3座2104单元. */
const isUnitRoom = ({ mark, length }: Detail): boolean => mark === '单元' && length >= LEAST_UNIT_ROOM;

/** A room's own mark, or three numbers in one. */
export const isRoom = ({ mark }: Detail): boolean => mark.startsWith('-') || ROOM_MARKS.has(mark) || mark.endsWith('房');

/** The number behind a building is a flat's: 3幢5号. */
export const isFlat = (detail: Detail): boolean => detail.mark === '号' || detail.mark === '门' || isUnitRoom(detail);

/** A floor by a word. */
export const isFloorAt = (text: Text, at: number, { mark }: Detail): boolean => (mark === '楼' || mark === '层') && !isDigitAt(text, at);

/** A word that no component holds begins here. */
export const isStop = (text: Text, at: number): boolean =>
  wordAt(STOP_TABLE, text, at) !== undefined && !PLACE_AGAIN.test(text.string.slice(at, at + 2));

/** A service's number in groups is no flat's. */
const SERVICE_NUMBER = /^[48]00-/;

/** A building with its number, by which a name without any suffix is a compound's; within a district a door's number shows a street. */
export const isBuildingAt = (text: Text, at: number, inDistrict: boolean): boolean => {
  if (!isAlphanumericAt(text, at)) return false;
  const detail = sticky(DETAIL, text, at);
  if (detail?.[3] !== undefined) return !SERVICE_NUMBER.test(detail[0]);
  const mark = detail?.[1];
  if (!isDigitAt(text, at)) return mark === '区' || mark === '座' || mark === '栋' || mark === '幢';
  return mark !== undefined && (BUILDING_MARKS.has(mark) || (inDistrict && LANE_MARKS.has(mark)));
};
