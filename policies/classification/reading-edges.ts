import { endsInShop, shopKindLength } from './address-tails.ts';
import { isOfOthers } from './addresses.ts';
import { doDivisionsLead } from './divisions.ts';
import type { Stretch } from './reading-labels.ts';
import type { Text } from './text.ts';

const LONGEST_DIVISIONS = 24;

/** An address begins at the first of the divisions that lead up to it without a gap. */
const withDivisions = (text: Text, address: Stretch, edge: number): Stretch => {
  for (let start = Math.max(edge, address.start - LONGEST_DIVISIONS); start < address.start; start++)
    if (doDivisionsLead(text, start, address.start)) return { start, end: address.end };
  return address;
};

/** The one of the list that goes on over an offset; asked for in order, so that each is passed once. */
const overOffset = (list: readonly Stretch[]): ((at: number) => Stretch | undefined) => {
  let passed = 0;
  return (at) => {
    while ((list[passed]?.end ?? Infinity) <= at) passed += 1;
    const one = list[passed];
    return one !== undefined && one.start < at ? one : undefined;
  };
};

/** An address with its divisions, and with the whole name of a shop that it ends in: by its kind, or because the rules found one there. */
const wholeOf = (text: Text, one: Stretch, knownOver: (at: number) => Stretch | undefined, edge: number): Stretch => {
  const { start, end } = withDivisions(text, one, edge);
  const longer = knownOver(end);
  return { start, end: longer !== undefined && endsInShop(text, longer.end) ? longer.end : end + shopKindLength(text, end) };
};

/** Does one of the list lie where the other does? Both are in order, so each is passed once. */
const overlapsOneOf = (list: readonly Stretch[]): ((other: Stretch) => boolean) => {
  let passed = 0;
  return ({ start, end }) => {
    while ((list[passed]?.end ?? Infinity) <= start) passed += 1;
    return (list[passed]?.start ?? Infinity) < end;
  };
};

/**
 * What the weights may not do: cut an address off its divisions, make one of a firm's or of what is done for all where the rules found none, or leave out
 * one that the rules found.
 * @param known addresses that the rules found in the same part of the text
 * @param edge nothing begins before it
 */
export const settle = (text: Text, read: readonly Stretch[], known: readonly Stretch[], edge: number): Stretch[] => {
  const isKnown = overlapsOneOf(known);
  const knownOver = overOffset(known);
  const settled: Stretch[] = [];
  for (const one of read) {
    const last = settled.at(-1)?.end ?? edge;
    if (one.start < last) continue;
    const whole = wholeOf(text, one, knownOver, last);
    if (isKnown(whole) || !isOfOthers(text, whole.start, whole.end)) settled.push(whole);
  }
  const isSettled = overlapsOneOf(settled);
  const left = known.filter((one) => !isSettled(one));
  return left.length === 0 ? settled : [...settled, ...left].toSorted((a, b) => a.start - b.start);
};
