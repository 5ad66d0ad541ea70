import type { Granularity, Span, TextIndex } from '../../../labeling/offsets.ts';

/** Where the next label would go: a caret (`anchor` = `head`) or a selection, in code points. */
export interface Selection {
  readonly anchor: number;
  readonly head: number;
}

export const caretAt = (at: number): Selection => ({ anchor: at, head: at });

export const spanOf = ({ anchor, head }: Selection): Span => ({ start: Math.min(anchor, head), end: Math.max(anchor, head) });

export const isEmpty = ({ anchor, head }: Selection): boolean => anchor === head;

/** Moves the head; without `extend` a selection first falls together at its edge in that direction. */
export const moveSelection = (
  selection: Selection,
  index: TextIndex,
  direction: -1 | 1,
  by: Extract<Granularity, 'grapheme' | 'word'>,
  extend: boolean,
): Selection => {
  if (!extend && !isEmpty(selection)) return caretAt(direction < 0 ? spanOf(selection).start : spanOf(selection).end);
  const head = index.step(selection.head, direction, by);
  return extend ? { anchor: selection.anchor, head } : caretAt(head);
};
