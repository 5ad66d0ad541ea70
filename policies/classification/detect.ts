import { addressBeforeNumber, addressBehindNumber, addressBehindWord } from './addresses.ts';
import { ADDRESS_STARTS } from './address-words.ts';
import { isHan, isHighSurrogate, isRareHan } from './characters.ts';
import { emailAround } from './emails.ts';
import type { Candidate, Finding } from './finding.ts';
import { foldText } from './fold.ts';
import { labelOf } from './headings.ts';
import { nameAlone, nameAnywhere, nameBeforeNumber, nameBehindSign, namesAround, soundNameBehind } from './name-scan.ts';
import { BEFORE_ALL, NAME_STARTS, ROLE_ENDS } from './name-words.ts';
import { isInAddress, scanRun } from './number-scan.ts';
import { resolveOverlaps } from './overlaps.ts';
import { SURNAME_STARTS } from './surnames.ts';
import { plateEnd, PLATE_STARTS } from './plates.ts';

const ALPHANUMERIC = 1;
const AT_SIGN = 2;
const PLATE = 4;
const NAME = 8;
const ADDRESS = 16;
const SURNAME = 32;
const NAME_SIGN = 64;
const ROLE_END = 128;

/** What a UTF-16 unit may begin; most of a text begins nothing and costs one look-up. */
const TRAITS = new Uint8Array(0x10000);
const mark = (characters: Iterable<string>, trait: number): void => {
  for (const character of characters) TRAITS[character.charCodeAt(0)] = (TRAITS[character.charCodeAt(0)] ?? 0) | trait;
};
mark('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', ALPHANUMERIC);
mark('@', AT_SIGN);
mark(PLATE_STARTS, PLATE);
mark(NAME_STARTS, NAME);
mark(ADDRESS_STARTS, ADDRESS);
mark(ROLE_ENDS + BEFORE_ALL, NAME_SIGN);
mark(ROLE_ENDS, ROLE_END);
for (const [unit, one] of SURNAME_STARTS.entries())
  if (one === 1 || isRareHan(unit) || isHighSurrogate(unit)) TRAITS[unit] = (TRAITS[unit] ?? 0) | SURNAME;

const NEAR = 12;
const isNamedBefore = (found: readonly Candidate[], at: number): boolean => {
  const last = found.at(-1);
  return last?.kind === 'name' && at - last.end <= NEAR;
};

/** A surname begins a name where the text begins anew, or behind one of the signs. */
const probeSurname = (text: string, at: number, found: Candidate[]): void => {
  const before = at === 0 ? 0 : text.charCodeAt(at - 1);
  const names = !isHan(before)
    ? nameAlone(text, at)
    : ((TRAITS[before] ?? 0) & NAME_SIGN) === 0
      ? []
      : nameBehindSign(text, at, isNamedBefore(found, at));
  for (const name of names.length > 0 ? names : nameAnywhere(text, at)) found.push(name);
};

/** Within the names of a list that was followed from its first nothing new begins. */
const isInNames = (found: readonly Candidate[], at: number): boolean => {
  const last = found.at(-1);
  return last?.kind === 'name' && at < last.end;
};

const signed = (text: string, at: number, trait: number): Candidate | undefined => {
  if ((trait & AT_SIGN) !== 0) {
    const email = emailAround(text, at);
    return email === undefined ? undefined : { kind: 'email', check: 'mail-form', ...email };
  }
  const end = (trait & PLATE) === 0 ? -1 : plateEnd(text, at);
  return end < 0 ? undefined : { kind: 'plate', check: 'plate-form', start: at, end };
};

const NAMES = SURNAME | ROLE_END | NAME;

const probeNames = (text: string, at: number, trait: number, found: Candidate[]): void => {
  if ((trait & SURNAME) !== 0 && !isInNames(found, at)) probeSurname(text, at, found);
  const sound = (trait & ROLE_END) === 0 ? undefined : soundNameBehind(text, at + 1);
  if (sound !== undefined) found.push(sound);
  if ((trait & NAME) !== 0 && !isInNames(found, at)) for (const name of namesAround(text, at)) found.push(name);
};

