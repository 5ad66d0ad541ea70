import { toCodePoints } from './code-points.ts';
import { foldText } from './fold.ts';
import { verifyFindings, type Detect, type Kind } from './kinds.ts';
import { findOwnValue } from './occurrences.ts';
import { showsSource, touchesReplaced, type OffsetMap } from './offset-map.ts';
import type { ProtectedCell, ProtectedRow } from './protect-row.ts';

/** What still stands in delivered cells, without the value. */
export interface Remainder {
  readonly row: number;
  readonly column: string;
  readonly kind: Kind;
  /** By the detector, or as one of the row's own values. */
  readonly origin: 'own' | 'found';
  readonly count: number;
}

/** Cells that show something of the source as it stood; the others are made by a closed rule and hold nothing to be found. */
const SCANNED = new Set<ProtectedCell['plan']['rule']>(['keep', 'mask', 'text']);

const nothingReplaced = (length: number): OffsetMap => ({ v: 1, sourceLength: length, deliveredLength: length, replaced: [] });

interface Seen {
  readonly kind: Kind;
  readonly origin: 'own' | 'found';
}

const scanCell = ({ plan, value = '', text }: ProtectedCell, { own }: ProtectedRow, detect: Detect): readonly Seen[] => {
  const points = toCodePoints(value);
  const map = text?.map ?? nothingReplaced(points.length);
  const found = detect(value, { heading: plan.name });
  verifyFindings(found, points.length, plan.name);
  const searched = { points, folded: foldText(value) };
  return [
    // A finding over nothing but a token is the token's own word.
    ...found.filter((span) => showsSource(map, span)).map(({ kind }) => ({ kind, origin: 'found' as const })),
    ...[...own.values()].flatMap((one) =>
      findOwnValue(searched, one)
        .filter((span) => !touchesReplaced(map, span))
        .map(() => ({ kind: one.kind, origin: 'own' as const })),
    ),
  ];
};

const countEqual = (seen: readonly Seen[], row: number, column: string): readonly Remainder[] => {
  const counts = new Map<string, Remainder>();
  for (const { kind, origin } of seen) {
    const key = `${origin} ${kind}`;
    counts.set(key, { row, column, kind, origin, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
};

/**
 * Looks again, with the same detector and for the row's own values, at what is about to leave.
 * @throws DomainError `finding-malformed`
 */
export const scanProtected = (row: ProtectedRow, detect: Detect): readonly Remainder[] =>
  row.cells
    .filter(({ plan, value }) => SCANNED.has(plan.rule) && value !== undefined && value !== '')
    .flatMap((cell) => countEqual(scanCell(cell, row, detect), row.index, cell.plan.name));
