import { codeAt, isRareHan, unitsOf } from './characters.ts';
import type { Candidate } from './finding.ts';
import { surnameCost } from './lexicon.ts';
import { evidenceBefore } from './name-context.ts';
import { type Text } from './text.ts';

/** A surname no rarer than this one may stand alone in a field for names. */
const DEAREST_LONE = 32;

/** A name of one character: the whole of a field that a label leads in. */
export const loneName = (text: Text, start: number, end: number): Candidate | undefined => {
  if (end - start > 2) return undefined;
  const code = codeAt(text, start);
  if (end - start !== unitsOf(code) || !(isRareHan(code) || surnameCost(code) <= DEAREST_LONE)) return undefined;
  const { check } = evidenceBefore(text, start, -1);
  return check === 'name-label' ? { kind: 'name', check, start, end } : undefined;
};
