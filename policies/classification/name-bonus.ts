import type { Check } from './finding.ts';
import { isDigitAt } from './characters.ts';
import { isEverydayWord } from './lexicon.ts';
import { MOST_BEHIND, runsOn, type Evidence } from './name-context.ts';
import { toUnitSet } from './words.ts';
import { unitAt, type Text } from './text.ts';

/** Where both sides show a name, they say more together: a label before it and nothing behind, or a sign on either side. */
const WHOLE_FIELD = 8;
const BETWEEN_SIGNS = 2;
/** What somebody is called by stands before, and a title or an act behind: 来信人…反映. */
const BOTH_SIDES = 8;

/** What both sides say for a name. */
export const bonusOf = (before: Evidence, behind: Evidence): number => {
  const each = before.bonus + behind.bonus;
  if (!behind.isEdge)
    return before.check !== undefined && behind.check !== undefined && behind.bonus + BOTH_SIDES <= MOST_BEHIND ? each + BOTH_SIDES : each;
  if (before.check !== undefined) return each + WHOLE_FIELD;
  return before.isEdge ? each + BETWEEN_SIGNS : each;
};

/** The check that says best why a name is one. */
export const checkOf = (before: Evidence, behind: Evidence): Check =>
  before.check ?? behind.check ?? (before.isEdge && behind.isEdge ? 'name-alone' : 'name-characters');

/** What must be said before a name whose surname is an everyday word, and that has not two usual given characters. */
const LEAST_BEFORE_WORD = 4;
/** Is the surname an everyday word that nothing before it shows to be one? */
export const isBareWord = (text: Text, at: number, given: number, before: Evidence): boolean =>
  before.bonus < LEAST_BEFORE_WORD && given - at === 1 && isEverydayWord(unitAt(text, at));

const BEFORE_TIME = toUnitSet('自于至');
/** 自 and 于 before the digits of a time: 李佳宁于08:15. */
const isBeforeTime = (text: Text, last: number, behind: number): boolean =>
  BEFORE_TIME[unitAt(text, last)] === 1 && isDigitAt(text, behind) && isDigitAt(text, behind + 1);

const RUNS_ON_COST = 14;
/** Cost of a last given character that begins a word which goes on behind names. */
export const runningOnCost = (text: Text, last: number, behind: number): number =>
  runsOn(text, last, behind) || isBeforeTime(text, last, behind) ? RUNS_ON_COST : 0;
