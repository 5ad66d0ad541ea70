import { detailAt, isBuildingAt, isFlat, isFloorAt, isRoom, isStop, sticky } from './address-details.ts';
import { isVerbAt } from './address-starts.ts';
import { groupLength, shopLength } from './address-tails.ts';
import { ADDRESS_LEADS, BUILDING_MARKS, DETAIL, PROVINCES, SUFFIX_TABLE } from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, isSignAt, unitsOf } from './characters.ts';
import { divisionAt } from './divisions.ts';
import { isWordAt, kindOfWordAt, OF_ACT } from './lexicon.ts';
import { entryAt, toUnitSet, wordAt } from './words.ts';
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
  /** The last detail is a room's. */
  inRoom: boolean;
  /** Details behind a blank. */
  spaced: number;
  building: boolean;
}

const VILLAGE_RANK = 5;
const DOOR_RANK = 8;
const LONGEST_NAME = 12;
const DISTRICT_RANK = 3;

const takeDetail = (text: Text, walk: Walk): boolean => {
  const detail = detailAt(text, walk.next, walk.details > 0);
  if (detail === undefined) return false;
  // Behind a room a floor is the next thing that is told: 702室二楼.
  if ((walk.inRoom || walk.rank <= VILLAGE_RANK) && isFloorAt(text, walk.next, detail)) return false;
  walk.inRoom = isRoom(detail);
  walk.room ||= walk.inRoom || detail.isWithin || (walk.building && isFlat(detail));
  walk.building ||= BUILDING_MARKS.has(detail.mark);
  walk.details += detail.mark.startsWith('-') ? 2 : 1;
  walk.rank = DOOR_RANK;
  walk.next += detail.length;
  walk.end = walk.next;
  return true;
};

/** A village's group or a shop at a door, by its name. */
const takeTail = (text: Text, walk: Walk): boolean => {
  if (walk.next !== walk.end || walk.room) return false;
  const isVillage = walk.rank === VILLAGE_RANK;
  const length = isVillage ? groupLength(text, walk.next) : walk.rank === DOOR_RANK ? shopLength(text, walk.next) : 0;
  if (length === 0) return false;
  walk.next += length;
  walk.end = walk.next;
  walk.rank = DOOR_RANK;
  if (isVillage) walk.details += 1;
  return true;
};

interface Component {
  readonly end: number;
  readonly rank: number;
}

const SHORTEST_NAME = 2;
export const COMPOUND_RANK = 7;

/** The place whose suffix stands here; a compound's name goes on by one character: 城邦, 府邸. */
const suffixed = (text: Text, end: number, rank: number): Component => {
  const goesOn = rank === COMPOUND_RANK && isHan(codeAt(text, end)) && !isStop(text, end) && detailAt(text, end, false) === undefined;
  return { end: goesOn && isBuildingAt(text, end + 1, false) ? end + 1 : end, rank };
};

/** The place name that begins here: up to its suffix, before any stop word. */
const componentAt = (text: Text, start: number, rank: number): Component | undefined => {
  const province = wordAt(PROVINCES, text, start);
  let at = start;
  while (at - start <= LONGEST_NAME) {
    const suffix = at > start ? entryAt(SUFFIX_TABLE, text, at) : undefined;
    if (suffix !== undefined) return suffixed(text, at + suffix.word.length, suffix.of);
    if (at - start >= SHORTEST_NAME && isBuildingAt(text, at, rank >= DISTRICT_RANK)) return { end: at, rank: COMPOUND_RANK };
    const code = codeAt(text, at);
    if (!isHan(code) || (at > start && isStop(text, at))) break;
    at += unitsOf(code);
  }
  return province === undefined ? undefined : { end: start + province.length, rank: 1 };
};

/** Suffixes run together, as in `健康路小区` or `新村街道`: the longer place. */
const widen = (text: Text, component: Component): Component => {
  const suffix = entryAt(SUFFIX_TABLE, text, component.end);
  return suffix === undefined || detailAt(text, component.end, false) !== undefined
    ? component
    : { end: component.end + suffix.word.length, rank: suffix.of };
};

const skipBlank = (text: Text, at: number): number => (isSignAt(text, at, ' ') || isSignAt(text, at, ',') ? at + 1 : at);

const SPACED_ROOM = /[0-9]{3,4}(?![0-9A-Za-z.-])/y;
/** `11栋 2单元 502`. */
const isSpacedRoom = (text: Text, { spaced, building, room }: Walk, at: number): boolean =>
  spaced > 1 && building && !room && sticky(SPACED_ROOM, text, at) !== null;

/** These go on behind a place and begin none. */
const GOING_ON = toUnitSet('为有因被及和与已就等');
const ROAD_RANK = 6;
/** Behind a village an act or a thing is none of its places: 疏通下水道, 消防通道. */
const isNoPlace = (text: Text, at: number, { end, rank }: Component): boolean =>
  detailAt(text, end, false) === undefined &&
  (GOING_ON[unitAt(text, at)] === 1 ||
    (kindOfWordAt(text, at) === OF_ACT && isVerbAt(text, at)) ||
    (rank === ROAD_RANK && isSignAt(text, end - 1, '道') && !isSignAt(text, end - 2, '大') && isWordAt(text, end - 2)));

/** On downward, and from a village to a hamlet within it. */
const isFiner = (rank: number, than: number): boolean =>
  than < DOOR_RANK && (rank > than || (rank === VILLAGE_RANK && than === VILLAGE_RANK));

const takeComponent = (text: Text, walk: Walk): boolean => {
  // Behind a door another address begins with a word for one or with its province, city or district.
  if (walk.rank === DOOR_RANK && wordAt(ADDRESS_LEADS, text, walk.next) !== undefined) return false;
  const found = componentAt(text, walk.next, walk.rank);
  if (found === undefined || (walk.rank >= VILLAGE_RANK && isNoPlace(text, walk.next, found))) return false;
  const { end, rank } = widen(text, found);
  // A compound is called a town as well, if a building of its own follows: 星光都市A3栋.
  if (walk.rank === DOOR_RANK && found.rank <= DISTRICT_RANK && !isBuildingAt(text, end, false)) return false;
  walk.next = end;
  if (isFiner(rank, walk.rank)) {
    walk.rank = rank;
    walk.places += 1;
    walk.end = end;
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
  const walk: Walk = { end: start, next: start, rank: 0, details: 0, places: 0, spaced: 0, inRoom: false, room: false, building: false };
  const limit = start + 80;
  while (walk.next < limit) {
    if (takeDivision(text, walk) || (walk.rank > 0 && takeDetail(text, walk)) || takeTail(text, walk)) continue;
    if (!takeBehindBlank(text, walk) && !takeComponent(text, walk)) break;
  }
  return walk;
};
