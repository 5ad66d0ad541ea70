import CHARACTERS from './characters.json' with { type: 'json' };
import DOUBLE_SURNAMES from './double-surnames.json' with { type: 'json' };
import WORDS from './words.json' with { type: 'json' };
import { isHighSurrogate, isRareHan } from './characters.ts';
import { longWordCost, toLongWords, type LongWord } from './long-words.ts';
import { createPairTable, enterPair, entriesOfPairs, numberOf } from './pair-table.ts';
import { TRADITIONAL } from './traditional.ts';
import { unitAt, type Text, unitOf } from './text.ts';

/**
 * How common words are, and what names are made of. Costs are −2·log2 of a share: of all words, or of all names; the more common, the cheaper.
 * Every character of a text is looked up, so all of it is in typed arrays by UTF-16 unit. Source of the figures: NOTICE.md.
 */
const UNITS = 0x10000;
/** Nothing is read at this cost. */
export const NEVER = 255;

/** In `characters.json` letters stand for costs from `0` on: surname, only given character, first one, second one, word; then `v` for an act. */
const LETTER_OF_ZERO = 48;
const LETTER_OF_NEVER = 70;
const [SURNAME, ONLY_GIVEN, FIRST_GIVEN, SECOND_GIVEN, CHARACTER, FLAGS] = [0, 1, 2, 3, 4, 5] as const;
const COSTS_OF_CHARACTER = [SURNAME, ONLY_GIVEN, FIRST_GIVEN, SECOND_GIVEN, CHARACTER] as const;
/** A verb, an adverb and the like: such words go on behind a name. */
const ACT = 1;
const DOUBLE_START = 2;
/** A surname, the beginning of one, or an ideograph that is hardly anything else. */
const NAME_START = 4;
/** A surname that is an everyday word as well, and mostly that. */
const WORD_TOO = 8;
const DOUBLE_END = 16;
const CHEAPEST_WORD_TOO = 26;
const DEAREST_EVERYDAY = 26;
const ACT_LETTER = 'v';

/** What is known of a character stands together in eight bytes, since it is asked for together. */
const BYTES_BITS = 3;
const CHARACTERS_BYTES = new Uint8Array(UNITS << BYTES_BITS);
/** A character that the file does not know: no surname, no usual given name, hardly a word. */
const UNKNOWN = [NEVER, 40, 40, 40, 60, 0];
export const RARE_SURNAME_COST = 30;
/** Rare ideographs hardly stand elsewhere than in names; so does the first half of one beyond the BMP. */
const RARE = [NEVER, 20, 20, 20, 44, NAME_START];
for (let unit = 0; unit < UNITS; unit++)
  CHARACTERS_BYTES.set(isHighSurrogate(unit) || isRareHan(unit) ? RARE : UNKNOWN, unit << BYTES_BITS);

const costOf = (letters: string, place: number): number => {
  const cost = letters.charCodeAt(place) - LETTER_OF_ZERO;
  return cost >= LETTER_OF_NEVER ? NEVER : cost;
};
for (const [character, letters] of Object.entries(CHARACTERS)) {
  const costs = COSTS_OF_CHARACTER.map((place) => costOf(letters, place));
  const unit = unitOf(character);
  const begins = costs[SURNAME] !== NEVER || isRareHan(unit) ? NAME_START : 0;
  const isEveryday = (costs[SURNAME] ?? NEVER) >= CHEAPEST_WORD_TOO && (costs[CHARACTER] ?? NEVER) <= DEAREST_EVERYDAY;
  CHARACTERS_BYTES.set([...costs, (letters.endsWith(ACT_LETTER) ? ACT : 0) | begins | (isEveryday ? WORD_TOO : 0)], unit << BYTES_BITS);
}

for (const [traditional, simplified] of TRADITIONAL) {
  const place = unitOf(simplified) << BYTES_BITS;
  CHARACTERS_BYTES.copyWithin(unitOf(traditional) << BYTES_BITS, place, place + (1 << BYTES_BITS));
}

