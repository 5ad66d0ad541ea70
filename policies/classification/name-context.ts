import { codeAt, isDigitAt, isHan } from './characters.ts';
import type { Check } from './finding.ts';
import { kindOfWordAt, OF_ACT, OF_ACT_CHARACTER, OF_OTHER_CHARACTER, OF_THING } from './lexicon.ts';
import { FOLLOW_WORDS } from './follow-words.ts';
import {
  BEFORE_ALL,
  LABELS,
  LEADS,
  OFFICE_TITLES,
  OPENING_ACTS,
  OTHER_PLACE_ENDS,
  PARTICLES,
  PLACE_ENDS,
  ROLE_ENDS,
  ROLES,
  TITLES,
  WEAK_ROLES,
} from './name-words.ts';
import { entryAt, entryBefore, toClassTable, toEndClassTable, toUnitSet } from './words.ts';

/** What the place beside a name says for it, in the unit of costs, and the check that a name which it shows has passed. */
export interface Evidence {
  readonly bonus: number;
  readonly check?: Check;
  /** No ideograph stands there. */
  readonly isEdge?: true;
  /** It joins the name to one before it. */
  readonly joins?: true;
}

const START: Evidence = { bonus: 10, isEdge: true };
const SIGN: Evidence = { bonus: 10, isEdge: true };
const DIGIT: Evidence = { bonus: -12, isEdge: true };
/** A blank or a bracket parts fields. */
const OPENING: Evidence = { bonus: 6, isEdge: true };
const FIELD: Evidence = { bonus: 18, isEdge: true };
const LIST: Evidence = { bonus: -10, isEdge: true };
/** A name stands before the sign that joins. */
const NEXT_OF_LIST: Evidence = { bonus: 24, joins: true };
const LABELED: Evidence = { bonus: 20, check: 'name-label' };
const NOTHING: Evidence = { bonus: -2 };
const ROLE: Evidence = { bonus: 19, check: 'name-role' };

/** Words that lead in a name, and what each says for it. */
export const LEAD_TABLE = toEndClassTable<Evidence>([
  [LABELS, LABELED],
  [ROLES, ROLE],
  [WEAK_ROLES, { bonus: 16, check: 'name-role' }],
  [Array.from(ROLE_ENDS), { bonus: 9, check: 'name-role' }],
  [Array.from(BEFORE_ALL), { bonus: -1 }],
  [LEADS.filter(({ length }) => length > 1), { bonus: 4 }],
  [LEADS.filter(({ length }) => length === 1), { bonus: -1 }],
]);

const BLANKS = toUnitSet(' \t（("“「【|/<');
const COLONS = toUnitSet(':：');
const JOINERS = toUnitSet('、，,和及与跟同');

const back = (text: string, at: number, set: Uint8Array): number => {
  let start = at;
  while (start > 0 && set[text.charCodeAt(start - 1)] === 1) start -= 1;
  return start;
};

/** What a label or a role before says; other words do not reach across a sign. */
const labelBefore = (text: string, at: number): Evidence | undefined => {
  const lead = entryBefore(LEAD_TABLE, text, at)?.of;
  return lead === LABELED || lead === ROLE ? lead : undefined;
};

/** Something else than an ideograph stands before. */
const behindSign = (text: string, at: number): Evidence => {
  const field = back(text, at, BLANKS);
  if (COLONS[text.charCodeAt(field - 1)] === 1) return labelBefore(text, back(text, field - 1, BLANKS)) === undefined ? FIELD : LABELED;
  if (field < at) return labelBefore(text, field) ?? OPENING;
  if (text[at - 1] === '、') return LIST;
  return isDigitAt(text, at - 1) ? DIGIT : SIGN;
};

/**
 * What stands before a name that begins at the offset.
 * @param lastEnd where the name found before ends
 */
