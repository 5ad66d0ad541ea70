import {
  ADDRESS_TABLE,
  BARE_ROOM,
  BUILDING_MARKS,
  DETAIL,
  NOT_LIVING,
  OTHER_LABEL_BEFORE,
  PLACE_AGAIN,
  PROVINCES,
  rankOf,
  ROOM_MARKS,
  SUFFIX_ENDS,
  STOP_ENDS,
  STOP_TABLE,
  SUFFIX_TABLE,
} from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, stepBack, unitsOf } from './characters.ts';
import type { Candidate } from './finding.ts';
import { wordAt, wordBefore } from './words.ts';

/** What a walk over the components of an address has found so far. */
interface Walk {
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
}

const DOOR_RANK = 8;
const LONGEST_NAME = 12;
const DISTRICT_RANK = 3;

const sticky = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

interface Detail {
  readonly length: number;
  /** What the number counts: 号, 栋, 室; a triple such as `12-2-301` stands for all three; nothing behind a building is a room. */
  readonly mark: string;
}

const detailAt = (text: string, at: number, behindDetail: boolean): Detail | undefined => {
  if (isAlphanumericAt(text, at) && isAlphanumericAt(text, at - 1)) return undefined;
  const detail = sticky(DETAIL, text, at);
  if (detail !== null) return { length: detail[0].length, mark: detail.slice(1).find((group) => group !== undefined) ?? '' };
  const [bare] = (behindDetail ? sticky(BARE_ROOM, text, at) : null) ?? [];
  return bare === undefined ? undefined : { length: bare.length, mark: '室' };
};

const takeDetail = (text: string, walk: Walk): boolean => {
  const detail = detailAt(text, walk.next, walk.details > 0);
  if (detail === undefined) return false;
  const triple = detail.mark.startsWith('-');
  walk.room ||= triple || ROOM_MARKS.has(detail.mark);
  walk.details += triple ? 2 : 1;
  walk.rank = DOOR_RANK;
  walk.next += detail.length;
  walk.end = walk.next;
  return true;
};

const isStop = (text: string, at: number): boolean =>
  wordAt(STOP_TABLE, text, at) !== undefined && !PLACE_AGAIN.test(text.slice(at, at + 2));

interface Component {
  readonly end: number;
  readonly rank: number;
}

const SHORTEST_NAME = 2;
const COMPOUND_RANK = 7;

/** A building with its number, by which a name without any suffix is a compound's; within a district a door's number shows a street. */
const isBuildingAt = (text: string, at: number, inDistrict: boolean): boolean => {
  const mark = sticky(DETAIL, text, at)?.[1];
  return mark !== undefined && (BUILDING_MARKS.has(mark) || (inDistrict && mark === '号')) && isDigitAt(text, at);
};

