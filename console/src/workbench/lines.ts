import type { Span, TextIndex } from '../../../labeling/offsets.ts';
import type { DrawnSpan } from './segments.ts';
import { isEmpty, spanOf, type Selection } from './selection.ts';

/** A span as the canvas shows it. */
export interface CanvasSpan extends Span {
  /** Its name on the page, the same whatever stands before it. */
  readonly name: string;
  /** 0 to 5. */
  readonly hue: number;
  /** Key or number printed above it. */
  readonly digit: string;
  readonly focused: boolean;
}

export type LineSpan = CanvasSpan & DrawnSpan;

/** What one line shows. */
export interface LineLook extends Span {
  /** Equal for lines that look the same at the same place. */
  readonly sign: string;
  readonly spans: readonly LineSpan[];
  /** Of the selection on this line. */
  readonly chosen?: Span;
  /** Where the caret stands, if it does here. */
  readonly caret?: number;
}

/** The lines of a text, each with the break that ends it; behind a break at the end there is an empty one. */
export const linesOf = (text: string, index: TextIndex): readonly Span[] => {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index: at }) => index.toCodePoint(at + 1))];
  return starts.map((start, at) => ({ start, end: starts[at + 1] ?? index.length }));
};

/** What of a line changes with the selection. */
const touchOf = ({ start, end }: Span, selection: Selection, isLast: boolean): Pick<LineLook, 'chosen' | 'caret'> => {
  const { head } = selection;
  // At a break the caret stands on the line behind it, at the end of the text on the last one.
  if (isEmpty(selection)) return head >= start && (head < end || isLast) ? { caret: head } : {};
  const whole = spanOf(selection);
  const chosen = { start: Math.max(whole.start, start), end: Math.min(whole.end, end) };
  return chosen.start < chosen.end ? { chosen } : {};
};

const signOf = (spans: readonly LineSpan[], { chosen, caret }: Pick<LineLook, 'chosen' | 'caret'>): string =>
  [
    `${chosen?.start ?? ''}-${chosen?.end ?? ''} ${caret ?? ''}`,
    ...spans.map(({ name, lane, hue, digit, focused }) => `${name} ${lane} ${hue} ${digit} ${focused}`),
  ].join('|');

/** How each line of a text looks; one that looks as `before` is the same object, so that it is not drawn anew. */
export const looksOf = (
  lines: readonly Span[],
  spans: readonly LineSpan[],
  selection: Selection,
  before: readonly LineLook[] = [],
): readonly LineLook[] =>
  lines.map(({ start, end }, at) => {
    const own = spans.filter((span) => span.start < end && span.end > start);
    const touch = touchOf({ start, end }, selection, at === lines.length - 1);
    const sign = signOf(own, touch);
    const known = before[at];
    if (known?.start === start && known.end === end && known.sign === sign) return known;
    return { start, end, sign, spans: own, ...touch };
  });
