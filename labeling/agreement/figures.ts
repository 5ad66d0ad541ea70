import { toCanonicalJson } from '../../common/canonical-json.ts';
import type { Control } from '../configuration-model.ts';
import type { Result } from '../result.ts';
import { krippendorffAlpha } from './krippendorff.ts';
import { countHits, type LabeledSpan } from './spans.ts';
import { sum } from './sums.ts';

/** What was asked, in the configuration's order. */
export type Question = Pick<Control, 'name' | 'kind'>;

interface Population {
  /** Place of the question in the configuration, from 0. */
  readonly question: number;
  /** Over the items that have several labels: a single one agrees with nobody. */
  readonly population: 'items-of-several-labels';
  readonly items: number;
  readonly labels: number;
  /** Pairs of labels of one item. */
  readonly pairs: number;
  /** Of four decimals; absent where none is defined. */
  readonly value?: string;
}

/** A label's value is the set of its choices, and to choose nothing is one of them. Undefined where no two values differ. */
export interface ChoiceAgreement extends Population {
  readonly method: 'krippendorff-alpha-nominal';
  /** Pairs of equal values. */
  readonly equal: number;
}

/** F1 over all pairs together: twice the matched spans through the spans of both sides. Undefined where there are no spans. */
export interface SpanMatch extends Population {
  readonly method: 'span-f1-exact';
  /** On both sides of all pairs. */
  readonly spans: number;
  /** Those that start, end and are called alike, one for each pair of them. */
  readonly matched: number;
}

export type AgreementFigure = ChoiceAgreement | SpanMatch;

/** As `toFixed` of ECMAScript rounds; nothing is below 0 by no more than rounding. */
const toDecimal = (value: number): string => value.toFixed(4).replace(/^-(0\.0000)$/, '$1');

const pairsOf = <T>(of: readonly T[]): readonly (readonly [T, T])[] =>
  of.flatMap((one, at) => of.slice(at + 1).map((other) => [one, other] as const));

/** The set of choices made, as one value. */
export const choicesOf = (result: Result, name: string): string => {
  const chosen = result.flatMap((answer) => (answer.type === 'choices' && answer.from_name === name ? answer.value.choices : []));
  return toCanonicalJson([...new Set(chosen)].toSorted());
};

export const spansOf = (result: Result, name: string): readonly LabeledSpan[] =>
  result.flatMap((answer) => {
    if (answer.type !== 'labels' || answer.from_name !== name) return [];
    const { start, end, labels } = answer.value;
    return labels.map((label) => ({ start, end, label }));
  });

const agreeOnChoices = (name: string, items: readonly (readonly Result[])[]): Pick<ChoiceAgreement, 'method' | 'equal' | 'value'> => {
  const given = items.map((labels) => labels.map((result) => choicesOf(result, name)));
  const values = [...new Set(given.flat())].toSorted();
  const { alpha } = krippendorffAlpha(given.map((unit) => unit.map((value) => values.indexOf(value))));
  const equal = given.flatMap(pairsOf).filter(([one, other]) => one === other).length;
  return { method: 'krippendorff-alpha-nominal', equal, ...(alpha !== undefined && { value: toDecimal(alpha) }) };
};

const agreeOnSpans = (name: string, items: readonly (readonly Result[])[]): Pick<SpanMatch, 'method' | 'spans' | 'matched' | 'value'> => {
  const pairs = items.flatMap(pairsOf).map(([one, other]) => ({ wanted: spansOf(one, name), found: spansOf(other, name) }));
  const spans = sum(pairs.map(({ wanted, found }) => wanted.length + found.length));
  const matched = sum(pairs.map(({ wanted, found }) => countHits(wanted, found)));
  return { method: 'span-f1-exact', spans, matched, ...(spans > 0 && { value: toDecimal((2 * matched) / spans) }) };
};

/**
 * How far the labels of a lot agree, question by question; none where no item has several labels.
 * @param items for each item the results of its labels
 */
export const agreementOf = (questions: readonly Question[], items: readonly (readonly Result[])[]): readonly AgreementFigure[] => {
  const several = items.filter(({ length }) => length > 1);
  if (several.length === 0) return [];
  const population = {
    population: 'items-of-several-labels',
    items: several.length,
    labels: sum(several.map(({ length }) => length)),
    pairs: sum(several.map(({ length }) => (length * (length - 1)) / 2)),
  } as const;
  return questions.map(({ name, kind }, question) => ({
    question,
    ...population,
    ...(kind === 'choices' ? agreeOnChoices(name, several) : agreeOnSpans(name, several)),
  }));
};
