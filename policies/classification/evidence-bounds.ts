import { isHan } from './characters.ts';
import { kindsOfWordsFrom } from './lexicon.ts';
import { bonusOf } from './name-bonus.ts';
import {
  BETWEEN,
  BLANKS,
  COLONS,
  evidenceBefore,
  evidenceBehind,
  FOLLOW_TABLE,
  isIdeograph,
  LABELED_FIELD,
  LEAD_TABLE,
  MOST_BEHIND,
  ofKind,
  saidByOne,
  type Evidence,
} from './name-context.ts';
import { readText } from './text.ts';
import { entriesOf } from './words.ts';

/** The most that what stands on either side of a name can say for it, by the unit beside the name alone. */
const UNITS = 0x10000;
const MOST_BEFORE = new Int8Array(UNITS);
const MOST_BEHIND_OF = new Int8Array(UNITS);

const EDGE: Evidence = { bonus: 0, check: undefined, isEdge: true };
/** With what both sides can say together, whatever stands behind. */
export const mostOf = (before: Evidence): number => Math.max(before.bonus, bonusOf(before, EDGE));

const raise = (most: Int8Array, unit: number, bonus: number): void => {
  most[unit] = Math.max(most[unit] ?? 0, bonus);
};

/** A sign's most shows in a text that says most by it; beyond a blank or a colon words speak. */
const beforeSign = (unit: number): number =>
  BLANKS[unit] === 1 || COLONS[unit] === 1
    ? mostOf(LABELED_FIELD)
    : mostOf(evidenceBefore(readText(`）${String.fromCharCode(unit)}`), 2, 1));
const behindSign = (unit: number): number =>
  BETWEEN[unit] === 1 ? MOST_BEHIND : evidenceBehind(readText(`${String.fromCharCode(unit)}。`), 0).bonus;

/** Beyond these blocks signs say alike. */
const isOwnSign = (unit: number): boolean =>
  unit < 0x80 || (unit >= 0x2000 && unit < 0x2100) || (unit >= 0x3000 && unit < 0x3040) || unit >= 0xff00;
const OTHER_SIGN = 0xa1;

const [BEFORE_OTHER, BEHIND_OTHER] = [beforeSign(OTHER_SIGN), behindSign(OTHER_SIGN)];

for (let unit = 0; unit < UNITS; unit++) {
  const isOwn = isOwnSign(unit);
  if (isIdeograph(unit)) MOST_BEFORE[unit] = Math.max(...saidByOne(unit).map(mostOf));
  else MOST_BEFORE[unit] = isOwn ? beforeSign(unit) : BEFORE_OTHER;
  if (isHan(unit)) MOST_BEHIND_OF[unit] = Math.max(...kindsOfWordsFrom(unit).map((kind) => ofKind(kind).bonus));
  else MOST_BEHIND_OF[unit] = isOwn ? behindSign(unit) : BEHIND_OTHER;
}
for (const [unit, evidence] of entriesOf(LEAD_TABLE)) raise(MOST_BEFORE, unit, mostOf(evidence));
for (const [unit, evidence] of entriesOf(FOLLOW_TABLE)) raise(MOST_BEHIND_OF, unit, evidence.bonus);
/** Outside a text. */
const OUTSIDE = 0;
raise(MOST_BEFORE, OUTSIDE, mostOf(evidenceBefore(readText(''), 0, -1)));
raise(MOST_BEHIND_OF, OUTSIDE, evidenceBehind(readText(''), 0).bonus);

/** With what both sides say together. */
export const mostBefore = (unit: number): number => MOST_BEFORE[unit] ?? 0;
export const mostBehind = (unit: number): number => MOST_BEHIND_OF[unit] ?? 0;
