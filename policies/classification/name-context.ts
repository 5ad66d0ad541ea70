import { codeAt, isDigitAt, isHan, isSecondHalf, isSignAt } from './characters.ts';
import type { Check } from './finding.ts';
import { kindOfWordAt, OF_ACT, OF_ACT_CHARACTER, OF_OTHER_CHARACTER, OF_THING } from './lexicon.ts';
import { FOLLOW_WORDS } from './follow-words.ts';
import {
  ACTS_ON_SOMEBODY,
  BEFORE_ALL,
  BODIES,
  DAYS,
  KIN,
  LABELS,
  LEADS,
  MORE_ROLES,
  NAMED_THINGS,
  OFFICE_TITLES,
  OPENING_ACTS,
  OTHER_PLACE_ENDS,
  PARTICLES,
  PERSON_ENDS,
  PLACE_ENDS,
  ROLE_ENDS,
  ROLES,
  SHORT_LEADS,
  TITLES,
  TO_PERSONS,
  WEAK_ROLES,
} from './name-words.ts';
import { entryAt, entryBefore, toClassTable, toEndClassTable, toUnitSet } from './words.ts';
import { unitAt, unitOf, type Text } from './text.ts';

/** What the place beside a name says for it, in the unit of costs, and the check that a name which it shows has passed. */
export interface Evidence {
  readonly bonus: number;
  readonly check: Check | undefined;
  /** No ideograph stands there. */
  readonly isEdge: boolean;
}

/** All of one shape, since they are asked for at every place of a text. */
const says = (bonus: number, check?: Check): Evidence => ({ bonus, check, isEdge: false });
const edge = (bonus: number, check?: Check): Evidence => ({ bonus, check, isEdge: true });

const START = edge(10);
const SIGN = edge(10);
const DIGIT = edge(-12);
/** A blank or a bracket parts fields. */
const OPENING = edge(6);
const FIELD = edge(18);
const LIST = edge(-10);
/** A name stands before the sign that joins. */
const NEXT_OF_LIST = says(24);
/** A comma joins as well as it begins another clause. */
const BEHIND_COMMA = says(15);
/** Who does something to somebody: 李佳宁给赵旭. */
const BEHIND_PREPOSITION = says(10);
const LABELED = says(20, 'name-label');
/** A label with its colon: the field behind it is for a name. */
export const LABELED_FIELD = says(28, 'name-label');
const NOTHING = says(-2);
const ROLE = says(19, 'name-role');

/** Words that lead in a name, and what each says for it. */
export const LEAD_TABLE = toEndClassTable<Evidence>([
  [LABELS, LABELED],
  [ROLES, ROLE],
  [WEAK_ROLES, says(16, 'name-role')],
  [KIN, says(16, 'name-role')],
  [MORE_ROLES.filter((word) => word.length > 1), says(15, 'name-role')],
  [BODIES, says(8)],
  [TO_PERSONS, says(8)],
  [Array.from(ROLE_ENDS), says(9, 'name-role')],
  [Array.from(BEFORE_ALL), says(-1)],
  [DAYS, says(9)],
  [LEADS.filter(({ length }) => length > 1), says(4)],
  [LEADS.filter(({ length }) => length === 1), says(-1)],
]);

export const BLANKS = toUnitSet(' \t（("“「【|/<');
const CLOSING = toUnitSet(')）');
export const COLONS = toUnitSet(':：');
const JOINERS = toUnitSet('、和及与跟同');
const COMMAS = toUnitSet('，,');
const PREPOSITIONS = toUnitSet('给对向把被将让请陪替找叫诉');

const back = (text: Text, at: number, set: Uint8Array): number => {
  let start = at;
  while (start > 0 && set[unitAt(text, start - 1)] === 1) start -= 1;
  return start;
};

/** What a label or a role before says; other words do not reach across a sign. */
const labelBefore = (text: Text, at: number): Evidence | undefined => {
  const lead = entryBefore(LEAD_TABLE, text, at)?.of;
  return lead === LABELED || lead === ROLE ? lead : undefined;
};

