import {
  ADDRESS_LEADS,
  BARE_ROOM,
  BUILDING_MARKS,
  DETAIL,
  LANE_MARKS,
  PLACE_AGAIN,
  PROVINCES,
  rankOf,
  ROOM_MARKS,
  STOP_TABLE,
  SUFFIX_TABLE,
} from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, isSignAt, unitsOf } from './characters.ts';
import { divisionAt } from './divisions.ts';
import { toUnitSet, wordAt } from './words.ts';
import { unitAt, type Text } from './text.ts';

/** What a walk over the components of an address has found so far. */
export interface Walk {
  /** End of what belongs to the address for certain. */
  end: number;
  /** Where the next component begins. */
  next: number;
  /** Finest rank that was taken. */
  rank: number;
  details: number;
  /** Place names in it. */
  places: number;
  room: boolean;
  /** Details behind a blank. */
  spaced: number;
  building: boolean;
}

const DOOR_RANK = 8;
const LONGEST_NAME = 12;
const DISTRICT_RANK = 3;

const sticky = (pattern: RegExp, text: Text, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text.string);
};

/** Most characters begin no detail. */
const DETAIL_STARTS = toUnitSet(
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz一二三四五六七八九十百第甲乙丙丁增东西南北中附内首底顶负地-',
);

const WITHIN = toUnitSet('附内');

interface Detail {
  readonly length: number;
  /** What the number counts: 号, 栋, 室; a triple such as `12-2-301` stands for all three; nothing behind a building is a room. */
  readonly mark: string;
  /** A flat's or a small door's number within another: 12号附3号. */
  readonly isWithin: boolean;
}

