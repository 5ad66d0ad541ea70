import { codeAt, isHighSurrogate, isRareHan, unitsOf } from './characters.ts';
import {
  beginsDoubleSurname,
  characterCost,
  doubleSurnameCost,
  joinedSurnameCost,
  NEVER,
  onlyGivenCost,
  pairCost,
  pairOf,
  RARE_SURNAME_COST,
  surnameCost,
} from './lexicon.ts';
import {
  boundBefore,
  boundBehind,
  boundOfFirstGiven,
  boundOfOnlyGiven,
  boundOfSecondGiven,
  boundOfSound,
  boundOfSurname,
  boundsOf,
  couldBeSurname,
} from './name-bounds.ts';
import { bonusOf, isBareWord } from './name-bonus.ts';
import { evidenceBefore, evidenceBehind, type Evidence } from './name-context.ts';
import { areUsualGiven, oneGivenCost, SHORTEST_SOUND, twoGivenCost, unitsAt, type Run } from './name-costs.ts';
import { mostBehind, mostOf } from './evidence-bounds.ts';
import { unitAt, type Text } from './text.ts';

/** Cost of two characters as words. */
const asWords = (first: number, second: number): number =>
  Math.min(pairCost(pairOf(first, second)), characterCost(first) + characterCost(second));

/** A name, and what its characters cost as words. */
interface Prospect {
  readonly name: number;
  readonly words: number;
  readonly end: number;
}

const canStand = (text: Text, before: Evidence, { name, words, end }: Prospect): boolean =>
  name - mostOf(before) - mostBehind(unitAt(text, end)) <= words && name - bonusOf(before, evidenceBehind(text, end)) <= words;

/** Cost of the surname as a word, or as two. */
const surnameAsWords = (text: Text, at: number, given: number): number =>
  given - at < 2 || isHighSurrogate(unitAt(text, at)) ? characterCost(unitAt(text, at)) : asWords(unitAt(text, at), unitAt(text, at + 1));

/** Could a name of this surname cost no more than its own characters as words? Only then is it worth reading the run. */
const couldBeNamed = (run: Run, at: number, given: number, surname: number): boolean => {
  const { text, start, end, lastEnd } = run;
  if (given >= end) return false;
  const before = evidenceBefore(text, at, at > start ? at - 1 : lastEnd);
  const isBare = isBareWord(text, at, given, before);
  const unit = unitAt(text, given);
  const second = given + unitsAt(text, given);
  const surnameWords = surnameAsWords(text, at, given);
  const pair = given - at === 1 ? asWords(unitAt(text, at), unit) : surnameWords + characterCost(unit);
  const only = { name: run.nameCost + surname + onlyGivenCost(unit) + oneGivenCost(surname), words: pair, end: second };
  if (!isBare && canStand(text, before, only)) return true;
  if (second >= end) return false;
  const last = unitAt(text, second);
  if (isBare && !areUsualGiven(unit, last)) return false;
  const words = Math.min(pair + characterCost(last), surnameWords + asWords(unit, last));
  return canStand(text, before, {
    name: run.nameCost + surname + twoGivenCost(text, given, unit, last),
    words,
    end: second + unitsAt(text, second),
  });
};

const couldBegin = (run: Run, at: number, unit: number): boolean => {
  const surname = surnameCost(unit);
  if (surname !== NEVER && couldBeNamed(run, at, at + 1, surname)) return true;
  const joined = joinedSurnameCost(surname, unitAt(run.text, at + 1));
  if (joined !== NEVER && couldBeNamed(run, at, at + 2, joined)) return true;
  if (isHighSurrogate(unit) || isRareHan(unit)) return couldBeNamed(run, at, at + unitsOf(codeAt(run.text, at)), RARE_SURNAME_COST);
  if (!beginsDoubleSurname(unit)) return false;
  const double = doubleSurnameCost(unit, unitAt(run.text, at + 1));
  return double !== NEVER && couldBeNamed(run, at, at + 2, double);
};

/**
 * Most runs hold no name, which few look-ups show: a reading that costs more than its own characters as words is on no cheapest way.
 * @param places set to 1 where, by the bounds of its units, a name of a surname could begin, and else to 0; by offset within the run
 */
export const couldHoldName = (run: Run, places: Uint8Array): boolean => {
  const { text, start, end, nameCost } = run;
  let before = boundBefore(boundsOf(unitAt(text, start - 1)));
  let unit = boundsOf(unitAt(text, start));
  let given = boundsOf(unitAt(text, start + 1));
  let second = boundsOf(unitAt(text, start + 2));
  let sounds = 0;
  let could = false;
  for (let at = start; at < end; at++) {
    const third = boundsOf(unitAt(text, at + 3));
    const surname = nameCost + boundOfSurname(unit) - before;
    const only = surname + boundOfOnlyGiven(given) - boundBehind(second);
    const both = surname + boundOfFirstGiven(given) + boundOfSecondGiven(second) - boundBehind(third);
    const isOpen = only <= 0 || both <= 0 || couldBeSurname(unit, given);
    places[at - start] = isOpen ? 1 : 0;
    sounds = (sounds + 1) * boundOfSound(unit);
    if (!could && (sounds === SHORTEST_SOUND || (isOpen && couldBegin(run, at, unitAt(text, at))))) could = true;
    before = boundBefore(unit);
    unit = given;
    given = second;
    second = third;
  }
  return could;
};
