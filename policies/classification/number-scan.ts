import { addressAtDoor, isDoorNumber } from './addresses.ts';
import { hasCardWord, isBankCard, likelihoodOf } from './bank-cards.ts';
import { isAlphanumericAt, isDecimalAfter, isDecimalBefore, isDigitAt } from './characters.ts';
import { isCreditCode } from './credit-codes.ts';
import type { Candidate, Found } from './finding.ts';
import { isIdNumber, isOldIdNumber } from './id-numbers.ts';
import { phoneAt } from './phones.ts';
import { type Text } from './text.ts';

const ID_LENGTH = 18;
const OLD_ID_LENGTH = 15;
const ID_WORD = /身份|证件|证号|户口|ID/i;
const ID_WORD_BEFORE = 16;
const GROUPED_ID = /\d{6}([- ])\d{8}\1\d{3}[\dXx](?![0-9A-Za-z])/y;
const CARD_GROUPS = /\d{4}(?:[- ]\d{4}){2,3}(?:[- ]\d{1,4})?(?![0-9A-Za-z]|[- ]\d)/y;

const isWholeText = (text: Text, start: number, end: number): boolean =>
  text.string.slice(0, start).trim() === '' && text.string.slice(end).trim() === '';

const hasIdWord = (text: Text, start: number): boolean => ID_WORD.test(text.string.slice(Math.max(0, start - ID_WORD_BEFORE), start));

/** A run of 18 places or of 15 digits. The old form has no check digit, so a word for it must stand before, or nothing else beside it. */
const identityOf = (text: Text, start: number, end: number): Candidate | undefined => {
  const length = end - start;
  if (length !== ID_LENGTH && length !== OLD_ID_LENGTH) return undefined;
  const run = text.string.slice(start, end);
  if (isIdNumber(run)) return { kind: 'id-number', check: 'check-digit', start, end };
  if (isCreditCode(run)) return { kind: 'credit-code', check: 'check-character', start, end };
  return isOldIdNumber(run) && (hasIdWord(text, start) || isWholeText(text, start, end))
    ? { kind: 'id-number', check: 'region-and-date', start, end }
    : undefined;
};

const SHORTEST_CARD = 13;
const LONGEST_CARD = 19;

/** A number that is a card's only if somebody is near goes to what waits for that. */
const cardOf = (text: Text, start: number, end: number, { waiting }: Found): Candidate | undefined => {
  if (end - start < SHORTEST_CARD) return undefined;
  const digits = text.string.slice(start, end).replaceAll(/[- ]/g, '');
  if (digits.length > LONGEST_CARD || !isBankCard(digits)) return undefined;
  if (hasCardWord(text.string, start, end)) return { kind: 'bank-card', check: 'luhn-and-word', start, end };
  const card: Candidate = { kind: 'bank-card', check: 'luhn-and-issuer', start, end };
  const likelihood = likelihoodOf(text.string, start, digits);
  if (likelihood === 'beside-somebody') waiting.push(card);
  return likelihood === 'likely' ? card : undefined;
};

const endOf = (pattern: RegExp, text: Text, start: number): number => {
  pattern.lastIndex = start;
  return pattern.test(text.string) ? pattern.lastIndex : -1;
};

/** Numbers in groups that one blank or hyphen parts. */
const groupedOf = (text: Text, start: number, end: number, walk: Found): Candidate | undefined => {
  const separator = text.string[end];
  if ((separator !== ' ' && separator !== '-') || !isDigitAt(text, end + 1)) return undefined;
  const idEnd = end - start === 6 ? endOf(GROUPED_ID, text, start) : -1;
  if (idEnd > 0 && isIdNumber(text.string.slice(start, idEnd).replaceAll(separator, '')))
    return { kind: 'id-number', check: 'check-digit', start, end: idEnd };
  const cardEnd = end - start === 4 ? endOf(CARD_GROUPS, text, start) : -1;
  return cardEnd > 0 ? cardOf(text, start, cardEnd, walk) : undefined;
};

const runEnd = (text: Text, start: number): number => {
  let end = start;
  while (isAlphanumericAt(text, end)) end += 1;
  return end;
};

/** Identifiers that begin with this run. */
const identifiersOf = (text: Text, start: number, end: number, walk: Found): readonly (Candidate | undefined)[] => {
  const digit = isDigitAt(text, start);
  const phone = digit && end - start > 1 ? phoneAt(text, start) : undefined;
  if (isDecimalBefore(text, start) || isDecimalAfter(text, end)) return [phone];
  const identity = identityOf(text, start, end);
  if (identity !== undefined || !digit) return [phone, identity];
  return [phone, cardOf(text, start, end, walk) ?? groupedOf(text, start, end, walk)];
};

/**
 * What the run of ASCII letters and digits that begins here is: digits or letters on either side belong to the number, so only whole runs
 * are looked at. Gives the end of the run.
 */
export const scanRun = (text: Text, start: number, walk: Found): number => {
  const end = runEnd(text, start);
  for (const identifier of identifiersOf(text, start, end, walk)) if (identifier !== undefined) walk.found.push(identifier);
  if (isDoorNumber(text, start, end) && start >= walk.addressEnd) {
    walk.hints.push(start);
    const door = addressAtDoor(text, start);
    if (door?.isHome === true) {
      walk.found.push(door.address);
      walk.addressEnd = door.address.end;
    } else if (door !== undefined) walk.waiting.push(door.address);
  }
  return end;
};
