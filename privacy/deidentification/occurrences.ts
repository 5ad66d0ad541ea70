import type { CodePoints } from './code-points.ts';
import type { Folded } from './fold.ts';
import type { Span } from './kinds.ts';
import type { OwnValue } from './own-values.ts';
import type { Pattern, Place } from './pattern.ts';
import type { Sensitive } from './spans.ts';
import { isTitleAt } from './titles.ts';

/** A text that is searched, as it stands and folded. */
export interface SearchedText {
  readonly points: CodePoints;
  readonly folded: Folded;
}

const WORDLIKE = /[\p{L}\p{N}]/u;
/** Scripts whose words stand without a gap: their neighbor says nothing. */
const UNPARTED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const TIGHT_GAP = /^[\p{M}\p{Cf}\p{Zs}\t·•‧・･]*$/u;

const isParted = (point: string): boolean => WORDLIKE.test(point) && !UNPARTED.test(point);

const touches = (points: CodePoints, at: number, beside: number): boolean => isParted(points.at(at)) && isParted(points.at(beside));

const isWordlike = (points: CodePoints, at: number): boolean => WORDLIKE.test(points.at(at));

interface Hit extends Span {
  /** Offset behind the hit in the folded text. */
  readonly foldedEnd: number;
}

const FITS: Readonly<Record<Place, (text: SearchedText, hit: Hit) => boolean>> = {
  anywhere: () => true,
  word: ({ points }, { start, end }) => !touches(points, start, start - 1) && !touches(points, end - 1, end),
  titled: ({ folded }, { foldedEnd }) => isTitleAt(folded.text, foldedEnd),
  'titled-start': ({ points, folded }, { start, foldedEnd }) => !isWordlike(points, start - 1) && isTitleAt(folded.text, foldedEnd),
  alone: ({ points }, { start, end }) => !isWordlike(points, start - 1) && !isWordlike(points, end),
};

/** Are all code points between those of the hit blanks or middle dots? */
const isTightHit = ({ points, folded }: SearchedText, from: number, length: number): boolean => {
  for (let unit = from + 1; unit < from + length; unit++) {
    const gap = (folded.sources[unit - 1] ?? 0) + 1;
    const next = folded.sources[unit] ?? 0;
    if (next > gap && !TIGHT_GAP.test(points.slice(gap, next))) return false;
  }
  return true;
};

const hitsOf = (text: SearchedText, { text: sought, place, isTight }: Pattern): readonly Hit[] => {
  const { folded } = text;
  const hits: Hit[] = [];
  let at = folded.text.indexOf(sought);
  while (at >= 0) {
    const foldedEnd = at + sought.length;
    const hit = { start: folded.sources[at] ?? 0, end: (folded.sources[foldedEnd - 1] ?? 0) + 1, foldedEnd };
    const fits = FITS[place](text, hit) && (!isTight || isTightHit(text, at, sought.length));
    if (fits) hits.push(hit);
    // A hit that overlaps the one before is broken with it; only short patterns, which may not fit, go on by one.
    at = folded.text.indexOf(sought, fits ? foldedEnd : at + 1);
  }
  return hits;
};

/** Every stretch of a text where a value stands in a form in which it is looked for; they may overlap. */
export const findOwnValue = (text: SearchedText, { kind, identity, patterns }: OwnValue): readonly Sensitive[] =>
  patterns.flatMap((pattern) => hitsOf(text, pattern).map(({ start, end }) => ({ start, end, kind, identity, origin: 'own' })));
