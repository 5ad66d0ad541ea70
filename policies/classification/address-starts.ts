import {
  ADDRESS_LEADS,
  BEFORE_ADDRESS,
  BEHIND_THING,
  DIVISION_ENDS,
  DONE,
  NAMING_ACTS,
  PLACE_AGAIN,
  PROVINCES,
  STOP_ENDS,
  STOPS_IN_NAMES,
  SUFFIX_TABLE,
  ZONES,
} from './address-words.ts';
import { codeAt, isAlphanumericAt, isHan, isSignAt, stepBack } from './characters.ts';
import { isWordAt, kindOfWordAt, OF_ACT, OF_ACT_CHARACTER } from './lexicon.ts';
import { entryAt, toUnitSet, wordAt, wordBefore } from './words.ts';
import { unitAt, type Text, unitOf } from './text.ts';

const ROAD_RANK = 6;
const FILLER =
  /[ \t:：="”]*(?:(?:应该|实际|变更|好像|可能|大概|究竟|[应实原现改仍还也都就即确暂不])?(?:是不是|是否为?|不是|改成|是|为|在|于|系|到|至|往)){0,2}[ \t:：=（(“"|]*/y;

/** Behind a label, and what may stand between it and an address. */
export const behindLabel = (text: Text, at: number): number => {
  FILLER.lastIndex = at;
  FILLER.test(text.string);
  return FILLER.lastIndex;
};

const LONGEST_LEFT = 40;
const DIRECTIONS = toUnitSet('东西南北中一二三四五六七八九十');
/** What stands before a label or a province's name so close behind the edge is another word: 房屋江苏省…. */
const FARTHEST_LEAD = 8;

/** A province's name that begins an address; one before a road's suffix names a road: 北京路, 淮河北路. */
const isProvinceAt = (text: Text, at: number): boolean => {
  const province = wordAt(PROVINCES, text, at);
  return province !== undefined && (entryAt(SUFFIX_TABLE, text, at + province.length)?.of ?? 0) < ROAD_RANK;
};

/** 路 or 东路: what stands before it is a street's name, as in 解放路. */
const isStreetEndAt = (text: Text, at: number): boolean =>
  entryAt(SUFFIX_TABLE, text, at + (DIRECTIONS[unitAt(text, at)] === 1 ? 1 : 0))?.of === ROAD_RANK;

/** Could a place's name begin here, two characters and more before its suffix? */
const hasNameAt = (text: Text, at: number): boolean =>
  isHan(codeAt(text, at)) &&
  isHan(codeAt(text, at + 1)) &&
  wordAt(SUFFIX_TABLE, text, at) === undefined &&
  wordAt(SUFFIX_TABLE, text, at + 1) === undefined;

/** Does a verb stand here that no street or compound is called by? */
export const isVerbAt = (text: Text, at: number): boolean => {
  const kind = kindOfWordAt(text, at);
  return kind === OF_ACT ? wordAt(NAMING_ACTS, text, at) === undefined : kind === OF_ACT_CHARACTER && !hasNameAt(text, at + 1);
};

/** Length of the verb at the offset that is no part of the place's name behind it: 核对, 敲了. */
const actLength = (text: Text, at: number): number => {
  const kind = kindOfWordAt(text, at);
  const isAct =
    kind === OF_ACT ? wordAt(NAMING_ACTS, text, at) === undefined : kind === OF_ACT_CHARACTER && DONE[unitAt(text, at + 1)] === 1;
  return isAct && hasNameAt(text, at + 2) ? 2 : 0;
};

const ONCE = unitOf('一');
/** 敲开 and 看一下 end at the offset, and a place's name could begin behind. */
const endsDone = (text: Text, at: number): boolean =>
  DONE[unitAt(text, at)] === 1 &&
  (kindOfWordAt(text, at - 1) === OF_ACT_CHARACTER || unitAt(text, at - 1) === ONCE) &&
  !isWordAt(text, at) &&
  hasNameAt(text, at + 1);

const withoutActs = (text: Text, from: number): number => {
  let start = from;
  for (let length = actLength(text, start); length > 0; length = actLength(text, start)) start += length;
  return start;
};

/** Behind a word that stands before an address and is no part of it: a label, or 放 and 在. */
export const withoutLead = (text: Text, from: number, door: number): number => {
  let start = from;
  for (let at = from; at < Math.min(door, from + FARTHEST_LEAD); at++) {
    if (isProvinceAt(text, at)) return at;
    const label = wordAt(ADDRESS_LEADS, text, at);
    if (label !== undefined) start = Math.max(start, behindLabel(text, at + label.length));
    else if (BEHIND_THING[unitAt(text, at)] === 1 && !isWordAt(text, at) && !isStreetEndAt(text, at + 1)) start = Math.max(start, at + 1);
    else if (at > from && endsDone(text, at)) start = Math.max(start, at + 1);
  }
  while (start < door && BEFORE_ADDRESS[unitAt(text, start)] === 1 && !isWordAt(text, start)) start += 1;
  return withoutActs(text, start);
};

/** A place has a name before its suffix: `求是社区` does not begin behind 是; 镇江 does begin behind 在. */
const isSuffixAt = (text: Text, at: number): boolean => {
  const suffix = wordAt(SUFFIX_TABLE, text, at);
  return suffix !== undefined && (suffix.length > 1 || !isWordAt(text, at));
};

/** A place's name begins with the stop word that ends at the offset: 不夜城, 泾川县于家岭镇. */
const isInName = (text: Text, at: number, { length }: string): boolean =>
  PLACE_AGAIN.test(text.string.slice(at - 1, at + 1)) ||
  (length === 1 && STOPS_IN_NAMES[unitAt(text, at - 1)] === 1 && DIVISION_ENDS[unitAt(text, at - 2)] === 1);

/** Where an address that leads to a door could begin: behind the last stop word or edge before it. */
export const leftEdge = (text: Text, door: number): number => {
  let start = door;
  while (start > 0 && door - start < LONGEST_LEFT) {
    const stop = wordBefore(STOP_ENDS, text, start);
    if (stop !== undefined && (!isSuffixAt(text, start) || wordAt(ZONES, text, start) !== undefined) && !isInName(text, start, stop)) break;
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
