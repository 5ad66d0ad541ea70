import { canonicalOf } from './canonical.ts';
import { toCodePoints, countPoints, type CodePoints } from './code-points.ts';
import { foldText } from './fold.ts';
import { verifyFindings, type Finding } from './kinds.ts';
import { findOwnValue } from './occurrences.ts';
import type { OffsetMap } from './offset-map.ts';
import type { OwnValue } from './own-values.ts';
import { joinOverlaps, type Origin, type Sensitive } from './spans.ts';
import { findMarks, type Numbering, type TokenKind } from './token.ts';

/** What was replaced in a text, without the value. */
export interface Replacement {
  readonly kind: TokenKind;
  readonly origin: Origin;
}

export interface ProtectedText {
  readonly text: string;
  readonly map: OffsetMap;
  readonly replacements: readonly Replacement[];
}

export interface TextPremise {
  readonly column: string;
  readonly findings: readonly Finding[];
  readonly own: readonly OwnValue[];
  readonly numbering: Numbering;
}

const findSensitive = (points: CodePoints, { column, findings, own }: TextPremise): readonly Sensitive[] => {
  verifyFindings(findings, points.length, column);
  const searched = { points, folded: foldText(points.text) };
  const stretches: readonly Sensitive[] = [
    ...own.flatMap((value) => findOwnValue(searched, value)),
    ...findings.map(({ kind, start, end }) => ({
      start,
      end,
      kind,
      identity: canonicalOf(kind, points.slice(start, end)),
      origin: 'found' as const,
    })),
    ...findMarks(points.text).map(({ start, end, identity }) => ({ start, end, kind: 'mark' as const, identity, origin: 'mark' as const })),
  ];
  return joinOverlaps(stretches.map((stretch) => points.snap(stretch)));
};

/**
 * A text with every sensitive stretch replaced by a token. All stretches are found in the source and replaced in one walk, so what was put in is
 * never searched itself. Offsets are code points; everything outside the stretches stays as it is, line ends and normal forms included.
 * @throws DomainError `finding-malformed`
 */
export const protectText = (source: string, premise: TextPremise): ProtectedText => {
  const points = toCodePoints(source);
  const sensitive = findSensitive(points, premise);
  const pieces: string[] = [];
  const replaced: [number, number, number, number][] = [];
  let [taken, delivered] = [0, 0];
  for (const { start, end, kind, identity } of sensitive) {
    const token = premise.numbering.tokenFor(kind, identity);
    const at = delivered + start - taken;
    pieces.push(points.slice(taken, start), token);
    [taken, delivered] = [end, at + countPoints(token)];
    replaced.push([start, end, at, delivered]);
  }
  pieces.push(points.slice(taken, points.length));
  const deliveredLength = delivered + points.length - taken;
  return {
    text: pieces.join(''),
    map: { v: 1, sourceLength: points.length, deliveredLength, replaced },
    replacements: sensitive.map(({ kind, origin }) => ({ kind, origin })),
  };
};
