import { KINDS, type Kind, type Span } from './kinds.ts';
import type { TokenKind } from './token.ts';

/** Whence it is known that a stretch of a text has to go. */
export type Origin = 'own' | 'found' | 'mark';

/** A stretch of a text that is replaced whole. */
export interface Sensitive extends Span {
  readonly kind: TokenKind;
  /** Equal for one value of one kind, in whatever spelling. */
  readonly identity: string;
  readonly origin: Origin;
}

const ORIGINS: readonly Origin[] = ['own', 'found', 'mark'];
const rankOf = (kind: TokenKind): number => (kind === 'mark' ? KINDS.length : KINDS.indexOf(kind satisfies Kind));
const lengthOf = ({ start, end }: Span): number => end - start;

const isBefore = (a: Sensitive, b: Sensitive): number =>
  lengthOf(b) - lengthOf(a) ||
  ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin) ||
  a.start - b.start ||
  rankOf(a.kind) - rankOf(b.kind);

/**
 * The one rule for overlaps: stretches that share a code point are joined and replaced whole, so that no rest of one is left beside the other.
 * The longest of them says kind and identity; of equal ones an own value before a finding before a mark, then the first, then the kind that
 * comes first in `KINDS`. What comes out is disjoint and in the order of the text.
 */
export const joinOverlaps = (stretches: readonly Sensitive[]): readonly Sensitive[] => {
  const joined: { leader: Sensitive; start: number; end: number }[] = [];
  for (const stretch of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || stretch.start >= last.end) {
      joined.push({ leader: stretch, start: stretch.start, end: stretch.end });
      continue;
    }
    last.end = Math.max(last.end, stretch.end);
    if (isBefore(stretch, last.leader) < 0) last.leader = stretch;
  }
  return joined.map(({ leader: { kind, identity, origin }, start, end }) => ({ start, end, kind, identity, origin }));
};