const probe = (text: string, at: number, trait: number, found: Candidate[]): void => {
  const first = (trait & (AT_SIGN | PLATE)) === 0 ? undefined : signed(text, at, trait);
  if (first !== undefined) found.push(first);
  if ((trait & NAMES) !== 0) probeNames(text, at, trait, found);
  const address = (trait & ADDRESS) === 0 || isInAddress(found, at) ? undefined : addressBehindWord(text, at);
  if (address !== undefined) found.push(address);
};

/** One walk over the text; every detector is asked only where something of its kind can begin. */
const scan = (text: string): Candidate[] => {
  const found: Candidate[] = [];
  const { length } = text;
  let at = 0;
  while (at < length) {
    const trait = TRAITS[text.charCodeAt(at)] ?? 0;
    if (trait === 0) at += 1;
    else if ((trait & ALPHANUMERIC) !== 0) at = scanRun(text, at, found);
    else {
      probe(text, at, trait, found);
      at += 1;
    }
  }
  return found;
};

/** So many names are looked for one after the other; more of them in one walk, or time would grow with the square of a text. */
const MOST_SEARCHED = 16;

const again = (name: string, start: number): Candidate => ({ kind: 'name', check: 'name-again', start, end: start + name.length });

/** @param known place of a mention that was found already */
const mentionsOf = (text: string, name: string, known: number): Candidate[] => {
  const found: Candidate[] = [];
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length))
    if (start !== known) found.push(again(name, start));
  return found;
};

const mentionsOfMany = (text: string, names: readonly string[]): Candidate[] => {
  const byFirst = Map.groupBy(names, (name) => name.charCodeAt(0));
  const found: Candidate[] = [];
  for (let start = 0; start < text.length; start++)
    for (const name of byFirst.get(text.charCodeAt(start)) ?? []) if (text.startsWith(name, start)) found.push(again(name, start));
  return found;
};

const BESIDE_NAMES = new Set(['id-number', 'mobile', 'landline', 'email', 'bank-card', 'address']);

/** Every further mention of the names that were found. */
const mentions = (text: string, names: readonly Candidate[]): Candidate[] => {
  const places = new Map(names.map(({ start, end }) => [text.slice(start, end), start]));
  return places.size > MOST_SEARCHED
    ? mentionsOfMany(text, [...places.keys()])
    : [...places].flatMap(([name, first]) => mentionsOf(text, name, first));
};

/** Addresses on either side of a telephone number, as on a parcel. */
const addressesBeside = (text: string, { start, end }: Candidate): Candidate[] =>
  [addressBeforeNumber(text, start), addressBehindNumber(text, end)].filter((address) => address !== undefined);

/** What only findings show: an address beside a telephone number, a name beside a number or an address, and every further mention of a name. */
const derive = (text: string, found: readonly Candidate[]): Candidate[] => {
  const addresses = found.flatMap((one) => (one.kind === 'mobile' || one.kind === 'landline' ? addressesBeside(text, one) : []));
  const beside = [...found, ...addresses].flatMap(({ kind, start }) =>
    BESIDE_NAMES.has(kind) ? (nameBeforeNumber(text, start) ?? []) : [],
  );
  const names = [...found, ...beside].filter(({ kind, start, end }) => kind === 'name' && end - start > 1);
  return [...beside, ...addresses, ...(names.length === 0 ? [] : mentions(text, names))];
};

/** Offsets in code points, in one walk, since findings are in the order of the text. */
const toCodePoints = (text: string, found: readonly Candidate[], from: number): Finding[] => {
  let unit = from;
  let point = 0;
  const pointAt = (offset: number): number => {
    while (unit < offset) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
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

/**
 * Personal identifiers in free text, disjoint and in order. Detection and protection both call this function, so that they agree.
 * A number counts only if no ASCII digit or letter touches it; full-width digits and letters count as ASCII ones.
 */
export const detect = (text: string, { heading }: DetectionContext = {}): Finding[] => {
  const label = heading === undefined ? undefined : labelOf(heading);
  const lead = label === undefined ? '' : `${label}：`;
  const folded = foldText(lead + text);
  const found = scan(folded);
  if (found.length === 0) return [];
  const all = [...found, ...derive(folded, found)].filter(({ start }) => start >= lead.length);
  return toCodePoints(folded, resolveOverlaps(all, folded.length), lead.length);
};
