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

/** Gives each span the lowest free line, at most three; sorted by start, longer first. */
export const withLanes = (spans: readonly (Span & { readonly id: number })[]): readonly DrawnSpan[] => {
  const reach: number[] = [];
  return spans
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map((span) => {
      const free = reach.findIndex((end) => end <= span.start);
      const lane = free >= 0 ? free : Math.min(reach.length, LANES - 1);
      reach[lane] = Math.max(reach[lane] ?? 0, span.end);
      return { start: span.start, end: span.end, id: span.id, lane };
    });
};

/** Cuts a text of this many code points wherever a span or one of `cuts` begins or ends. */
export const segmentsOf = (length: number, spans: readonly DrawnSpan[], cuts: readonly number[] = []): readonly Segment[] => {
  const edges = [...new Set([0, length, ...cuts, ...spans.flatMap(({ start, end }) => [start, end])])]
    .filter((edge) => edge >= 0 && edge <= length)
    .toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((start, at) => {
    const end = edges[at + 1] ?? length;
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
