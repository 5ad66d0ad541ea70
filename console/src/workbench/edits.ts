import type { Configuration, LabelsControl, Option } from '../../../labeling/configuration-model.ts';
import type { WorkbenchAct } from '../../../labeling/hotkeys.ts';
import type { LabelsAnswer } from '../../../labeling/result.ts';
import { addSpan, choose, fits, movedEdge, removeSpan, replaceSpan, spansOf, toSpan } from './answers.ts';
import { caretAt, isEmpty, spanOf } from './selection.ts';
import { controlOf, focusedSpan, type Notice, type OnBench } from './sitting-state.ts';

/** An edit of the item on the bench: how it looks afterwards, or why it was not done. */
export type Edit = { readonly work: OnBench; readonly notice?: Notice } | { readonly refused: Notice };

const refused = (code: Notice['code'], named: Notice['named'] = {}): Edit => ({ refused: { code, named } });

/** No span in focus. */
export const clearSpan = ({ span: _span, ...work }: OnBench): OnBench => work;

const placeOf = (work: OnBench, control: LabelsControl, span: LabelsAnswer): number => spansOf(work.answers, control).indexOf(span);

const relabel = (work: OnBench, control: LabelsControl, old: LabelsAnswer, { value, title }: Option): Edit => {
  if (!fits(work.answers, control, old.value, value, old)) return refused('span-overlap');
  const fresh = toSpan(control, old.value, value);
  const relabeled = { ...work, answers: replaceSpan(work.answers, old, fresh) };
  const spans = spansOf(relabeled.answers, control);
  const next = Math.min(placeOf(relabeled, control, fresh) + 1, spans.length - 1);
  return {
    work: { ...relabeled, span: next },
    notice: { code: 'labeled', named: { label: title, start: fresh.value.start, end: fresh.value.end } },
  };
};

const labelSelection = (work: OnBench, control: LabelsControl, { value, title }: Option): Edit => {
  const span = spanOf(work.selection);
  const answers = addSpan(work.answers, control, span, value);
  if (answers === undefined) return refused('span-overlap');
  const labeled = { ...clearSpan(work), answers, selection: caretAt(span.end) };
  return { work: labeled, notice: { code: 'labeled', named: { label: title, start: span.start, end: span.end } } };
};

/** A digit: labels the selection, relabels the span in focus, or answers the question. */
export const takeOption = (configuration: Configuration, work: OnBench, at: number): Edit => {
  const control = controlOf(configuration, work);
  const option = control?.options[at];
  if (control === undefined || option === undefined) return { work };
  if (control.kind === 'choices') {
    const answered = { ...work, answers: choose(work.answers, control, option.value) };
    const last = configuration.controls.length - 1;
    return { work: control.multiple ? answered : { ...answered, question: Math.min(work.question + 1, last) } };
  }
  if (!isEmpty(work.selection)) return labelSelection(work, control, option);
  const focused = focusedSpan(configuration, work);
  return focused === undefined ? refused('nothing-selected') : relabel(work, control, focused, option);
};

const deleteFocused = (configuration: Configuration, work: OnBench, control: LabelsControl): Edit => {
  const focused = focusedSpan(configuration, work);
  if (focused === undefined) return refused('nothing-selected');
  const { start, end } = focused.value;
  const answers = removeSpan(work.answers, focused);
  const left = spansOf(answers, control).length;
  const removed = { ...clearSpan(work), answers, selection: caretAt(start) };
  return {
    work: left === 0 ? removed : { ...removed, span: Math.min(work.span ?? 0, left - 1) },
    notice: { code: 'removed', named: { start, end } },
  };
};

const EDGES = {
  'end-left': ['end', -1],
  'end-right': ['end', 1],
  'start-left': ['start', -1],
  'start-right': ['start', 1],
} as const;

const moveEdge = (configuration: Configuration, work: OnBench, control: LabelsControl, act: keyof typeof EDGES): Edit => {
  const focused = focusedSpan(configuration, work);
  if (focused === undefined) return refused('nothing-selected');
  const [edge, direction] = EDGES[act];
  const moved = movedEdge(work.answers, control, focused, work.index, edge, direction);
  if (moved === undefined) return refused('span-overlap');
  const answers = replaceSpan(work.answers, focused, moved);
  return { work: { ...work, answers, span: placeOf({ ...work, answers }, control, moved) } };
};

const stepSpan = (work: OnBench, control: LabelsControl, by: -1 | 1): Edit => {
  const spans = spansOf(work.answers, control);
  if (spans.length === 0) return refused('nothing-selected');
  const from = work.span ?? (by > 0 ? -1 : 0);
  const span = (from + by + spans.length) % spans.length;
  return { work: { ...work, span, selection: caretAt(spans[span]?.value.end ?? 0) } };
};

/** The acts that concern spans of the text; undefined when this act is none of them or the question is another kind. */
export const spanAct = (configuration: Configuration, work: OnBench, act: WorkbenchAct): Edit | undefined => {
  const control = controlOf(configuration, work);
  if (control?.kind !== 'labels') return undefined;
  if (act === 'delete') return deleteFocused(configuration, work, control);
  if (act === 'next-span') return stepSpan(work, control, 1);
  if (act === 'previous-span') return stepSpan(work, control, -1);
  return act in EDGES ? moveEdge(configuration, work, control, act as keyof typeof EDGES) : undefined;
};
