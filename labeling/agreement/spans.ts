import type { Span } from '../offsets.ts';
import { sum } from './sums.ts';

export interface LabeledSpan extends Span {
  readonly label: string;
}

/** Precision, recall and their harmonic mean; 0 where nothing was found or nothing was to be found. */
export interface Match {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface SpanAgreement {
  readonly micro: Match;
  /** Mean F1 of the labels. */
  readonly macroF1: number;
  readonly byLabel: ReadonlyMap<string, Match>;
}

interface Counts {
  readonly hit: number;
  readonly found: number;
  readonly wanted: number;
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const toMatch = ({ hit, found, wanted }: Counts): Match => ({
  precision: shareOf(hit, found),
  recall: shareOf(hit, wanted),
  f1: shareOf(2 * hit, found + wanted),
});

const keyOf = ({ start, end, label }: LabeledSpan): string => `${start} ${end} ${label}`;

/** A span counts as found if start, end and label are the same; of equal ones each is found once. */
export const countHits = (wanted: readonly LabeledSpan[], found: readonly LabeledSpan[]): number => {
  const left = new Map<string, number>();
  for (const span of wanted) left.set(keyOf(span), (left.get(keyOf(span)) ?? 0) + 1);
  return found.filter((span) => {
    const times = left.get(keyOf(span)) ?? 0;
    left.set(keyOf(span), times - 1);
    return times > 0;
  }).length;
};

/**
 * Agreement of spans, as CoNLL-2003 and seqeval count entities: exact edges and label.
 * @param texts for each text the spans of the reference and those that are compared with it
 */
export const spanAgreement = (
  texts: readonly { readonly wanted: readonly LabeledSpan[]; readonly found: readonly LabeledSpan[] }[],
): SpanAgreement => {
  const labels = [...new Set(texts.flatMap(({ wanted, found }) => [...wanted, ...found].map(({ label }) => label)))].toSorted();
  const countFor = (label: string): Counts => {
    const of = (spans: readonly LabeledSpan[]): readonly LabeledSpan[] => spans.filter((span) => span.label === label);
    return {
      hit: sum(texts.map(({ wanted, found }) => countHits(of(wanted), of(found)))),
      found: sum(texts.map(({ found }) => of(found).length)),
      wanted: sum(texts.map(({ wanted }) => of(wanted).length)),
    };
  };
  const counts = labels.map((label) => [label, countFor(label)] as const);
  const total = (of: keyof Counts): number => sum(counts.map(([, count]) => count[of]));
  const byLabel = new Map(counts.map(([label, count]) => [label, toMatch(count)] as const));
  return {
    micro: toMatch({ hit: total('hit'), found: total('found'), wanted: total('wanted') }),
    macroF1: shareOf(sum([...byLabel.values()].map(({ f1 }) => f1)), byLabel.size),
    byLabel,
  };
};

/** Intersection over union of two stretches of a text; 0 where both are empty. */
export const spanOverlap = (a: Span, b: Span): number => {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  return shareOf(shared, a.end - a.start + (b.end - b.start) - shared);
};
