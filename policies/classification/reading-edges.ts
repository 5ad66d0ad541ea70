import { shopKindLength } from './address-tails.ts';
import { isOfOthers } from './addresses.ts';
import { doDivisionsLead } from './divisions.ts';
import type { Stretch } from './reading-labels.ts';
import type { Text } from './text.ts';

const LONGEST_DIVISIONS = 24;

/** An address begins at the first of the divisions that lead up to it without a gap. */
const withDivisions = (text: Text, address: Stretch, edge: number): Stretch => {
  for (let start = Math.max(edge, address.start - LONGEST_DIVISIONS); start < address.start; start++)
    if (doDivisionsLead(text, start, address.start)) return { ...address, start };
  return address;
};

/** An address with its divisions, and with the whole name of a shop that it ends in. */
const wholeOf = (text: Text, one: Stretch, edge: number): Stretch => {
  if (one.kind === 'name') return one;
  const whole = withDivisions(text, one, edge);
  return { ...whole, end: whole.end + shopKindLength(text, whole.end) };
};

/** Does one of the list lie where the other does? Both are in order, so each is passed once. */
const overlapsOneOf = (list: readonly Stretch[]): ((other: Stretch) => boolean) => {
  let passed = 0;
  return ({ start, end }) => {
    while ((list[passed]?.end ?? Infinity) <= start) passed += 1;
    return (list[passed]?.start ?? Infinity) < end;
  };
};

/** What the rules found in the same part of the text. */
export interface Known {
  /** Nothing begins before it. */
  readonly edge: number;
  readonly stretches: readonly Stretch[];
  /** Somebody is named or has a number there. */
  readonly isPersonal: boolean;
}

/**
 * What the weights may not do: cut an address off its divisions, make one where nobody is near, of a firm's or of what is done for all where the rules
 * found none, or leave out one that the rules found.
 */
export const settle = (text: Text, read: readonly Stretch[], { edge, stretches, isPersonal }: Known): Stretch[] => {
  const addresses = stretches.filter(({ kind }) => kind === 'address');
  const isKnown = overlapsOneOf(addresses);
  const isSomebodys = isPersonal || read.some(({ kind }) => kind === 'name');
  const settled: Stretch[] = [];
  for (const one of read) {
    const last = settled.at(-1)?.end ?? edge;
    if (one.start < last) continue;
    const whole = wholeOf(text, one, last);
    if (whole.kind === 'name' || isKnown(whole) || (isSomebodys && !isOfOthers(text, whole.start, whole.end))) settled.push(whole);
  }
  const isSettled = overlapsOneOf(settled);
  const left = addresses.filter((one) => !isSettled(one));
  return left.length === 0 ? settled : [...settled, ...left].toSorted((a, b) => a.start - b.start);
};
