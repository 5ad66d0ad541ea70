import type { Json } from '../../common/canonical-json.ts';

export type Tampering = 'change' | 'delete' | 'duplicate' | 'swap' | 'foreign';

export interface Mutation {
  /** JSON pointer with `*` for array positions and `~line` for the lines of a text that has several. */
  readonly pattern: string;
  readonly pointer: string;
  /** Position in the list that loses, repeats or swaps an element. */
  readonly at?: number;
  readonly what: Tampering;
  readonly value: Json;
}

type Members = { readonly [key: string]: Json };
const isObject = (value: Json | undefined): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** A change of an enumerated word that its schema may still take. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  owner: 'firm',
  firm: 'owner',
  person: 'delegate',
  delegate: 'person',
  connector: 'witness',
  witness: 'connector',
  administrator: 'auditor',
  labeler: 'reviewer',
  reviewer: 'labeler',
  'data-owner': 'operator',
  'grading-officer': 'data-owner',
  'public-document': 'no-personal-information',
  g1: 'g2',
  manual: 'automatic',
  complete: 'deadline',
};

/** Another value of the same kind and length: hexadecimal, base64 and UUIDs keep their form. */
const changeLeaf = (leaf: Json): Json => {
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf !== 'string' || leaf === '') return 'x';
  const other = OTHER_WORDS[leaf];
  if (other !== undefined) return other;
  // The sign before the last one, so that base64's last sign, of which only some bits count, stays.
  const at = [...leaf.matchAll(/[a-z0-9]/gi)].at(-2)?.index;
  if (at === undefined) return `${leaf}x`;
  return leaf.slice(0, at) + (leaf[at] === '1' ? '2' : '1') + leaf.slice(at + 1);
};

type Change = readonly [what: Tampering, changed: Json, at?: number];

const changesOfList = (list: readonly Json[]): Change[] => [
  ...list.flatMap((item, i): Change[] => [
    ['delete', list.toSpliced(i, 1), i],
    ['duplicate', list.toSpliced(i, 0, item), i],
  ]),
  ...list
    .slice(1)
    .map((item, i): Change => ['swap', list.with(i, item).with(i + 1, list[i] ?? null), i])
    .filter(([, swapped]) => JSON.stringify(swapped) !== JSON.stringify(list)),
];

const changesOf = (value: Json): Change[] => {
  if (isList(value)) return changesOfList(value);
  if (isObject(value))
    return Object.keys(value).map((key) => ['delete', Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))]);
  return [['change', changeLeaf(value)]];
};

type Put = (value: Json) => Json;
type Visit = (value: Json, other: Json | undefined, pointer: string, pattern: string, put: Put) => void;

/** The lines of a text, without its last LF, as a list of their own; of texts that are all of one kind, those of the first. */
const visitLines = (text: string, pointer: string, pattern: string, put: Put, visit: Visit): void => {
  const lines = text.split('\n').slice(0, -1);
  if (lines.length > 1 && !/\/[1-9]/.test(pointer))
    visit(lines, undefined, `${pointer}/~line`, `${pattern}/~line`, (part) => put(`${(part as string[]).join('\n')}\n`));
};

/**
 * Every leaf changed, every member and element deleted, every element duplicated and swapped with its neighbour, and every part that
 * differs taken from `foreign`.
 */
export const mutationsOf = (whole: Json, foreign: Json): Mutation[] => {
  const found: Mutation[] = [];
  const visit: Visit = (value, other, pointer, pattern, put) => {
    for (const [what, changed, at] of changesOf(value))
      found.push({ what, pointer, pattern, value: put(changed), ...(at === undefined ? {} : { at }) });
    if (other !== undefined && pointer !== '' && JSON.stringify(other) !== JSON.stringify(value))
      found.push({ what: 'foreign', pointer, pattern, value: put(other) });
    if (isList(value))
      for (const [i, item] of value.entries())
        visit(item, isList(other) ? other[i] : undefined, `${pointer}/${i}`, `${pattern}/*`, (part) => put(value.with(i, part)));
    else if (isObject(value))
      for (const [key, item] of Object.entries(value))
        visit(item, isObject(other) ? other[key] : undefined, `${pointer}/${key}`, `${pattern}/${key}`, (part) =>
          put({ ...value, [key]: part }),
        );
    else if (typeof value === 'string') visitLines(value, pointer, pattern, put, visit);
  };
  visit(whole, foreign, '', '', (part) => part);
  return found;
};
