import type { Result } from '../result.ts';
import { choicesOf, spansOf, type Question } from './figures.ts';
import { countHits } from './spans.ts';
import { sum } from './sums.ts';

/** How labels compare with answers that were known before; whole numbers, so that everybody comes to the same. */
export interface GoldScore {
  /** Questions about a whole text: right if exactly the known choices were made. */
  readonly choices: { readonly compared: number; readonly right: number };
  /** Spans of the known answers, of the labels, and those that start, end and are called alike; F1 is twice these through both others. */
  readonly spans: { readonly wanted: number; readonly found: number; readonly matched: number };
}

/** A label beside the answer that was known of its item. */
export interface Comparison {
  readonly known: Result;
  readonly given: Result;
}

/** Over all questions together. */
export const scoreAgainstGold = (questions: readonly Question[], comparisons: readonly Comparison[]): GoldScore => {
  const named = (kind: Question['kind']): readonly string[] => questions.filter((asked) => asked.kind === kind).map(({ name }) => name);
  const choices = named('choices').flatMap((name) =>
    comparisons.map(({ known, given }) => choicesOf(known, name) === choicesOf(given, name)),
  );
  const spans = named('labels').flatMap((name) =>
    comparisons.map(({ known, given }) => ({ wanted: spansOf(known, name), found: spansOf(given, name) })),
  );
  return {
    choices: { compared: choices.length, right: choices.filter(Boolean).length },
    spans: {
      wanted: sum(spans.map(({ wanted }) => wanted.length)),
      found: sum(spans.map(({ found }) => found.length)),
      matched: sum(spans.map(({ wanted, found }) => countHits(wanted, found))),
    },
  };
};
