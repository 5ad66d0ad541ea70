import { z } from 'zod';
import type { ChoicesControl, Configuration, Control, LabelsControl } from './configuration-model.ts';
import { fail } from './errors.ts';

export const ANSWERS_LIMIT = 2000;
const OFFSET_LIMIT = 10_000_000;

const name = z.string().min(1).max(64);
const words = z.string().min(1).max(400);

/** Answer to a question about the whole text, with the members of a Label Studio result that decide anything. */
export const choicesAnswerSchema = z.strictObject({
  type: z.literal('choices'),
  from_name: name,
  to_name: name,
  value: z.strictObject({ choices: z.array(words).min(1).max(200) }),
});

/** One labelled span: Unicode code points of the delivered text, end exclusive. */
export const labelsAnswerSchema = z.strictObject({
  type: z.literal('labels'),
  from_name: name,
  to_name: name,
  value: z.strictObject({
    start: z.int().min(0).max(OFFSET_LIMIT),
    end: z.int().min(0).max(OFFSET_LIMIT),
    labels: z.array(words).min(1).max(1),
  }),
});

export const answerSchema = z.discriminatedUnion('type', [choicesAnswerSchema, labelsAnswerSchema]);

/** All answers about one item; it quotes no text, so it stays true whoever may read the item. */
export const resultSchema = z.array(answerSchema).max(ANSWERS_LIMIT);

export type ChoicesAnswer = Readonly<z.infer<typeof choicesAnswerSchema>>;
export type LabelsAnswer = Readonly<z.infer<typeof labelsAnswerSchema>>;
export type Answer = ChoicesAnswer | LabelsAnswer;
export type Result = readonly Answer[];

/** Reads a result from untrusted JSON. @throws DomainError `result-malformed` */
export const parseResult = (value: unknown): Result => {
  const parsed = resultSchema.safeParse(value);
  return parsed.success
    ? parsed.data
    : fail('result-malformed', { issues: parsed.error.issues.map(({ path, code }) => ({ path: path.join('/'), code })) });
};

const verifyChoices = (control: ChoicesControl, { value: { choices } }: ChoicesAnswer, at: number): void => {
  const known = control.options.map((option) => option.value);
  for (const choice of choices) if (!known.includes(choice)) fail('choice-unknown', { at, control: control.name, choice });
  if (new Set(choices).size !== choices.length) fail('choice-repeated', { at, control: control.name });
  if (!control.multiple && choices.length > 1) fail('choices-too-many', { at, control: control.name });
};

const verifyLabels = (control: LabelsControl, { value: { start, end, labels } }: LabelsAnswer, length: number, at: number): void => {
  if (start < 0 || end > length || start > length) fail('offset-outside-text', { at, start, end, length });
  if (start >= end) fail('span-empty', { at, start, end });
  const known = control.options.map((option) => option.value);
  for (const label of labels) if (!known.includes(label)) fail('label-unknown', { at, control: control.name, label });
};

/** Spans of one control: no two alike, and no shared character unless the task says so. */
const verifySpans = (control: LabelsControl, spans: readonly LabelsAnswer[]): void => {
  const sorted = spans.map(({ value }) => value).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const seen = new Set<string>();
  let reach = 0;
  for (const { start, end, labels } of sorted) {
    const key = `${start} ${end} ${labels.join(' ')}`;
    if (seen.has(key)) fail('label-repeated', { control: control.name, start, end });
    seen.add(key);
    if (!control.overlap && start < reach) fail('span-overlap', { control: control.name, start, end });
    reach = Math.max(reach, end);
  }
};

const verifyControl = (control: Control, answers: Result): void => {
  const own = answers.filter(({ from_name: from }) => from === control.name);
  if (control.required && own.length === 0) fail('answer-missing', { control: control.name });
  if (control.kind === 'choices' && own.length > 1) fail('answer-repeated', { control: control.name });
  if (control.kind === 'labels')
    verifySpans(
      control,
      own.filter((answer) => answer.type === 'labels'),
    );
};

/**
 * Checks a result against what was asked and the text exactly as delivered.
 * @throws DomainError `target-unknown`, `control-unknown`, `answer-type-mismatch`, `choice-unknown`, `choice-repeated`, `choices-too-many`,
 * `offset-outside-text`, `span-empty`, `label-unknown`, `label-repeated`, `span-overlap`, `answer-repeated`,
 * `answer-missing`, `result-too-long`; `at` is the index of the answer
 */
export const verifyResult = (configuration: Configuration, text: string, result: Result): void => {
  if (result.length > ANSWERS_LIMIT) fail('result-too-long', { limit: ANSWERS_LIMIT });
  const { length } = Array.from(text);
  for (const [at, answer] of result.entries()) {
    const control = configuration.controls.find((candidate) => candidate.name === answer.from_name);
    if (answer.to_name !== configuration.text.name) fail('target-unknown', { at, target: answer.to_name });
    else if (control === undefined) fail('control-unknown', { at, control: answer.from_name });
    else if (control.kind === 'choices' && answer.type === 'choices') verifyChoices(control, answer, at);
    else if (control.kind === 'labels' && answer.type === 'labels') verifyLabels(control, answer, length, at);
    else fail('answer-type-mismatch', { at, control: control.name, type: answer.type });
  }
  for (const control of configuration.controls) verifyControl(control, result);
};

const rankOf = (names: readonly string[], value: string): number => {
  const rank = names.indexOf(value);
  return rank < 0 ? names.length : rank;
};

/** The one order in which equal work is written: by control, then by start, end and label; choices as the task lists them. */
export const orderResult = (configuration: Configuration, result: Result): Result => {
  const controls = configuration.controls.map((control) => control.name);
  const optionsOf = (from: string): readonly string[] =>
    configuration.controls.find((control) => control.name === from)?.options.map((option) => option.value) ?? [];
  const startOf = (answer: Answer): number => (answer.type === 'labels' ? answer.value.start : -1);
  const endOf = (answer: Answer): number => (answer.type === 'labels' ? answer.value.end : -1);
  const labelOf = (answer: Answer): number =>
    answer.type === 'labels' ? rankOf(optionsOf(answer.from_name), answer.value.labels[0] ?? '') : -1;
  return result
    .map((answer) => {
      if (answer.type === 'labels') return answer;
      const options = optionsOf(answer.from_name);
      return { ...answer, value: { choices: answer.value.choices.toSorted((a, b) => rankOf(options, a) - rankOf(options, b)) } };
    })
    .toSorted(
      (a, b) =>
        rankOf(controls, a.from_name) - rankOf(controls, b.from_name) ||
        startOf(a) - startOf(b) ||
        endOf(a) - endOf(b) ||
        labelOf(a) - labelOf(b),
    );
};
