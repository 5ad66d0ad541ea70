import LEARNED from './reading.json' with { type: 'json' };
import { addressBeforeNumber, addressBehindNumber, addressBehindWord, addressToVillage } from './addresses.ts';
import { ADDRESS_STARTS } from './address-words.ts';
import { isHan, isHighSurrogate, isSecondHalf, isSignAt } from './characters.ts';
import { emailAround } from './emails.ts';
import type { Candidate, Finding, Found, Kind } from './finding.ts';
import { labelOf } from './headings.ts';
import { addMentions } from './mentions.ts';
import { namesInText } from './names-in-text.ts';
import { scanRun } from './number-scan.ts';
import { resolveOverlaps } from './overlaps.ts';
import { plateEnd, PLATE_STARTS } from './plates.ts';
import { createReading, type Reading } from './reading.ts';
import { NAME_DOTS } from './transliterated-names.ts';
import { readText, unitAt, type Text, unitOf } from './text.ts';

const ALPHANUMERIC = 1;
const AT_SIGN = 2;
const PLATE = 4;
const NAME_DOT = 8;
const ADDRESS = 16;
const IDEOGRAPH = 32;
const WORK = 64;
const PAIR = 128;
const VILLAGE = 256;

/** What a UTF-16 unit may begin; most of a text begins nothing and costs one look-up. */
const TRAITS = new Uint16Array(0x10000);
const mark = (characters: Iterable<string>, trait: number): void => {
  for (const character of characters) TRAITS[unitOf(character)] = (TRAITS[unitOf(character)] ?? 0) | trait;
};
mark('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', ALPHANUMERIC);
mark('@', AT_SIGN);
mark(PLATE_STARTS, PLATE);
mark(NAME_DOTS, NAME_DOT);
mark(ADDRESS_STARTS, ADDRESS);
mark('《', WORK);
mark('村', VILLAGE);
for (let unit = 0xd800; unit < 0xdc00; unit++) TRAITS[unit] = PAIR;
for (let unit = 0; unit < TRAITS.length; unit++) if (isHan(unit) || isHighSurrogate(unit)) TRAITS[unit] = (TRAITS[unit] ?? 0) | IDEOGRAPH;

/** One walk over a text. */
interface Walk extends Found {
  readonly text: Text;
  /** Starts and ends of what names are looked for in, when all else is found. */
  readonly places: number[];
  /** The text holds characters of two units. */
  hasPairs: boolean;
}

const take = (walk: Walk, found: Candidate): void => {
  walk.found.push(found);
  if (found.kind === 'address') walk.addressEnd = found.end;
};

const takePlateAndAddress = (walk: Walk, at: number, trait: number): void => {
  const { text } = walk;
  const plate = (trait & PLATE) === 0 ? -1 : plateEnd(text, at);
  if (plate > 0) take(walk, { kind: 'plate', check: 'plate-form', start: at, end: plate });
  const address = (trait & ADDRESS) === 0 || at < walk.addressEnd ? undefined : addressBehindWord(text, at);
  if (address !== undefined) take(walk, address);
  const village = (trait & VILLAGE) === 0 || at < walk.addressEnd ? undefined : addressToVillage(text, at + 1);
  if (village !== undefined) walk.waiting.push(village);
};

const takeRun = (walk: Walk, start: number): number => {
  const { text } = walk;
  const { length } = text;
  let end = start;
  for (; end < length; end++) {
    const unit = unitAt(text, end);
    const trait = TRAITS[unit] ?? 0;
    if ((trait & IDEOGRAPH) === 0 && !(isSecondHalf(unit) && end > start)) break;
    if ((trait & PAIR) !== 0) walk.hasPairs = true;
    if ((trait & (PLATE | ADDRESS | VILLAGE)) !== 0) takePlateAndAddress(walk, end, trait);
  }
  walk.places.push(start, end);
  return end;
};

const takeSign = (walk: Walk, at: number, trait: number): void => {
  if ((trait & (NAME_DOT | WORK)) !== 0) walk.places.push(at, at);
  const email = (trait & AT_SIGN) === 0 ? undefined : emailAround(walk.text, at);
  if (email !== undefined) take(walk, { kind: 'email', check: 'mail-form', ...email });
};

