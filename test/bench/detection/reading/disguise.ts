import { SUFFIX_TABLE } from '../../../../policies/classification/address-words.ts';
import { divisionAt } from '../../../../policies/classification/divisions.ts';
import { readText, type Text } from '../../../../policies/classification/text.ts';
import { wordAt } from '../../../../policies/classification/words.ts';
import { pick, type Draw } from '../numbers.ts';
import { anyWord, bareOf, DIVISIONS_OF, placeCharacters, townStem } from './made-words.ts';

/** A part of an address: a division of a rank, what a place is called, or anything else, which is kept. */
type Part =
  | { readonly kind: 'division'; readonly text: string; readonly rank: number }
  | { readonly kind: 'called' | 'kept'; readonly text: string };

const HAN = /\p{Script=Han}/u;
const COUNTED = /[#0-9A-Za-z-]/;
const MARKS =
  /^(?:号楼|号院|号之|号门面|号底商|号|栋|幢|座|单元|室|楼|层|门|弄|巷|组|社|队|屯|户|房|区|期|院|街坊|村|路|街|排|附|内|增|特|[东西南北中]户|[东西南北]楼)+(?:[东西南北](?:户|单元))?/;
/** Before a suffix these are of it: 解放|西路. */
const DIRECTION = /[东西南北中上下一二三四五六七八九十]$/;
const SHORTEST_BEFORE_DIRECTION = 3;

interface Cut {
  readonly parts: Part[];
  called: string;
  kept: string;
}

const flush = (cut: Cut): void => {
  if (cut.called !== '') cut.parts.push({ kind: 'called', text: cut.called });
  if (cut.kept !== '') cut.parts.push({ kind: 'kept', text: cut.kept });
  cut.called = '';
  cut.kept = '';
};

const cutSuffix = (cut: Cut, suffix: string): void => {
  const direction = cut.called.length >= SHORTEST_BEFORE_DIRECTION ? (DIRECTION.exec(cut.called)?.[0] ?? '') : '';
  cut.parts.push({ kind: 'called', text: cut.called.slice(0, cut.called.length - direction.length) });
  cut.called = '';
  cut.kept += direction + suffix;
};

/** Cuts what begins at the offset, and tells how long it is. */
const cutAt = (cut: Cut, text: Text, at: number): number => {
  const division = cut.called === '' ? divisionAt(text, at) : undefined;
  if (division !== undefined) {
    flush(cut);
    cut.parts.push({ kind: 'division', text: text.string.slice(at, division.end), rank: division.rank });
    return division.end - at;
  }
  const character = text.string[at] ?? '';
  const marks = cut.called === '' && at > 0 && COUNTED.test(text.string[at - 1] ?? '') ? MARKS.exec(text.string.slice(at))?.[0] : undefined;
  if (!HAN.test(character) || marks !== undefined) {
    if (cut.called !== '') flush(cut);
    cut.kept += marks ?? character;
    return (marks ?? character).length;
  }
  const suffix = cut.called === '' ? undefined : wordAt(SUFFIX_TABLE, text, at);
  if (suffix !== undefined) {
    cutSuffix(cut, suffix);
    return suffix.length;
  }
  if (cut.kept !== '') flush(cut);
  cut.called += character;
  return 1;
};

const cutAddress = (pattern: string): readonly Part[] => {
  const text = readText(pattern);
  const cut: Cut = { parts: [], called: '', kept: '' };
  for (let at = 0; at < text.length;) at += cutAt(cut, text, at);
  flush(cut);
  return cut.parts;
};

/** These are often kept: they are no names. */
const COMMON = /^[一二三四五六七八九十]+$|号|单元|^[东西南北中]?户$|底商|门面/;

const otherDivision = (draw: Draw, name: string, rank: number): string => {
  if (draw(4) === 0 && rank < 3) return bareOf(pick(draw, DIVISIONS_OF[rank] ?? []));
  const alike = (DIVISIONS_OF[rank] ?? []).filter((other) => other.slice(-1) === name.slice(-1));
  return alike.length === 0 ? name : pick(draw, alike);
};

const LONG = 4;
const otherName = (draw: Draw, { length }: string): string => {
  if (length >= 2 && draw(5) < 2) {
    const word = draw(3) === 0 ? anyWord(draw) + (draw(3) === 0 ? anyWord(draw) : '') : anyWord(draw);
    return length >= LONG && draw(2) === 0 ? word + placeCharacters(draw, 2) : word;
  }
  if (length >= 2 && draw(4) < 3)
    return length >= LONG ? townStem(draw) + (draw(2) === 0 ? anyWord(draw) : placeCharacters(draw, 2)) : townStem(draw);
  return placeCharacters(draw, Math.max(1, length + (draw(6) === 0 ? 1 : 0)));
};

const numbered = (draw: Draw, text: string): string => text.replaceAll('#', () => String(1 + draw(draw(4) === 0 ? 300 : 29)));

const CUT = new Map<string, readonly Part[]>();

/** An address built like the pattern, with other names of divisions and places: whoever learns from it learns none of the pattern's. */
export const disguised = (draw: Draw, pattern: string): string => {
  const parts = CUT.get(pattern) ?? cutAddress(pattern);
  CUT.set(pattern, parts);
  const made = parts.map((part) => {
    if (part.kind === 'division') return otherDivision(draw, part.text, part.rank);
    return part.kind === 'kept' || (COMMON.test(part.text) && draw(3) !== 0) ? part.text : otherName(draw, part.text);
  });
  return numbered(draw, made.join(''));
};