const COUNTING = toUnitSet('甲乙丙丁戊己庚辛一二三四五六七八九十');
/** 甲、 and 一、 at the beginning of a clause count who or what follows; 、 joins nothing there. */
const isCounted = (text: Text, at: number): boolean => COUNTING[unitAt(text, at)] === 1 && !isHan(codeAt(text, at - 1));

/** Something else than an ideograph stands before. */
const behindSign = (text: Text, at: number): Evidence => {
  const field = back(text, at, BLANKS);
  if (COLONS[unitAt(text, field - 1)] === 1) return labelBefore(text, back(text, field - 1, BLANKS)) === undefined ? FIELD : LABELED_FIELD;
  if (field < at) return labelBefore(text, field) ?? OPENING;
  if (isSignAt(text, at - 1, '、')) return CLOSING[unitAt(text, at - 2)] === 1 || isCounted(text, at - 2) ? SIGN : LIST;
  return isDigitAt(text, at - 1) ? DIGIT : SIGN;
};

const CLAUSE_LEAD = says(9);
const PERSON = says(13, 'name-role');
const LEADING = toUnitSet(SHORT_LEADS);
const ENDING = toUnitSet(PERSON_ENDS);
const ROLE_END = toUnitSet(ROLE_ENDS);

/** Ideographs that no word in view ends with; most places are behind one. */
const LEADS_NOTHING = new Uint8Array(0x10000);
for (let unit = 0; unit < LEADS_NOTHING.length; unit++)
  if (
    isHan(unit) &&
    LEAD_TABLE.starts[unit] === 0 &&
    LEADING[unit] === 0 &&
    ENDING[unit] === 0 &&
    JOINERS[unit] === 0 &&
    PREPOSITIONS[unit] === 0
  )
    LEADS_NOTHING[unit] = 1;

/** What one character before the name says by what stands before it: a sign, or what makes a word with it. */
const behindOne = (text: Text, at: number, unit: number): Evidence | undefined => {
  if (LEADING[unit] === 1 && !isHan(codeAt(text, at - 2))) return CLAUSE_LEAD;
  return ENDING[unit] === 1 && kindOfWordAt(text, at - 2) === OF_THING ? PERSON : undefined;
};

/** What joins a name to the one that ends before it. */
const behindName = (unit: number): Evidence | undefined => {
  if (JOINERS[unit] === 1) return NEXT_OF_LIST;
  if (PREPOSITIONS[unit] === 1) return BEHIND_PREPOSITION;
  return COMMAS[unit] === 1 ? BEHIND_COMMA : undefined;
};

/** What may be said by an ideograph right before a name, beside what the words do that it ends. */
export const saidByOne = (unit: number): Evidence[] => {
  const joined = behindName(unit);
  return [
    NOTHING,
    ...(LEADING[unit] === 1 ? [CLAUSE_LEAD] : []),
    ...(ENDING[unit] === 1 ? [PERSON] : []),
    ...(joined === undefined ? [] : [joined]),
  ];
};

/** The second half of a character beyond the BMP is an ideograph's as far as names go. */
export const isIdeograph = (unit: number): boolean => isHan(unit) || isSecondHalf(unit);

const behindIdeograph = (text: Text, at: number, unit: number): Evidence => {
  const lead = entryBefore(LEAD_TABLE, text, at);
  if (lead === undefined || lead.word.length === 1) return behindOne(text, at, unit) ?? lead?.of ?? NOTHING;
  // The end of what somebody is called by is no surname: 委托|方.
  return ROLE_END[unitAt(text, at)] === 1 && ROLE_END[unit] !== 1 ? NOTHING : lead.of;
};

/**
 * What stands before a name that begins at the offset.
 * @param lastEnd where the name found before ends
 */
export const evidenceBefore = (text: Text, at: number, lastEnd: number): Evidence => {
  if (at === 0) return START;
  const unit = unitAt(text, at - 1);
  if (LEADS_NOTHING[unit] === 1) return NOTHING;
  const joined = lastEnd === at - 1 ? behindName(unit) : undefined;
  const plain = isIdeograph(unit) ? behindIdeograph(text, at, unit) : behindSign(text, at);
  return joined !== undefined && joined.bonus > plain.bonus ? joined : plain;
};

