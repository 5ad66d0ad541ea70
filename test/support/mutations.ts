import type { Json } from '../../common/canonical-json.ts';

export interface Mutation {
  /** JSON pointer with `*` for array positions. */
  readonly pattern: string;
  readonly pointer: string;
  readonly what: 'change' | 'delete' | 'duplicate' | 'swap' | 'foreign';
  readonly value: Json;
}

type Members = { readonly [key: string]: Json };
const isObject = (value: Json): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Another value of the same kind and length; hexadecimal stays hexadecimal. */
const changeLeaf = (leaf: Json): Json => {
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf !== 'string' || leaf === '') return 'x';
  const at = leaf.search(/[a-z0-9](?=[^a-z0-9]*$)/i);
  const sign = leaf[at] ?? 'x';
  const other = sign === '1' ? '2' : '1';
  return at < 0 ? `${leaf}x` : leaf.slice(0, at) + other + leaf.slice(at + 1);
};

const changesOfArray = (list: readonly Json[]): [Mutation['what'], Json][] => [
  ...list.flatMap((item, i): [Mutation['what'], Json][] => [
    ['delete', list.toSpliced(i, 1)],
    ['duplicate', list.toSpliced(i, 0, item)],
  ]),
  ...list.slice(1).map((item, i): [Mutation['what'], Json] => ['swap', list.with(i, item).with(i + 1, list[i] ?? null)]),
];

const changesOf = (value: Json): [Mutation['what'], Json][] => {
  if (Array.isArray(value)) return changesOfArray(value as readonly Json[]);
  if (isObject(value))
    return Object.keys(value).map((key) => ['delete', Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))]);
  return [['change', changeLeaf(value)]];
};

/** Every leaf changed, every member and element deleted, every element duplicated and swapped with its neighbour, and every part taken from `foreign`. */
export const mutationsOf = (whole: Json, foreign: Json): Mutation[] => {
  const found: Mutation[] = [];
  const visit = (value: Json, other: Json | undefined, pointer: string, pattern: string, put: (value: Json) => Json): void => {
    for (const [what, changed] of changesOf(value)) found.push({ what, pointer, pattern, value: put(changed) });
    if (other !== undefined && pointer !== '' && JSON.stringify(other) !== JSON.stringify(value))
      found.push({ what: 'foreign', pointer, pattern, value: put(other) });
    if (Array.isArray(value))
      (value as readonly Json[]).forEach((item, i) =>
        visit(item, Array.isArray(other) ? (other as readonly Json[])[i] : undefined, `${pointer}/${i}`, `${pattern}/*`, (part) =>
          put((value as readonly Json[]).with(i, part)),
        ),
      );
    else if (isObject(value))
      for (const [key, item] of Object.entries(value))
        visit(item, other !== undefined && isObject(other) ? other[key] : undefined, `${pointer}/${key}`, `${pattern}/${key}`, (part) =>
          put({ ...value, [key]: part }),
        );
  };
  visit(whole, foreign, '', '', (part) => part);
  return found;
};