/** The place name that begins here: up to its suffix, before any stop word. */
const componentAt = (text: string, start: number, rank: number): Component | undefined => {
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
const widen = (text: string, component: Component): Component => {
  const suffix = wordAt(SUFFIX_TABLE, text, component.end);
  return suffix === undefined || sticky(DETAIL, text, component.end) !== null
    ? component
    : { end: component.end + suffix.length, rank: Math.max(component.rank, rankOf(suffix)) };
};

const skipBlank = (text: string, at: number): number => (text[at] === ' ' || text[at] === ',' ? at + 1 : at);

const takeComponent = (text: string, walk: Walk): boolean => {
  const found = componentAt(text, walk.next, walk.rank);
  if (found === undefined) return false;
  const component = widen(text, found);
  walk.next = component.end;
  if (component.rank > walk.rank && walk.rank < DOOR_RANK) {
    walk.rank = component.rank;
    walk.places += 1;
    walk.end = component.end;
  }
  return true;
};

/** Walks over the address that begins here. */
const walkAddress = (text: string, start: number): Walk => {
  const walk: Walk = { end: start, next: start, rank: 0, details: 0, places: 0, room: false };
  const limit = start + 80;
  while (walk.next < limit) {
    if (walk.rank > 0 && takeDetail(text, walk)) continue;
    const next = skipBlank(text, walk.next);
    if (next > walk.next && (walk.rank === 0 || isAlphanumericAt(text, next) === isDigitAt(text, next))) {
      walk.next = next;
      // A bare number behind a blank is another number, not a room.
      if (walk.rank > 0 && sticky(DETAIL, text, next) !== null && takeDetail(text, walk)) continue;
    }
    if (!takeComponent(text, walk)) break;
  }
  return walk;
};

const COMMUNITY_RANK = 5;
const FILLER = /[ \t:：]*(?:还是|仍是|仍为|改为|改成|变更为|为|是|在|于|系)?[ \t:：（(“"|]*/y;

/** A door, a village or a road; a compound alone only by a word of its own such as 小区, since 府 and 城 end many others. */
const isSomewhere = (text: string, { rank, details, places, end }: Walk): boolean => {
  if (rank < COMMUNITY_RANK) return false;
  return details > 0 || rank < COMPOUND_RANK || places > 1 || (wordBefore(SUFFIX_ENDS, text, end)?.length ?? 0) > 1;
};

/** An address behind a word for living somewhere: at least a village, a road or a compound; city and district alone are nobody's address. */
export const addressBehindWord = (text: string, at: number): Candidate | undefined => {
  const word = wordAt(ADDRESS_TABLE, text, at);
  if (word === undefined || NOT_LIVING.test(text.slice(at, at + 2)) || OTHER_LABEL_BEFORE.test(text.slice(Math.max(0, at - 2), at)))
    return undefined;
  FILLER.lastIndex = at + word.length;
  FILLER.test(text);
  const start = FILLER.lastIndex;
  const walk = walkAddress(text, start);
  return isSomewhere(text, walk) ? { kind: 'address', check: 'address-word', start, end: walk.end } : undefined;
};

const LONGEST_LEFT = 40;

/** Where an address that leads to a door could begin: behind the last stop word or edge before it. */
const leftEdge = (text: string, door: number): number => {
  let start = door;
  while (start > 0 && door - start < LONGEST_LEFT) {
    const stop = wordBefore(STOP_ENDS, text, start);
    // A place has a name before its suffix: `求是社区` does not begin behind 是.
    if (stop !== undefined && wordAt(SUFFIX_TABLE, text, start) === undefined && !PLACE_AGAIN.test(text.slice(start - 1, start + 1))) break;
    const before = stepBack(text, start);
    if (
      !isHan(codeAt(text, before)) &&
      !isAlphanumericAt(text, before) &&
      !(text[before] === ' ' && before > 0 && isHan(codeAt(text, stepBack(text, before))))
    )
      break;
    start = before;
  }
  return start;
};

/** The address to a door that ends before a telephone number: `王芳 健康西路88号 13800138000`. */
export const addressBeforeNumber = (text: string, number: number): Candidate | undefined => {
  const between = BETWEEN_BEFORE.exec(text.slice(Math.max(0, number - 2), number))?.[0];
  if (between === undefined) return undefined;
  const end = number - between.length;
  for (let start = leftEdge(text, end); start < end; start = nextPart(text, start, end)) {
    const walk = walkAddress(text, start);
    if (walk.end === end && (walk.details > 0 || walk.places > 2)) return { kind: 'address', check: 'address-word', start, end };
  }
  return undefined;
};

/** Characters by which a number may be part of an address. */
const DOOR_MARKS = new Set('号栋幢座单室楼层户房弄组');

/** Could the number that ends here be a door's, a building's or a flat's, as in `3栋` or `12-2-301`? */
export const isDoorNumber = (text: string, start: number, end: number): boolean =>
  DOOR_MARKS.has(text[end] ?? '') || (text[end] === '-' && isDigitAt(text, end + 1) && start > 0 && isHan(text.charCodeAt(start - 1)));

/** An address that no word leads in: only with a room, since a building or a door alone is a place, not a household. */
export const addressWithRoom = (text: string, number: number): Candidate | undefined => {
  let start = leftEdge(text, number);
  while (isAlphanumericAt(text, start) || text[start] === ' ') start += 1;
  if (start >= number) return undefined;
  const walk = walkAddress(text, start);
  return walk.room && walk.details >= 2 && walk.end > number ? { kind: 'address', check: 'address-room', start, end: walk.end } : undefined;
};

const BETWEEN_BEFORE = /[ ，,、；;]{1,2}$/;
/** Behind the next blank, where an address may begin behind something else. */
const nextPart = (text: string, start: number, end: number): number => {
  const blank = text.indexOf(' ', start);
  return blank < 0 || blank >= end ? end : blank + 1;
};

const BETWEEN = /^[ ，,、；;]{1,2}/;

/** An address to a door beside a telephone number, as on a parcel: `王芳 13800138000 健康西路88号`. */
export const addressBehindNumber = (text: string, end: number): Candidate | undefined => {
  const between = BETWEEN.exec(text.slice(end, end + 2))?.[0];
  if (between === undefined || wordAt(ADDRESS_TABLE, text, end + between.length) !== undefined) return undefined;
  const walk = walkAddress(text, end + between.length);
  const whole = walk.details > 0 || (walk.places > 2 && !isHan(codeAt(text, walk.end)));
  return whole && walk.rank >= COMMUNITY_RANK
    ? { kind: 'address', check: 'address-word', start: end + between.length, end: walk.end }
    : undefined;
};
