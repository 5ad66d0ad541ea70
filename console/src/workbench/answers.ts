import type { ChoicesControl, Configuration, Control, LabelsControl } from '../../../labeling/configuration-model.ts';
import type { Span, TextIndex } from '../../../labeling/offsets.ts';
import type { Answer, LabelsAnswer, Result } from '../../../labeling/result.ts';

/** Edits of one item's answers; each gives a new result and leaves the old one for the undo stack. */

export const choicesOf = (result: Result, control: ChoicesControl): readonly string[] => {
  const answer = result.find(({ from_name: from }) => from === control.name);
  return answer?.type === 'choices' ? answer.value.choices : [];
};

/** Chooses a value, or takes it back where several may stand. */
export const choose = (result: Result, control: ChoicesControl, value: string): Result => {
  const chosen = choicesOf(result, control);
  const others = result.filter(({ from_name: from }) => from !== control.name);
  const next = control.multiple ? (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]) : [value];
  const answer: Answer = { type: 'choices', from_name: control.name, to_name: control.toName, value: { choices: [...next] } };
  return next.length === 0 ? others : [...others, answer];
};

const isSpanOf =
  (control: LabelsControl) =>
  (answer: Answer): answer is LabelsAnswer =>
    answer.type === 'labels' && answer.from_name === control.name;

/** The spans of a control by their place in the text. */
export const spansOf = (result: Result, control: LabelsControl): readonly LabelsAnswer[] =>
  result.filter(isSpanOf(control)).toSorted((a, b) => a.value.start - b.value.start || a.value.end - b.value.end);

const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** May this span stand beside the others (all but `except`)? */
export const fits = (result: Result, control: LabelsControl, span: Span, label: string, except?: LabelsAnswer): boolean =>
  span.start < span.end &&
  spansOf(result, control)
    .filter((other) => other !== except)
    .every(({ value }) =>
      control.overlap ? value.start !== span.start || value.end !== span.end || value.labels[0] !== label : !overlaps(value, span),
    );

export const toSpan = (control: LabelsControl, { start, end }: Span, label: string): LabelsAnswer => ({
  type: 'labels',
  from_name: control.name,
  to_name: control.toName,
  value: { start, end, labels: [label] },
});

/** A new labelled span; undefined when it may not stand there. */
export const addSpan = (result: Result, control: LabelsControl, span: Span, label: string): Result | undefined =>
  fits(result, control, span, label) ? [...result, toSpan(control, span, label)] : undefined;

export const replaceSpan = (result: Result, old: LabelsAnswer, fresh: LabelsAnswer): Result =>
  result.map((answer) => (answer === old ? fresh : answer));

export const removeSpan = (result: Result, old: LabelsAnswer): Result => result.filter((answer) => answer !== old);

/** The span with one edge moved by a cluster; undefined when it would vanish or meet another. */
export const movedEdge = (
  result: Result,
  control: LabelsControl,
  old: LabelsAnswer,
  index: TextIndex,
  edge: 'start' | 'end',
  direction: -1 | 1,
): LabelsAnswer | undefined => {
  const moved = { start: old.value.start, end: old.value.end, [edge]: index.step(old.value[edge], direction, 'grapheme') };
  const label = old.value.labels[0] ?? '';
  return fits(result, control, moved, label, old) ? toSpan(control, moved, label) : undefined;
};

/** The first required question without an answer. */
export const missingControl = (configuration: Configuration, result: Result): Control | undefined =>
  configuration.controls.find(({ name, required }) => required && !result.some(({ from_name: from }) => from === name));
