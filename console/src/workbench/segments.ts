import type { Span } from '../../../labeling/offsets.ts';

/** A span to be drawn; `lane` is its line when spans share characters. */
export interface DrawnSpan extends Span {
  readonly id: number;
  readonly lane: number;
}

export interface Segment extends Span {
  /** Ids of the spans over it, outermost first. */
  readonly over: readonly number[];
  /** Ids of the spans that begin here. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

export const LANES = 3;

/** Gives each span its place among them as its id, and the lowest free line, at most three; sorted by start, longer first. */
export const withLanes = <Given extends Span>(spans: readonly Given[]): readonly (Given & DrawnSpan)[] => {
  const reach: number[] = [];
  return spans
    .map((span, id) => Object.assign({ id, lane: 0 }, span))
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map((span) => {
      const free = reach.findIndex((end) => end <= span.start);
      const lane = free >= 0 ? free : Math.min(reach.length, LANES - 1);
      reach[lane] = Math.max(reach[lane] ?? 0, span.end);
      return Object.assign(span, { lane });
    });
};

/** Cuts a stretch of a text wherever a span or one of `cuts` begins or ends. */
export const segmentsOf = (whole: Span, spans: readonly DrawnSpan[], cuts: readonly number[] = []): readonly Segment[] => {
  const edges = [...new Set([whole.start, whole.end, ...cuts, ...spans.flatMap(({ start, end }) => [start, end])])]
    .filter((edge) => edge >= whole.start && edge <= whole.end)
    .toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? whole.end;
    const over = spans.filter((span) => span.start <= start && span.end >= end).toSorted((a, b) => b.lane - a.lane);
    return {
      start,
      end,
      over: over.map(({ id }) => id),
      begins: over.filter((span) => span.start === start).map(({ id }) => id),
      ends: over.filter((span) => span.end === end).map(({ id }) => id),
    };
  });
};