const byteOf = (unit: number, place: number): number => CHARACTERS_BYTES[(unit << BYTES_BITS) | place] ?? NEVER;
export const surnameCost = (unit: number): number => byteOf(unit, SURNAME);
export const onlyGivenCost = (unit: number): number => byteOf(unit, ONLY_GIVEN);
export const firstGivenCost = (unit: number): number => byteOf(unit, FIRST_GIVEN);
export const secondGivenCost = (unit: number): number => byteOf(unit, SECOND_GIVEN);
/** Of a word of one character. */
export const characterCost = (unit: number): number => byteOf(unit, CHARACTER);
const isActCharacter = (unit: number): boolean => (byteOf(unit, FLAGS) & ACT) !== 0;

/** In `words.json` a letter behind each word stands for its cost and for whether it is an act. */
const WORD_LETTER_OF_ZERO = 40;
const CHEAPEST = 14;
const COSTS = 36;
const WORD = /([^!-\u007f]+)([!-\u007f])/g;

/** Of a pair, in one number: how much less than `NEVER` its word costs, whether that is an act, and the place of its longer words. */
const COST_BITS = 8;
const ACT_OF_PAIR = 1 << COST_BITS;
const LONGER_BITS = COST_BITS + 1;

const pairs = createPairTable(17);
interface Beginning {
  word: number;
  readonly longer: LongWord[];
}

const toLongWord = (rest: string, cost: number): LongWord => ({
  third: unitOf(rest, 1),
  fourth: rest.length > 2 ? unitOf(rest, 2) : 0,
  cost,
});

/** What `words.json` says of the words that begin with the same character, by their second one. */
const bySecond = (rests: string): Map<number, Beginning> => {
  const beginnings = new Map<number, Beginning>();
  for (const [, rest = '', sign = ''] of rests.matchAll(WORD)) {
    const letter = sign.charCodeAt(0) - WORD_LETTER_OF_ZERO;
    const cost = CHEAPEST + (letter % COSTS);
    const beginning = beginnings.get(unitOf(rest)) ?? { word: 0, longer: [] };
    beginnings.set(unitOf(rest), beginning);
    if (rest.length > 1) beginning.longer.push(toLongWord(rest, cost));
    else beginning.word = (NEVER - cost) | (letter >= COSTS ? ACT_OF_PAIR : 0);
  }
  return beginnings;
};

const BEGINNINGS = Object.entries(WORDS).flatMap(([first, rests]) =>
  Array.from(bySecond(rests), ([second, beginning]) => ({ first: unitOf(first), second, ...beginning })),
);
const LONG_WORDS = toLongWords(BEGINNINGS.map(({ longer }) => longer));
for (const [at, { first, second, word }] of BEGINNINGS.entries())
  enterPair(pairs, first, second, word | ((LONG_WORDS.places[at] ?? 0) << LONGER_BITS));

/** What is known of the two characters as a word, and of longer words that they begin. */
export const pairOf = (first: number, second: number): number => numberOf(pairs, first, second);
/** Of the word that the pair makes; `NEVER` if it makes none. */
export const pairCost = (pair: number): number => NEVER - (pair & NEVER);
const isWord = (pair: number): boolean => (pair & NEVER) !== 0;
/** Does a word of three or four characters begin with the pair? */
export const beginsLonger = (pair: number): boolean => pair >>> LONGER_BITS !== 0;
/** Of the word that the pair makes with a third unit and a fourth one, 0 for none; `NEVER` if it makes none. */
export const longerCost = (pair: number, third: number, fourth: number): number =>
  longWordCost(LONG_WORDS.numbers, pair >>> LONGER_BITS, third, fourth, NEVER);

const setFlags = (unit: number, flags: number): void => {
  const place = (unit << BYTES_BITS) | FLAGS;
  CHARACTERS_BYTES[place] = (CHARACTERS_BYTES[place] ?? 0) | flags;
};