/** One walk over the text; every detector is asked only where something of its kind can begin. Names come last, since what else is found tells of them. */
const scan = (text: Text): Walk => {
  const walk: Walk = { text, found: [], waiting: [], hints: [], addressEnd: -1, places: [], hasPairs: false };
  const { length } = text;
  let at = 0;
  while (at < length) {
    const trait = TRAITS[unitAt(text, at)] ?? 0;
    if ((trait & PAIR) !== 0) walk.hasPairs = true;
    if ((trait & IDEOGRAPH) !== 0) at = takeRun(walk, at);
    else if ((trait & ALPHANUMERIC) !== 0) at = scanRun(text, at, walk);
    else {
      if (trait !== 0) takeSign(walk, at, trait);
      at += 1;
    }
  }
  for (const name of namesInText(text, walk.places, walk.found)) walk.found.push(name);
  return walk;
};

/** What a household's address stands beside. */
const BESIDE_ADDRESSES = new Set<Kind>(['mobile', 'landline', 'name', 'id-number', 'email']);

/** So near to a door somebody is who lives there, or to a card whose it is. */
const NEAR = 40;

/** Adds the addresses to a door, and the cards, near somebody's name or number. */
const addWaiting = ({ waiting, found }: Walk): void => {
  const persons = waiting.length === 0 ? [] : found.filter(({ kind }) => BESIDE_ADDRESSES.has(kind));
  for (const one of waiting) if (persons.some(({ start, end }) => start - one.end < NEAR && one.start - end < NEAR)) found.push(one);
};

/** What only findings show: an address beside a telephone number or a name, as on a parcel, and every further mention of a name. */
const derive = (walk: Walk): void => {
  const { text, found } = walk;
  const { length } = found;
  for (let at = 0; at < length; at++) {
    const one = found[at];
    if (one === undefined || !BESIDE_ADDRESSES.has(one.kind)) continue;
    // 、 joins names to names.
    const isName = one.kind === 'name';
    const before = isName && isSignAt(text, one.start - 1, '、') ? undefined : addressBeforeNumber(text, one.start);
    if (before !== undefined) found.push(before);
    const behind = isName && isSignAt(text, one.end, '、') ? undefined : addressBehindNumber(text, one.end);
    if (behind !== undefined) found.push(behind);
  }
  addWaiting(walk);
  addMentions(text, found);
};

/** Offsets from the text's beginning in code points, in one walk, since findings are in the order of the text. */
const toCodePoints = ({ text, hasPairs }: Walk, found: readonly Candidate[], from: number): Finding[] => {
  let unit = from;
  let point = 0;
  const pointAt = (offset: number): number => {
    if (!hasPairs) return offset - from;
    while (unit < offset) {
      unit += (text.string.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  };
  return found.map(({ kind, check, start, end }) => ({ kind, check, start: pointAt(start), end: pointAt(end) }));
};

export interface DetectionContext {
  /** Name of the column that the text is a cell of: it stands before the text as a label does. */
  readonly heading?: string;
}

export type Detect = (text: string, context?: DetectionContext) => Finding[];

/** @param reading what addresses are read again by */
export const createDetect =
  ({ readAgain }: Reading): Detect =>
  (text, { heading } = {}) => {
    const label = heading === undefined ? undefined : labelOf(heading);
    const lead = label === undefined ? '' : `${label}：`;
    const walk = scan(readText(lead + text));
    const { found, hints } = walk;
    if (found.length === 0 && hints.length === 0) return [];
    derive(walk);
    const isOfText = ({ start }: Candidate): boolean => start >= lead.length;
    const standing = readAgain(walk.text, resolveOverlaps(lead === '' ? found : found.filter(isOfText)), hints);
    return toCodePoints(walk, lead === '' ? standing : standing.filter(isOfText), lead.length);
  };

/**
 * Personal identifiers in free text, disjoint and in order. Detection and protection both call this function, so that they agree.
 * A number counts only if no ASCII digit or letter touches it; full-width digits and letters count as ASCII ones.
 */
export const detect: Detect = createDetect(createReading(LEARNED));
