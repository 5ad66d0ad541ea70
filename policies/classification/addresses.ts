import { COMPOUND_RANK, walkAddress, type Walk } from './address-walk.ts';
import {
  ADDRESS_ENDS,
  ADDRESS_TABLE,
  BEFORE_ADDRESS,
  NOT_LIVING,
  OTHER_LABEL_BEFORE,
  PLACE_AGAIN,
  PROVINCES,
  STOP_ENDS,
  SUFFIX_ENDS,
  SUFFIX_TABLE,
} from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, isSignAt, stepBack, unitAt } from './characters.ts';
import type { Candidate } from './finding.ts';
import { isWordAt } from './lexicon.ts';
import { toUnitSet, wordAt, wordBefore } from './words.ts';

const COMMUNITY_RANK = 5;
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
  return isSomewhere(text, walk) ? { kind: 'address', check: 'address-word', start, end: walk.end } : undefined;
};

const LONGEST_LEFT = 40;
/** What stands before a label or a province's name so close behind the edge is another word: 房屋江苏省…. */
const FARTHEST_LEAD = 5;

/** Behind a word that stands before an address and is no part of it: a label, or 放 and 在. */
const withoutLead = (text: string, from: number, door: number): number => {
  let start = from;
  for (let at = from; at < Math.min(door, from + FARTHEST_LEAD); at++) {
    if (wordAt(PROVINCES, text, at) !== undefined) return at;
    const label = wordAt(ADDRESS_TABLE, text, at);
    if (label !== undefined && label.length > 1) start = Math.max(start, behindLabel(text, at + label.length));
  }
  while (start < door && BEFORE_ADDRESS[unitAt(text, start)] === 1 && !isWordAt(text, start)) start += 1;
  return start;
};

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
      !(isSignAt(text, before, ' ') && before > 0 && isHan(codeAt(text, stepBack(text, before))))
    )
      break;
    start = before;
  }
  return withoutLead(text, start, door);
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
  for (let start = leftEdge(text, end); start < end; start = nextPart(text, start, end)) {
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

/** An address that no word leads in: only with a room, since a building or a door alone is a place, not a household. */
export const addressWithRoom = (text: string, number: number): Candidate | undefined => {
  let start = leftEdge(text, number);
  while (isAlphanumericAt(text, start) || isSignAt(text, start, ' ')) start += 1;
  if (start >= number) return undefined;
  const walk = walkAddress(text, start);
  const isHome = (walk.room && walk.details >= 2) || (walk.places > 1 && HOME_BEHIND.test(text.slice(walk.end, walk.end + 2)));
  return isHome && walk.end > number ? { kind: 'address', check: 'address-room', start, end: walk.end } : undefined;
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