const doubles = createPairTable(10);
for (const [name, cost] of Object.entries(DOUBLE_SURNAMES)) {
  enterPair(doubles, unitOf(name), unitOf(name, 1), NEVER - cost);
  setFlags(unitOf(name), DOUBLE_START | NAME_START);
  setFlags(unitOf(name, 1), DOUBLE_END);
}
export const beginsDoubleSurname = (unit: number): boolean => (byteOf(unit, FLAGS) & DOUBLE_START) !== 0;
export const endsDoubleSurname = (unit: number): boolean => (byteOf(unit, FLAGS) & DOUBLE_END) !== 0;
/** Most characters begin no name. */
export const beginsName = (unit: number): boolean => (byteOf(unit, FLAGS) & NAME_START) !== 0;
/** A name of such a surname wants a word or a sign before it. */
export const isEverydayWord = (unit: number): boolean => (byteOf(unit, FLAGS) & WORD_TOO) !== 0;
/** Cost of a surname of two characters, `NEVER` for others. */
export const doubleSurnameCost = (first: number, second: number): number => NEVER - numberOf(doubles, first, second);

const DEAREST_JOINED = 18;
const JOINED_COST = 12;
/** Does the surname join another? */
export const isFrequentSurname = (unit: number): boolean => surnameCost(unit) <= DEAREST_JOINED;
/** Cost of two frequent surnames as one, as in 周吴映禾; `NEVER` for others. */
export const joinedSurnameCost = (first: number, second: number): number => {
  const cost = first > DEAREST_JOINED ? NEVER : surnameCost(second);
  return cost > DEAREST_JOINED ? NEVER : first + cost + JOINED_COST;
};

/** Do the two ideographs at the offset make an ordinary Chinese word, as 高峰 and 来电 do? */
export const isWordAt = (text: Text, at: number): boolean => isWord(pairOf(unitAt(text, at), unitAt(text, at + 1)));

const LONGEST = 4;
/** Are the characters from the offset to the end one word? */
export const isWholeWord = (text: Text, at: number, end: number): boolean => {
  if (end - at === 2) return isWordAt(text, at);
  const fourth = end - at === LONGEST ? unitAt(text, at + 3) : 0;
  return end - at <= LONGEST && longerCost(pairOf(unitAt(text, at), unitAt(text, at + 1)), unitAt(text, at + 2), fourth) !== NEVER;
};

/** Costs of the commonest words end here. */
const DEAREST_COMMON = 29;
/** Are the characters from the offset to the end one of the commonest words of two characters: 高中, 和平? */
export const isCommonWord = (text: Text, at: number, end: number): boolean =>
  end - at === 2 && pairCost(pairOf(unitAt(text, at), unitAt(text, at + 1))) <= DEAREST_COMMON;

/** What kind of word is at the offset. */
export const OF_ACT = 0;
export const OF_THING = 1;
export const OF_ACT_CHARACTER = 2;
export const OF_OTHER_CHARACTER = 3;
/** @param pair that the unit makes with the next one */
export const kindOfPair = (pair: number, unit: number): number => {
  if (isWord(pair)) return (pair & ACT_OF_PAIR) === 0 ? OF_THING : OF_ACT;
  return isActCharacter(unit) ? OF_ACT_CHARACTER : OF_OTHER_CHARACTER;
};
export const kindOfWordAt = (text: Text, at: number): number =>
  kindOfPair(pairOf(unitAt(text, at), unitAt(text, at + 1)), unitAt(text, at));

/** Of a unit, whether it begins a word of two characters, and one that is an act. */
const BEGINS_WORD = 1;
const BEGINS_ACT = 2;
const BEGUN = new Uint8Array(UNITS);
for (const [first, pair] of entriesOfPairs(pairs))
  BEGUN[first] = (BEGUN[first] ?? 0) | (isWord(pair) ? BEGINS_WORD : 0) | ((pair & ACT_OF_PAIR) === 0 ? 0 : BEGINS_ACT);

/** Kinds of word that may be at a place where the unit stands. */
export const kindsOfWordsFrom = (unit: number): readonly number[] => {
  const beginnings = BEGUN[unit] ?? 0;
  const kinds = [isActCharacter(unit) ? OF_ACT_CHARACTER : OF_OTHER_CHARACTER];
  if ((beginnings & BEGINS_WORD) !== 0) kinds.push(OF_THING);
  if ((beginnings & BEGINS_ACT) !== 0) kinds.push(OF_ACT);
  return kinds;
};
