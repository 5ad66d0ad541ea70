import { codeAt, isHan, isSignAt } from './characters.ts';
import type { Candidate } from './finding.ts';
import { loneName } from './lone-names.ts';
import { isCommonWord } from './lexicon.ts';
import { NAME_COST, NAME_COST_BESIDE, NAME_COST_IN_ROW } from './name-costs.ts';
import { namesInRun } from './name-lattice.ts';
import { dottedName } from './transliterated-names.ts';
import { toUnitSet } from './words.ts';
import { unitAt, type Text } from './text.ts';

const SENTENCE_ENDS = toUnitSet('。！？!?；;\n');
const LINE_FEED = '\n'.charCodeAt(0);
const LONGEST_TITLE = 40;

interface NameWalk {
  readonly text: Text;
  /** Numbers and addresses, by where they end. */
  readonly identifiers: readonly Candidate[];
  readonly names: Candidate[];
  readonly addresses: readonly Candidate[];
  /** Where identifiers begin and end, once a field has asked for it. */
  edges: ReadonlySet<number> | undefined;
  /** The next identifier, and the next address, that the walk has not passed. */
  next: number;
  nextAddress: number;
  /** Where the last name, the sentence and the work's title that the walk is in end. */
  nameEnd: number;
  sentenceEnd: number;
  titleEnd: number;
  /** The sentence holds an identifier, or a name before this place. */
  isPersonal: boolean;
}

const take = (walk: NameWalk, name: Candidate): void => {
  walk.names.push(name);
  walk.nameEnd = name.end;
  walk.isPersonal = true;
};

const enterSentence = (walk: NameWalk, start: number): void => {
  const { text, identifiers } = walk;
  let end = start;
  while (end < text.length && SENTENCE_ENDS[unitAt(text, end)] !== 1) end += 1;
  walk.sentenceEnd = end;
  while ((identifiers[walk.next]?.end ?? Infinity) <= start) walk.next += 1;
  walk.isPersonal = (identifiers[walk.next]?.start ?? Infinity) < end;
};

const FIELD_SIGNS = toUnitSet(',，;；\t|/ ');
const LONGEST_NAME = 4;

const edgesOf = (walk: NameWalk): ReadonlySet<number> =>
  (walk.edges ??= new Set(walk.identifiers.flatMap(({ start, end }) => [start, end])));

/** Is the run the whole of a field, beside that of somebody's number or address, as in a row of a table? */
const isInRow = (walk: NameWalk, start: number, end: number): boolean => {
  const { text, identifiers } = walk;
  return (
    identifiers.length > 0 &&
    end - start <= LONGEST_NAME &&
    (start === 0 || FIELD_SIGNS[unitAt(text, start - 1)] === 1 || unitAt(text, start - 1) === LINE_FEED) &&
    (end === text.length || FIELD_SIGNS[unitAt(text, end)] === 1 || unitAt(text, end) === LINE_FEED) &&
    (edgesOf(walk).has(start - 1) || edgesOf(walk).has(end + 1)) &&
    !isCommonWord(text, start, end)
  );
};

const costIn = (walk: NameWalk, start: number, end: number): number => {
  if (isInRow(walk, start, end)) return NAME_COST_IN_ROW;
  return walk.isPersonal ? NAME_COST_BESIDE : NAME_COST;
};

/** A sentence that holds somebody's number, address or name mostly names who it is, so that less need show a name there. */
const takeFromRun = (walk: NameWalk, start: number, end: number): void => {
  const { text } = walk;
  if (start >= walk.sentenceEnd) enterSentence(walk, start);
  const lone = loneName(text, start, end);
  if (lone !== undefined) take(walk, lone);
  if (end - start < 2) return;
  for (const name of namesInRun({ text, start, end, lastEnd: walk.nameEnd, nameCost: costIn(walk, start, end) })) take(walk, name);
};

/** Is the run a part of an address? */
const isOfAddress = (walk: NameWalk, start: number, end: number): boolean => {
  while ((walk.addresses[walk.nextAddress]?.end ?? Infinity) <= start) walk.nextAddress += 1;
  const address = walk.addresses[walk.nextAddress];
  return address !== undefined && address.start <= start && end <= address.end;
};

const takeFromSign = (walk: NameWalk, at: number): void => {
  const { text } = walk;
  if (isSignAt(text, at, '《')) {
    const close = text.string.slice(at, at + LONGEST_TITLE).indexOf('》');
    if (close > 0) walk.titleEnd = at + close;
    return;
  }
  const dotted = isHan(codeAt(text, at + 1)) && at >= walk.nameEnd ? dottedName(text, at) : undefined;
  if (dotted !== undefined) take(walk, { kind: 'name', check: 'name-parts', ...dotted });
};

/**
 * Names in a text; what a work is called names nobody.
 * @param places starts and ends of its runs of ideographs, and of the signs within names and before titles, in order
 */
export const namesInText = (text: Text, places: readonly number[], identifiers: readonly Candidate[]): Candidate[] => {
  const addresses = identifiers.filter(({ kind }) => kind === 'address');
  const walk: NameWalk = {
    text,
    identifiers,
    addresses,
    edges: undefined,
    names: [],
    next: 0,
    nextAddress: 0,
    nameEnd: -1,
    sentenceEnd: 0,
    titleEnd: -1,
    isPersonal: false,
  };
  for (let at = 0; at < places.length; at += 2) {
    const start = places[at] ?? 0;
    const end = places[at + 1] ?? start;
    if (start < walk.titleEnd || isOfAddress(walk, start, end)) continue;
    if (end > start) takeFromRun(walk, start, end);
    else takeFromSign(walk, start);
  }
  return walk.names;
};
