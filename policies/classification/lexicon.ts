import CHARACTERS from './characters.json' with { type: 'json' };
import DOUBLE_SURNAMES from './double-surnames.json' with { type: 'json' };
import WORDS from './words.json' with { type: 'json' };
import { isHighSurrogate, isRareHan, unitAt } from './characters.ts';
import { createPairTable, enterPair, slotOf, valueOf } from './pair-table.ts';

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
  const unit = character.charCodeAt(0);
  const begins = costs[SURNAME] !== NEVER || isRareHan(unit) ? NAME_START : 0;
  const isEveryday = (costs[SURNAME] ?? NEVER) >= CHEAPEST_WORD_TOO && (costs[CHARACTER] ?? NEVER) <= DEAREST_EVERYDAY;
  CHARACTERS_BYTES.set([...costs, (letters.endsWith(ACT_LETTER) ? ACT : 0) | begins | (isEveryday ? WORD_TOO : 0)], unit << BYTES_BITS);
}

const byteOf = (unit: number, place: number): number => CHARACTERS_BYTES[(unit << BYTES_BITS) | place] ?? NEVER;
export const surnameCost = (unit: number): number => byteOf(unit, SURNAME);
export const onlyGivenCost = (unit: number): number => byteOf(unit, ONLY_GIVEN);
export const firstGivenCost = (unit: number): number => byteOf(unit, FIRST_GIVEN);
export const secondGivenCost = (unit: number): number => byteOf(unit, SECOND_GIVEN);
/** Of a word of one character. */
export const characterCost = (unit: number): number => byteOf(unit, CHARACTER);
const isActCharacter = (unit: number): boolean => (byteOf(unit, FLAGS) & ACT) !== 0;

/** A word of three or four characters, by the first two. */
interface LongWord {
  /** What stands behind the first two, and its first unit. */
  readonly tail: string;
  readonly third: number;
  readonly cost: number;
}

interface Pair {
  cost: number;
  isAct: boolean;
  readonly longer: LongWord[];
}

/** In `words.json` a letter behind each word stands for its cost and for whether it is an act. */
const WORD_LETTER_OF_ZERO = 40;
const CHEAPEST = 14;
const COSTS = 36;
const WORD = /([^!-\u007f]+)([!-\u007f])/g;

const pairs = createPairTable<Pair>(17);
const enter = (word: string, letter: number): void => {
  const pair = enterPair(pairs, word.charCodeAt(0), word.charCodeAt(1), () => ({ cost: NEVER, isAct: false, longer: [] }));
  const cost = CHEAPEST + (letter % COSTS);
  if (word.length > 2) pair.longer.push({ tail: word.slice(2), third: word.charCodeAt(2), cost });
  else Object.assign(pair, { cost, isAct: letter >= COSTS });
};
for (const [first, rests] of Object.entries(WORDS))
  for (const [, rest = '', letter = ''] of rests.matchAll(WORD)) enter(first + rest, letter.charCodeAt(0) - WORD_LETTER_OF_ZERO);

const slots = pairs.values.length;
const PAIR_COSTS = new Uint8Array(slots).fill(NEVER);
const PAIR_ACTS = new Uint8Array(slots);
const LONGER: (readonly LongWord[] | undefined)[] = Array.from({ length: slots });
/** Bits of the third characters of a pair's longer words: most that follow a pair end no such word, which one look shows. */
const LONGER_THIRDS = new Int32Array(slots);
const bitOf = (unit: number): number => 1 << (unit & 31);
for (const [slot, pair] of pairs.values.entries()) {
  if (pair === undefined) continue;
  const { cost, isAct, longer } = pair;
  PAIR_COSTS[slot] = cost;
  PAIR_ACTS[slot] = isAct ? 1 : 0;
  if (longer.length > 0) LONGER[slot] = longer;
  for (const { third } of longer) LONGER_THIRDS[slot] = (LONGER_THIRDS[slot] ?? 0) | bitOf(third);
}

/** Where the two characters stand among the pairs that make or begin a word; -1 for none. */
export const pairSlot = (first: number, second: number): number => slotOf(pairs, first, second);
export const pairCost = (slot: number): number => PAIR_COSTS[slot] ?? NEVER;
/** Words of three and four characters that begin with the pair; undefined if the third character is none of theirs. */
export const longerWords = (slot: number, third: number): readonly LongWord[] | undefined =>
  slot < 0 || ((LONGER_THIRDS[slot] ?? 0) & bitOf(third)) === 0 ? undefined : LONGER[slot];

const doubles = createPairTable<number>(10);
for (const [name, cost] of Object.entries(DOUBLE_SURNAMES)) enterPair(doubles, name.charCodeAt(0), name.charCodeAt(1), () => cost);
for (const name of Object.keys(DOUBLE_SURNAMES)) {
  const place = (name.charCodeAt(0) << BYTES_BITS) | FLAGS;
  CHARACTERS_BYTES[place] = (CHARACTERS_BYTES[place] ?? 0) | DOUBLE_START | NAME_START;
}
export const beginsDoubleSurname = (unit: number): boolean => (byteOf(unit, FLAGS) & DOUBLE_START) !== 0;
/** Most characters begin no name. */
export const beginsName = (unit: number): boolean => (byteOf(unit, FLAGS) & NAME_START) !== 0;
/** A name of such a surname wants a word or a sign before it. */
export const isEverydayWord = (unit: number): boolean => (byteOf(unit, FLAGS) & WORD_TOO) !== 0;
/** Cost of a surname of two characters, `NEVER` for others. */
export const doubleSurnameCost = (first: number, second: number): number => valueOf(doubles, first, second) ?? NEVER;

const DEAREST_JOINED = 18;
const JOINED_COST = 12;
/** Cost of two frequent surnames as one, as in 张王丽萍; `NEVER` for others. */
export const joinedSurnameCost = (first: number, second: number): number => {
  const cost = first > DEAREST_JOINED ? NEVER : surnameCost(second);
  return cost > DEAREST_JOINED ? NEVER : first + cost + JOINED_COST;
};

/** Do the two ideographs at the offset make an ordinary Chinese word, as 高峰 and 来电 do? */
export const isWordAt = (text: string, at: number): boolean => {
  const slot = pairSlot(unitAt(text, at), unitAt(text, at + 1));
  return slot >= 0 && PAIR_COSTS[slot] !== NEVER;
};

/** Are the characters from the offset to the end one word? */
export const isWholeWord = (text: string, at: number, end: number): boolean => {
  if (end - at === 2) return isWordAt(text, at);
  const longer = longerWords(pairSlot(unitAt(text, at), unitAt(text, at + 1)), unitAt(text, at + 2));
  return longer?.some(({ tail }) => tail.length === end - at - 2 && text.startsWith(tail, at + 2)) ?? false;
};

/** What kind of word is at the offset. */
export const OF_ACT = 0;
export const OF_THING = 1;
export const OF_ACT_CHARACTER = 2;
export const OF_OTHER_CHARACTER = 3;
export const kindOfWordAt = (text: string, at: number): number => {
  const slot = pairSlot(unitAt(text, at), unitAt(text, at + 1));
  if (slot >= 0 && PAIR_COSTS[slot] !== NEVER) return PAIR_ACTS[slot] === 1 ? OF_ACT : OF_THING;
  return isActCharacter(unitAt(text, at)) ? OF_ACT_CHARACTER : OF_OTHER_CHARACTER;
};
