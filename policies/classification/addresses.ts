import { behindLabel, isVerbAt, leftEdge, withoutLead } from './address-starts.ts';
import { isStop } from './address-details.ts';
import { COMPOUND_RANK, walkAddress, type Walk } from './address-walk.ts';
import { ADDRESS_ENDS, ADDRESS_TABLE, NOT_LIVING, OTHER_LABEL_BEFORE, SUFFIX_ENDS } from './address-words.ts';
import { codeAt, isAlphanumericAt, isDigitAt, isHan, isSignAt } from './characters.ts';
import { firstDivision } from './divisions.ts';
import type { Candidate } from './finding.ts';
import { isWholeWord } from './lexicon.ts';
import { toUnitSet, wordAt, wordBefore } from './words.ts';
import { unitAt, type Text } from './text.ts';

const COMMUNITY_RANK = 5;
/** A door, a village or a road; a compound alone only by a word of its own such as 小区, since 府 and 城 end many others. */
const isSomewhere = (text: Text, { rank, details, places, end }: Walk): boolean => {
  if (rank < COMMUNITY_RANK) return false;
  return details > 0 || rank < COMPOUND_RANK || places > 1 || (wordBefore(SUFFIX_ENDS, text, end)?.length ?? 0) > 1;
};

/** An address behind a word for living somewhere: at least a village, a road or a compound; city and district alone are nobody's address. */
export const addressBehindWord = (text: Text, at: number): Candidate | undefined => {
  const word = wordAt(ADDRESS_TABLE, text, at);
  if (
    word === undefined ||
    NOT_LIVING.test(text.string.slice(at, at + 2)) ||
    OTHER_LABEL_BEFORE.test(text.string.slice(Math.max(0, at - 2), at))
  )
    return undefined;
  const start = behindLabel(text, at + word.length);
  if (isStop(text, start)) return undefined;
  const walk = walkAddress(text, start);
  // A place alone is none behind a verb: 居住用公寓, 居住地接受社区矫正.
  if (walk.details === 0 && walk.places === 1 && isVerbAt(text, start)) return undefined;
  return isSomewhere(text, walk) && !isWholeWord(text, start, walk.end)
    ? { kind: 'address', check: 'address-word', start, end: walk.end }
    : undefined;
};

/** What may part an address from what it stands beside. */
const BESIDE = toUnitSet(' ，,、；;/|\t（(-');

