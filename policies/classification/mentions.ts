import type { Candidate } from './finding.ts';
import type { Text } from './text.ts';

/** So many names are looked for one after the other; more of them in one walk, or time would grow with the square of a text. */
const MOST_SEARCHED = 16;

const take = (found: Candidate[], name: string, start: number): void => {
  found.push({ kind: 'name', check: 'name-again', start, end: start + name.length });
};

/** @param known place of a mention that was found already */
const mentionsOf = (text: Text, name: string, known: number, found: Candidate[]): void => {
  for (let start = text.string.indexOf(name); start >= 0; start = text.string.indexOf(name, start + name.length))
    if (start !== known) take(found, name, start);
};

const mentionsOfMany = (text: Text, names: readonly string[], found: Candidate[]): void => {
  const byFirst = Map.groupBy(names, (name) => name.charCodeAt(0));
  for (let start = 0; start < text.length; start++)
    for (const name of byFirst.get(text.string.charCodeAt(start)) ?? []) if (text.string.startsWith(name, start)) take(found, name, start);
};

/** Adds every further mention of the names that were found. */
export const addMentions = (text: Text, found: Candidate[]): void => {
  const places = new Map<string, number>();
  for (const { kind, start, end } of found) if (kind === 'name' && end - start > 1) places.set(text.string.slice(start, end), start);
  if (places.size > MOST_SEARCHED) mentionsOfMany(text, [...places.keys()], found);
  else for (const [name, place] of places) mentionsOf(text, name, place, found);
};
