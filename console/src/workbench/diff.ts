import type { Configuration, Control } from '../../../labeling/configuration-model.ts';
import type { Result } from '../../../labeling/result.ts';
import { choicesOf, spansOf } from './answers.ts';

export type Change = 'kept' | 'removed' | 'added';

/** One answer of two versions of a label. */
export interface DiffLine {
  /** The same for the same answer. */
  readonly name: string;
  readonly change: Change;
  readonly control: Control;
  /** Place of the option in its question. */
  readonly option: number;
  /** Of a span, in code points. */
  readonly span?: { readonly start: number; readonly end: number };
}

type Line = Omit<DiffLine, 'change'>;

const placeOf = ({ options }: Control, wanted: string | undefined): number => options.findIndex(({ value }) => value === wanted);

const linesOf = (control: Control, result: Result): readonly Line[] => {
  const toLine = (option: number, rest: Pick<Line, 'span'> = {}): Line => {
    const { start = '', end = '' } = rest.span ?? {};
    return { name: `${control.name} ${start}-${end} ${option}`, control, option, ...rest };
  };
  if (control.kind === 'choices') return choicesOf(result, control).map((choice) => toLine(placeOf(control, choice)));
  return spansOf(result, control).map(({ value: { start, end, labels } }) => toLine(placeOf(control, labels[0]), { span: { start, end } }));
};

const diffIn = (control: Control, before: Result, after: Result): readonly DiffLine[] => {
  const [old, fresh] = [linesOf(control, before), linesOf(control, after)];
  const has = (lines: readonly Line[], { name }: Line): boolean => lines.some((line) => line.name === name);
  const changed = (line: Line, change: Change): DiffLine => ({ ...line, change });
  const gone = old.filter((line) => !has(fresh, line)).map((line) => changed(line, 'removed'));
  const stands = fresh.map((line) => changed(line, has(old, line) ? 'kept' : 'added'));
  // By their place in the text, what was before what is.
  return [...gone, ...stands].toSorted((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
};

/** What is kept, removed and added between two versions of a label: question by question, spans in the order of the text. */
export const diffOf = ({ controls }: Configuration, before: Result, after: Result): readonly DiffLine[] =>
  controls.flatMap((control) => diffIn(control, before, after));