const detailAt = (text: Text, at: number, behindDetail: boolean): Detail | undefined => {
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

const takeDetail = (text: Text, walk: Walk): boolean => {
  const detail = detailAt(text, walk.next, walk.details > 0);
  if (detail === undefined) return false;
  const triple = detail.mark.startsWith('-');
  // The number behind a building is a flat's: 3幢5号.
  walk.room ||=
    triple || detail.isWithin || ROOM_MARKS.has(detail.mark) || (walk.building && (detail.mark === '号' || detail.mark === '门'));
  walk.building ||= BUILDING_MARKS.has(detail.mark);
  walk.details += triple ? 2 : 1;
  walk.rank = DOOR_RANK;
  walk.next += detail.length;
  walk.end = walk.next;
  return true;
};

/** A word that no component holds begins here. */
export const isStop = (text: Text, at: number): boolean =>
  wordAt(STOP_TABLE, text, at) !== undefined && !PLACE_AGAIN.test(text.string.slice(at, at + 2));

interface Component {
  readonly end: number;
  readonly rank: number;
}

const SHORTEST_NAME = 2;
export const COMPOUND_RANK = 7;

/** A service's number in groups is no flat's. */
const SERVICE_NUMBER = /^[48]00-/;

/** A building with its number, by which a name without any suffix is a compound's; within a district a door's number shows a street. */
const isBuildingAt = (text: Text, at: number, inDistrict: boolean): boolean => {
  if (!isAlphanumericAt(text, at)) return false;
  const detail = sticky(DETAIL, text, at);
  if (detail?.[3] !== undefined) return !SERVICE_NUMBER.test(detail[0]);
  const mark = detail?.[1];
  if (!isDigitAt(text, at)) return mark === '区' || mark === '座' || mark === '栋' || mark === '幢';
  return mark !== undefined && (BUILDING_MARKS.has(mark) || (inDistrict && LANE_MARKS.has(mark)));
};

/** The place name that begins here: up to its suffix, before any stop word. */
const componentAt = (text: Text, start: number, rank: number): Component | undefined => {
  const province = wordAt(PROVINCES, text, start);
  let at = start;
  while (at - start <= LONGEST_NAME) {
    const suffix = at > start ? wordAt(SUFFIX_TABLE, text, at) : undefined;
    if (suffix !== undefined) return { end: at + suffix.length, rank: rankOf(suffix) };
    if (at - start >= SHORTEST_NAME && isBuildingAt(text, at, rank >= DISTRICT_RANK)) return { end: at, rank: COMPOUND_RANK };
    const code = codeAt(text, at);
    if (!isHan(code) || (at > start && isStop(text, at))) break;
    at += unitsOf(code);
  }
  return province === undefined ? undefined : { end: start + province.length, rank: 1 };
};

/** Suffixes run together, as in `健康路小区` or `新村街道`: the longer place. */
const widen = (text: Text, component: Component): Component => {
  const suffix = wordAt(SUFFIX_TABLE, text, component.end);
  return suffix === undefined || detailAt(text, component.end, false) !== undefined
    ? component
    : { end: component.end + suffix.length, rank: Math.max(component.rank, rankOf(suffix)) };
};

const skipBlank = (text: Text, at: number): number => (isSignAt(text, at, ' ') || isSignAt(text, at, ',') ? at + 1 : at);

const SPACED_ROOM = /[0-9]{3,4}(?![0-9A-Za-z.-])/y;
/** `11栋 2单元 502`. */
const isSpacedRoom = (text: Text, { spaced, building, room }: Walk, at: number): boolean =>
  spaced > 1 && building && !room && sticky(SPACED_ROOM, text, at) !== null;

const takeComponent = (text: Text, walk: Walk): boolean => {
  // Behind a door another address begins with a word for one or with its province, city or district.
  if (walk.rank === DOOR_RANK && wordAt(ADDRESS_LEADS, text, walk.next) !== undefined) return false;
  const found = componentAt(text, walk.next, walk.rank);
  if (found === undefined) return false;
  const component = widen(text, found);
  // A compound is called a town as well, if a building of its own follows: 星光都市A3栋.
  if (walk.rank === DOOR_RANK && found.rank <= DISTRICT_RANK && !isBuildingAt(text, component.end, false)) return false;
  walk.next = component.end;
  if (component.rank > walk.rank && walk.rank < DOOR_RANK) {
    walk.rank = component.rank;
    walk.places += 1;
    walk.end = component.end;
  }
  return true;
};

/** A county or a larger division by its name, whatever number that begins with: 二七区. */
const takeDivision = (text: Text, walk: Walk): boolean => {
  const division = walk.rank < DISTRICT_RANK ? divisionAt(text, walk.next) : undefined;
  if (division === undefined || division.rank <= walk.rank) return false;
  walk.next = division.end;
  walk.end = division.end;
  walk.rank = division.rank;
  walk.places += 1;
  return true;
};

const VILLAGE_RANK = 5;
/** A group of a village by its name: 前坪组. */
const NAMED_GROUP = /[\u4e00-\u9fa5]{1,3}?组(?![织长员成建合装委团屋])/y;
const takeGroup = (text: Text, walk: Walk): boolean => {
  const group = walk.rank === VILLAGE_RANK && walk.next === walk.end ? sticky(NAMED_GROUP, text, walk.next) : null;
  if (group === null || isStop(text, walk.next)) return false;
  walk.next += group[0].length;
  walk.end = walk.next;
  walk.rank = DOOR_RANK;
  walk.details += 1;
  return true;
};

/** Behind a blank: a detail, and whether it was one. A bare number there is another number, not a room, but where blanks part all the rest. */
const takeBehindBlank = (text: Text, walk: Walk): boolean => {
  const next = skipBlank(text, walk.next);
  if (next === walk.next || (walk.rank > 0 && isAlphanumericAt(text, next) !== isDigitAt(text, next))) return false;
  walk.next = next;
  if (walk.rank === 0 || !(sticky(DETAIL, text, next) !== null || isSpacedRoom(text, walk, next)) || !takeDetail(text, walk)) return false;
  walk.spaced += 1;
  return true;
};

/** Walks over the address that begins here. */
export const walkAddress = (text: Text, start: number): Walk => {
  const walk: Walk = { end: start, next: start, rank: 0, details: 0, places: 0, spaced: 0, room: false, building: false };
  const limit = start + 80;
  while (walk.next < limit) {
    if (takeDivision(text, walk) || (walk.rank > 0 && takeDetail(text, walk)) || takeGroup(text, walk)) continue;
    if (!takeBehindBlank(text, walk) && !takeComponent(text, walk)) break;
  }
  return walk;
};
