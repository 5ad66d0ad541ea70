import { codeAt, isHan, stepBack } from './characters.ts';
import { FOLLOW_TABLE, LEAD_TABLE } from './name-words.ts';
import { isWordAt } from './ordinary-words.ts';
import { wordAt, wordBefore } from './words.ts';

/** 3: the text ends or something else than an ideograph stands there; 2: a word; 1: a word of one character that also stands beside names; 0: neither. */
export type Edge = 0 | 1 | 2 | 3;

const edgeOf = (word: string | undefined): Edge => (word === undefined ? 0 : word.length === 1 ? 1 : 2);

/**
 * What stands behind a name. An ordinary word may begin there; behind a given name of one character only where none joins it to what
 * follows, since the longer name is then the likelier one: `孙宝国|民间`, not `孙宝|国民`.
 */
export const edgeAfter = (text: string, end: number, given = 2): Edge => {
  if (!isHan(codeAt(text, end))) return 3;
  const edge = edgeOf(wordAt(FOLLOW_TABLE, text, end));
  return edge < 2 && isWordAt(text, end) && (given > 1 || !isWordAt(text, end - 1)) ? 2 : edge;
};

export const edgeBefore = (text: string, start: number): Edge => {
  if (start === 0 || !isHan(codeAt(text, stepBack(text, start)))) return 3;
  const edge = edgeOf(wordBefore(LEAD_TABLE, text, start));
  return edge < 2 && isWordAt(text, start - 2) && !isWordAt(text, start - 1) ? 2 : edge;
};

/** Does something else than an ideograph or a word known to follow names stand there? */
export const isClear = (text: string, end: number): boolean => !isHan(codeAt(text, end)) || edgeOf(wordAt(FOLLOW_TABLE, text, end)) === 2;