export const evidenceBefore = (text: string, at: number, lastEnd: number): Evidence => {
  if (at === 0) return START;
  if (lastEnd === at - 1 && JOINERS[text.charCodeAt(at - 1)] === 1) return NEXT_OF_LIST;
  const unit = text.charCodeAt(at - 1);
  // The second half of a character beyond the BMP is an ideograph's as far as names go.
  const isIdeograph = isHan(unit) || (unit >= 0xdc00 && unit <= 0xdfff);
  if (!isIdeograph) return behindSign(text, at);
  return entryBefore(LEAD_TABLE, text, at)?.of ?? NOTHING;
};

const TEXT_END: Evidence = { bonus: 6, isEdge: true };
const SIGN_BEHIND: Evidence = { bonus: 3, isEdge: true };
const BRACKET_BEHIND: Evidence = { bonus: -4, isEdge: true };
const LIST_BEHIND: Evidence = { bonus: 8, isEdge: true };
const SEX_BEHIND: Evidence = { bonus: 14, check: 'name-beside-identifier', isEdge: true };
const NUMBER_BEHIND: Evidence = { bonus: 6, check: 'name-beside-identifier', isEdge: true };

/** Words that go on behind a name, and what each says for it. */
export const FOLLOW_TABLE = toClassTable<Evidence>([
  [TITLES, { bonus: 27, check: 'name-title' }],
  [OFFICE_TITLES, { bonus: 16, check: 'name-title' }],
  [OPENING_ACTS, { bonus: 14, check: 'name-act' }],
  [FOLLOW_WORDS, { bonus: 10 }],
  [PARTICLES, { bonus: 2 }],
  [Array.from(PLACE_ENDS), { bonus: -24 }],
  [Array.from(OTHER_PLACE_ENDS), { bonus: -6 }],
]);
/** By the kind of word. */
const WORDS: readonly Evidence[] = Object.values({
  [OF_ACT]: { bonus: 4 },
  [OF_THING]: { bonus: -4 },
  [OF_ACT_CHARACTER]: { bonus: 2 },
  [OF_OTHER_CHARACTER]: { bonus: -8 },
});

const BETWEEN = toUnitSet(' ，,（(/|\t：:');
const MOST_BETWEEN = 2;
const SEXES = toUnitSet('男女');

/** Something else than an ideograph stands behind. */
const beforeSign = (text: string, end: number): Evidence => {
  let next = end;
  while (next - end <= MOST_BETWEEN && BETWEEN[text.charCodeAt(next)] === 1) next += 1;
  if (next > end && SEXES[text.charCodeAt(next)] === 1 && !isHan(codeAt(text, next + 1))) return SEX_BEHIND;
  if (next - end <= MOST_BETWEEN && isDigitAt(text, next)) return NUMBER_BEHIND;
  if (text[end] === '（' || text[end] === '(') return BRACKET_BEHIND;
  return text[end] === '、' ? LIST_BEHIND : SIGN_BEHIND;
};

/** What stands behind a name that ends at the offset. */
export const evidenceBehind = (text: string, end: number): Evidence => {
  if (end >= text.length) return TEXT_END;
  if (!isHan(codeAt(text, end))) return beforeSign(text, end);
  return entryAt(FOLLOW_TABLE, text, end)?.of ?? WORDS[kindOfWordAt(text, end)] ?? NOTHING;
};

/** Where both sides show a name, they say more together: a label before it and nothing behind, or a sign on either side. */
const WHOLE_FIELD = 8;
const BETWEEN_SIGNS = 2;

/** What both sides say for a name. */
export const bonusOf = (before: Evidence, behind: Evidence): number => {
  const each = before.bonus + behind.bonus;
  if (behind.isEdge !== true) return each;
  if (before.check !== undefined) return each + WHOLE_FIELD;
  return before.isEdge === true ? each + BETWEEN_SIGNS : each;
};

/** The check that says best why a name is one. */
export const checkOf = (before: Evidence, behind: Evidence): Check =>
  before.check ?? behind.check ?? (before.isEdge === true && behind.isEdge === true ? 'name-alone' : 'name-characters');
