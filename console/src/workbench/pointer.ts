import type { TextIndex } from '../../../labeling/offsets.ts';
import { caretAt, spanOf, type Selection } from './selection.ts';

/** A finished press of the mouse over the text, in the browser's UTF-16 units. */
export interface Press {
  readonly from: number;
  readonly to: number;
  /** Clicks in a row. */
  readonly clicks: number;
  /** Shift was held. */
  readonly extend: boolean;
}

/** What a press selects: a drag whole clusters, a click the caret, two the word, Shift from where the selection began. */
export const selectionOf = (index: TextIndex, { from, to, clicks, extend }: Press, current: Selection): Selection => {
  const here = index.snap(to, to).start;
  if (clicks >= 2) {
    const { start, end } = index.around(Math.min(index.snap(from, from).start, here), 'word');
    return { anchor: start, head: end };
  }
  if (extend) return { anchor: current.anchor, head: here };
  if (from === to) return caretAt(here);
  const { start, end } = index.snap(from, to);
  return from < to ? { anchor: start, head: end } : { anchor: end, head: start };
};

/** The sentence around the word that the click before selected. */
export const sentenceAround = (index: TextIndex, word: Selection): Selection => {
  const { start, end } = index.around(spanOf(word).start, 'sentence');
  return { anchor: start, head: end };
};

const utf16At = (root: Node, node: Node, offset: number): number => {
  const range = globalThis.document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return range.toString().length;
};

/** Takes over the browser's own selection inside an element, whose text is exactly the text; undefined when it lies elsewhere. */
export const takeNativeSelection = (root: Node): { readonly from: number; readonly to: number } | undefined => {
  const native = globalThis.getSelection();
  const [anchor, focus] = [native?.anchorNode ?? null, native?.focusNode ?? null];
  if (native === null || anchor === null || focus === null || !root.contains(anchor) || !root.contains(focus)) return undefined;
  const taken = { from: utf16At(root, anchor, native.anchorOffset), to: utf16At(root, focus, native.focusOffset) };
  native.removeAllRanges();
  return taken;
};
