import { COMPOUND_RANK, walkAddress, type Walk } from './address-walk.ts';
import {
  ADDRESS_ENDS,
  ADDRESS_LEADS,
  ADDRESS_TABLE,
  BEFORE_ADDRESS,
  BEHIND_THING,
  NOT_LIVING,
  OTHER_LABEL_BEFORE,
  PLACE_AGAIN,
  PROVINCES,
  rankOf,
  STOP_ENDS,
  SUFFIX_ENDS,
  SUFFIX_TABLE,
} from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, isSignAt, stepBack, unitAt } from './characters.ts';
import type { Candidate } from './finding.ts';
import { isWholeWord, isWordAt } from './lexicon.ts';
import { toUnitSet, wordAt, wordBefore } from './words.ts';

const COMMUNITY_RANK = 5;
const ROAD_RANK = 6;
const FILLER = /[ \t:：]*(?:还是|仍是|仍为|改为|改成|变更为|为|是|在|于|系|到|至|往)?[ \t:：（(“"|]*/y;

/** A door, a village or a road; a compound alone only by a word of its own such as 小区, since 府 and 城 end many others. */
const isSomewhere = (text: string, { rank, details, places, end }: Walk): boolean => {
  if (rank < COMMUNITY_RANK) return false;
  return details > 0 || rank < COMPOUND_RANK || places > 1 || (wordBefore(SUFFIX_ENDS, text, end)?.length ?? 0) > 1;
};

const behindLabel = (text: string, at: number): number => {
  FILLER.lastIndex = at;
  FILLER.test(text);
  return FILLER.lastIndex;
};

/** An address behind a word for living somewhere: at least a village, a road or a compound; city and district alone are nobody's address. */
export const addressBehindWord = (text: string, at: number): Candidate | undefined => {
  const word = wordAt(ADDRESS_TABLE, text, at);
  if (word === undefined || NOT_LIVING.test(text.slice(at, at + 2)) || OTHER_LABEL_BEFORE.test(text.slice(Math.max(0, at - 2), at)))
    return undefined;
  const start = behindLabel(text, at + word.length);
  const walk = walkAddress(text, start);
  return isSomewhere(text, walk) && !isWholeWord(text, start, walk.end)
    ? { kind: 'address', check: 'address-word', start, end: walk.end }
    : undefined;
};

const LONGEST_LEFT = 40;
/** What stands before a label or a province's name so close behind the edge is another word: 房屋江苏省…. */
const FARTHEST_LEAD = 8;

/** A province's name that begins an address; one before a road's suffix names a road: 北京路, 淮河北路. */
const isProvinceAt = (text: string, at: number): boolean => {
  const province = wordAt(PROVINCES, text, at);
  return province !== undefined && rankOf(wordAt(SUFFIX_TABLE, text, at + province.length) ?? '') < ROAD_RANK;
};

/** Behind a word that stands before an address and is no part of it: a label, or 放 and 在. */
const withoutLead = (text: string, from: number, door: number): number => {
  let start = from;
  for (let at = from; at < Math.min(door, from + FARTHEST_LEAD); at++) {
    if (isProvinceAt(text, at)) return at;
    const label = wordAt(ADDRESS_LEADS, text, at);
    if (label !== undefined) start = Math.max(start, behindLabel(text, at + label.length));
    else if (BEHIND_THING[unitAt(text, at)] === 1 && !isWordAt(text, at)) start = Math.max(start, at + 1);
  }
  while (start < door && BEFORE_ADDRESS[unitAt(text, start)] === 1 && !isWordAt(text, start)) start += 1;
  return start;
};

/** A place has a name before its suffix: `求是社区` does not begin behind 是; 镇江 does begin behind 在. */
const isSuffixAt = (text: string, at: number): boolean => {
  const suffix = wordAt(SUFFIX_TABLE, text, at);
  return suffix !== undefined && (suffix.length > 1 || !isWordAt(text, at));
};

/** Where an address that leads to a door could begin: behind the last stop word or edge before it. */
const leftEdge = (text: string, door: number): number => {
  let start = door;
  while (start > 0 && door - start < LONGEST_LEFT) {
    const stop = wordBefore(STOP_ENDS, text, start);
    if (stop !== undefined && !isSuffixAt(text, start) && !PLACE_AGAIN.test(text.slice(start - 1, start + 1))) break;
    const before = stepBack(text, start);
    if (
      !isHan(codeAt(text, before)) &&
      !isAlphanumericAt(text, before) &&
      !(isSignAt(text, before, ' ') && before > 0 && isHan(codeAt(text, stepBack(text, before))))
    )
      break;
    start = before;
  }
  return start;
};

/** What may part an address from what it stands beside. */
const BESIDE = toUnitSet(' ，,、；;/|\t（(-');

/** The address to a door that ends before a telephone number: `王芳 健康西路88号 13800138000`. */
export const addressBeforeNumber = (text: string, number: number): Candidate | undefined => {
  if (BESIDE[unitAt(text, number - 1)] !== 1) return undefined;
  const between = BETWEEN_BEFORE.exec(text.slice(Math.max(0, number - 2), number))?.[0];
  if (between === undefined) return undefined;
  const end = number - between.length;
  if (ADDRESS_ENDS[unitAt(text, end - 1)] !== 1) return undefined;
  for (let start = withoutLead(text, leftEdge(text, end), end); start < end; start = nextPart(text, start, end)) {
    const walk = walkAddress(text, start);
    if (walk.end === end && (walk.details > 0 || walk.places > 2)) return { kind: 'address', check: 'address-word', start, end };
  }
  return undefined;
};

/** Characters by which a number may be part of an address. */
const DOOR_MARKS = toUnitSet('号栋幢座单室楼层户房弄组');

/** Could the number that ends here be a door's, a building's or a flat's, as in `3栋` or `12-2-301`? */
export const isDoorNumber = (text: string, start: number, end: number): boolean =>
  DOOR_MARKS[unitAt(text, end)] === 1 ||
  (isSignAt(text, end, '-') && isDigitAt(text, end + 1) && start > 0 && isHan(unitAt(text, start - 1)));

/** By these words a door is a household's: 33号家中, 12号居民. */
const HOME_BEHIND = /^(?:家[中里门]|的家|住户|业主|居民|村民|租户|房东|房主)/;

/** Signs that a field begins behind. */
const FIELD_STARTS = toUnitSet(' ，,。；;、（(|/\t\n「【');

/** The whole of a field, from its beginning or a word such as 寄 on. */
const isField = (text: string, edge: number, end: number): boolean =>
  (edge === 0 || FIELD_STARTS[unitAt(text, edge - 1)] === 1) && !isHan(codeAt(text, end)) && !isAlphanumericAt(text, end);

export interface DoorAddress {
  readonly address: Candidate;
  /** It leads to a room or a household; another is one only where somebody is named or has a number near it. */
  readonly isHome: boolean;
}

/** An address that no word leads in: with a room, or the whole of a field, since a building or a door alone is a place, not a household. */
export const addressAtDoor = (text: string, number: number): DoorAddress | undefined => {
  const edge = leftEdge(text, number);
  let start = withoutLead(text, edge, number);
  while (isAlphanumericAt(text, start) || isSignAt(text, start, ' ')) start += 1;
  if (start >= number) return undefined;
  const walk = walkAddress(text, start);
  if (walk.end <= number) return undefined;
  const isHome = (walk.room && walk.details >= 2) || (walk.places > 1 && HOME_BEHIND.test(text.slice(walk.end, walk.end + 2)));
  const isDoor = walk.places > 1 && walk.details > 0 && isField(text, edge, walk.end);
  return isHome || isDoor ? { address: { kind: 'address', check: 'address-room', start, end: walk.end }, isHome } : undefined;
};

const BETWEEN_BEFORE = /[ ，,、；;/|\t（(]{1,2}$/;
/** Behind the next blank, where an address may begin behind something else. */
const nextPart = (text: string, start: number, end: number): number => {
  const blank = text.slice(start, end).indexOf(' ');
  return blank < 0 ? end : start + blank + 1;
};

const BETWEEN = /^[ ，,、；;/|\t（(-]{1,2}/;

/** An address to a door beside a telephone number, as on a parcel: `王芳 13800138000 健康西路88号`. */
export const addressBehindNumber = (text: string, end: number): Candidate | undefined => {
  if (BESIDE[unitAt(text, end)] !== 1) return undefined;
  const between = BETWEEN.exec(text.slice(end, end + 2))?.[0];
  if (between === undefined || wordAt(ADDRESS_TABLE, text, end + between.length) !== undefined) return undefined;
  const start = withoutLead(text, end + between.length, text.length);
  const walk = walkAddress(text, start);
  const whole = walk.details > 0 || (walk.places > 2 && !isHan(codeAt(text, walk.end)));
  return whole && walk.rank >= COMMUNITY_RANK ? { kind: 'address', check: 'address-word', start, end: walk.end } : undefined;
};