/** The address to a door that ends before a telephone number: `王芳 健康西路88号 13800138000`. */
export const addressBeforeNumber = (text: Text, number: number): Candidate | undefined => {
  if (BESIDE[unitAt(text, number - 1)] !== 1) return undefined;
  const between = BETWEEN_BEFORE.exec(text.string.slice(Math.max(0, number - 3), number))?.[0];
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
const DOOR_MARKS = toUnitSet('居门号栋幢座单室楼层户房弄组屯社队巷梯');

/** Could the number that ends here be a door's, a building's or a flat's, as in `3栋` or `12-2-301`? */
export const isDoorNumber = (text: Text, start: number, end: number): boolean =>
  DOOR_MARKS[unitAt(text, end)] === 1 ||
  (isSignAt(text, end, '-') && isDigitAt(text, end + 1) && start > 0 && isHan(unitAt(text, start - 1)));

/** By these words a door is a household's: 33号家中, 12号居民. */
const HOME_BEHIND = /^(?:家[中里门]|的家|住户|业主|居民|村民|租户|房东|房主)/;

interface Way {
  readonly start: number;
  readonly walk: Walk;
}

/** The way to a door from the division by which its address begins, whatever stands before that: 核实江苏省…. */
const wayFromDivision = (text: Text, edge: number, door: number): Way | undefined => {
  for (let start = firstDivision(text, edge, door); start >= 0; start = firstDivision(text, start + 1, door)) {
    const walk = walkAddress(text, start);
    if (walk.end > door) return { start, walk };
  }
  return undefined;
};

const wayBehindLead = (text: Text, edge: number, door: number): Way | undefined => {
  let start = withoutLead(text, edge, door);
  while (isAlphanumericAt(text, start) || isSignAt(text, start, ' ')) start += 1;
  return start < door ? { start, walk: walkAddress(text, start) } : undefined;
};

/** From a city down to a street or a village: so an address is written out, hardly the place of a thing. */
const PLACES_OF_WHOLE = 4;

/** Who or what is no household, right before its address. */
const OTHERS_BEFORE =
  /(?:注册|事发|施工|项目|公司|单位|企业|办公|经营|机构|学校|医院|银行|网点|会议|活动|仓库|发货|退货|门店|店铺|营业|中心|大厅|总部)(?:详细)?(?:地址|地点|场所|地|位于|坐落于?|设在|设于|搬至|搬到|迁至)?(?:[是为在于至])?[ \t:：=]*$/;
const LONGEST_OTHERS = 14;
/** What is done for all, right behind a place. */
const OTHERS_BEHIND = /^[，,]?(?:现场)?(?:开展|举行|举办|召开|巡查|巡逻|排查|检修|施工|停电|停水|封闭|设立|新建|改造)/;
/** Is the place a firm's, or one where something is done for all? */
export const isOfOthers = (text: Text, start: number, end: number): boolean =>
  OTHERS_BEFORE.test(text.string.slice(Math.max(0, start - LONGEST_OTHERS), start)) || OTHERS_BEHIND.test(text.string.slice(end, end + 5));

export interface DoorAddress {
  readonly address: Candidate;
  /** It leads to a room or a household; another is one only where somebody is named or has a number near it. */
  readonly isHome: boolean;
}

const isDoorOfHousehold = (text: Text, { room, details, places, end }: Walk): boolean =>
  (room && details >= 2) || (details > 0 && places > 1 && HOME_BEHIND.test(text.string.slice(end, end + 2)));

/** An address that no word leads in: a building or a door alone is a place, but with a room, with people in it, or written out whole it is a household's. */
export const addressAtDoor = (text: Text, number: number): DoorAddress | undefined => {
  const edge = leftEdge(text, number);
  const division = wayFromDivision(text, edge, number);
  const way = division ?? wayBehindLead(text, edge, number);
  if (way === undefined || way.walk.end <= number) return undefined;
  const { start, walk } = way;
  const { details, places, end } = walk;
  const isHousehold = isDoorOfHousehold(text, walk);
  if (details === 0 || (places < 2 && !isHousehold)) return undefined;
  const isWhole = places >= PLACES_OF_WHOLE && !isOfOthers(text, start, end);
  return { address: { kind: 'address', check: 'address-room', start, end }, isHome: isHousehold || isWhole };
};

/** Places down to a village, counted from a division, and where none is named. */
const LEAST_PLACES_OF_VILLAGE = 3;
const LEAST_PLACES_OF_TOWN = 2;

/** The address to a village that is named up to the offset, without a number: from a division on, or from a town. */
export const addressToVillage = (text: Text, end: number): Candidate | undefined => {
  if (isAlphanumericAt(text, end)) return undefined;
  const edge = leftEdge(text, end);
  const division = firstDivision(text, edge, end);
  const start = division < 0 ? withoutLead(text, edge, end) : division;
  if (start >= end) return undefined;
  const walk = walkAddress(text, start);
  const isFar = walk.places >= (division < 0 ? LEAST_PLACES_OF_TOWN : LEAST_PLACES_OF_VILLAGE);
  return walk.end >= end && isFar ? { kind: 'address', check: 'address-room', start, end: walk.end } : undefined;
};

const BETWEEN_BEFORE = /[ ，,、；;/|\t（(]{1,3}$/;
/** Behind the next blank, where an address may begin behind something else. */
const nextPart = (text: Text, start: number, end: number): number => {
  const blank = text.string.slice(start, end).indexOf(' ');
  return blank < 0 ? end : start + blank + 1;
};

const BETWEEN = /^[ ，,、；;/|\t（(-]{1,3}/;

/** An address to a door beside a telephone number, as on a parcel: `王芳 13800138000 健康西路88号`. */
export const addressBehindNumber = (text: Text, end: number): Candidate | undefined => {
  if (BESIDE[unitAt(text, end)] !== 1) return undefined;
  const between = BETWEEN.exec(text.string.slice(end, end + 3))?.[0];
  if (between === undefined || wordAt(ADDRESS_TABLE, text, end + between.length) !== undefined) return undefined;
  const start = withoutLead(text, end + between.length, text.length);
  const walk = walkAddress(text, start);
  const whole = walk.details > 0 || (walk.places > 2 && !isHan(codeAt(text, walk.end)));
  return whole && walk.rank >= COMMUNITY_RANK ? { kind: 'address', check: 'address-word', start, end: walk.end } : undefined;
};