const TEXT_END = edge(6);
const SIGN_BEHIND = edge(3);
const BRACKET_BEHIND = edge(0);
const LIST_BEHIND = edge(8);
const SEX_BEHIND = edge(14, 'name-beside-identifier');
const NUMBER_BEHIND = edge(6, 'name-beside-identifier');

/** Words say more than this, particles no more. */
const LEAST_OF_WORD = 2;

/** The most that what stands behind a name can say for it, together with what stands before. */
export const MOST_BEHIND = 27;

/** Words that go on behind a name, and what each says for it. */
export const FOLLOW_TABLE = toClassTable<Evidence>([
  [TITLES, says(MOST_BEHIND, 'name-title')],
  [OFFICE_TITLES, says(16, 'name-title')],
  [OPENING_ACTS, says(14, 'name-act')],
  [[...FOLLOW_WORDS, ...ACTS_ON_SOMEBODY], says(10)],
  [PARTICLES, says(2)],
  [NAMED_THINGS, says(-45)],
  [Array.from(PLACE_ENDS), says(-24)],
  [Array.from(OTHER_PLACE_ENDS), says(-6)],
]);
/** By the kind of word. */
const WORDS: readonly Evidence[] = Object.values({
  [OF_ACT]: says(4),
  [OF_THING]: says(-5),
  [OF_ACT_CHARACTER]: says(2),
  [OF_OTHER_CHARACTER]: says(-8),
});
export const ofKind = (kind: number): Evidence => WORDS[kind] ?? NOTHING;

export const BETWEEN = toUnitSet(' ，,（(/|\t：:');
const MOST_BETWEEN = 2;
const SEXES = toUnitSet('男女');

const UNITS_OF_AMOUNTS = toUnitSet('克斤包瓶箱个袋盒件元米升毫公折片粒只支条张块gkmlGKML%');
const LONGEST_AMOUNT = 6;
/** A thing has an amount, not a number: 500g, 12包. */
const isAmountAt = (text: Text, at: number): boolean => {
  let end = at;
  while (end - at < LONGEST_AMOUNT && (isDigitAt(text, end) || isSignAt(text, end, '.'))) end += 1;
  return UNITS_OF_AMOUNTS[unitAt(text, end)] === 1;
};

/** Something else than an ideograph stands behind. */
const beforeSign = (text: Text, end: number): Evidence => {
  let next = end;
  while (next - end <= MOST_BETWEEN && BETWEEN[unitAt(text, next)] === 1) next += 1;
  if (next > end && SEXES[unitAt(text, next)] === 1 && !isHan(codeAt(text, next + 1))) return SEX_BEHIND;
  if (next - end <= MOST_BETWEEN && isDigitAt(text, next)) return isAmountAt(text, next) ? SIGN_BEHIND : NUMBER_BEHIND;
  if (isSignAt(text, end, '（') || isSignAt(text, end, '(')) return BRACKET_BEHIND;
  return isSignAt(text, end, '、') ? LIST_BEHIND : SIGN_BEHIND;
};

/** What stands behind a name that ends at the offset. */
export const evidenceBehind = (text: Text, end: number): Evidence => {
  if (end >= text.length) return TEXT_END;
  if (!isHan(codeAt(text, end))) return beforeSign(text, end);
  return entryAt(FOLLOW_TABLE, text, end)?.of ?? ofKind(kindOfWordAt(text, end));
};

/** The word that goes on behind names, no particle, and begins at the offset. */
const wordOnAt = (text: Text, at: number): string | undefined => {
  const entry = entryAt(FOLLOW_TABLE, text, at);
  return entry !== undefined && entry.of.bonus > LEAST_OF_WORD ? entry.word : undefined;
};

/** Does a word that goes on behind names begin with a name's last character, and none behind it: 邹达|签收, 魏泽|称，? */
export const runsOn = (text: Text, last: number, behind: number): boolean => {
  if (wordOnAt(text, last) === undefined) return false;
  const next = wordOnAt(text, behind);
  return next === undefined || !isHan(unitOf(next, 1));
};
