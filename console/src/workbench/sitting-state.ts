import type { Configuration, Control } from '../../../labeling/configuration-model.ts';
import type { TextIndex } from '../../../labeling/offsets.ts';
import type { LabelsAnswer, Result } from '../../../labeling/result.ts';
import type { BenchItem } from '../data/work.ts';
import { spansOf } from './answers.ts';
import { caretAt, type Selection } from './selection.ts';

/** What the person is told; a key of the texts under `bench.notice`. */
export interface Notice {
  readonly code:
    | 'answer-missing'
    | 'span-overlap'
    | 'nothing-selected'
    | 'nothing-to-undo'
    | 'nothing-to-redo'
    | 'went-to'
    | 'taken-back'
    | 'will-supersede'
    | 'labeled'
    | 'removed';
  readonly named: Readonly<Record<string, string | number>>;
}

/** One item on the bench. */
export interface OnBench {
  readonly item: BenchItem;
  readonly index: TextIndex;
  readonly answers: Result;
  /** Place of the question in focus. */
  readonly question: number;
  readonly selection: Selection;
  /** Place of the span in focus among the spans of the question, if one is. */
  readonly span?: number;
  /** The next submission writes a version that replaces the logged one. */
  readonly supersedes: boolean;
}

export type SittingState =
  | { readonly phase: 'opening' }
  /** `error`: an act failed; the work stays. */
  | { readonly phase: 'working'; readonly work: OnBench; readonly error?: unknown }
  /** No item is free; another person's lease ends at `freeAt`, ms. */
  | { readonly phase: 'empty'; readonly freeAt?: number }
  | { readonly phase: 'failed'; readonly error: unknown };

export const freshWork = (item: BenchItem, index: TextIndex): OnBench => ({
  item,
  index,
  answers: item.draft ?? [],
  question: 0,
  selection: caretAt(0),
  supersedes: item.replaces !== undefined,
});

export const controlOf = (configuration: Configuration, work: OnBench): Control | undefined => configuration.controls[work.question];

/** The span in focus. */
export const focusedSpan = (configuration: Configuration, work: OnBench): LabelsAnswer | undefined => {
  const control = controlOf(configuration, work);
  return control?.kind === 'labels' && work.span !== undefined ? spansOf(work.answers, control)[work.span] : undefined;
};
