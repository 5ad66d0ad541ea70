import { orderResult, verifyResult } from '../../../labeling/result.ts';
import type { Bench, BrokenReason } from '../data/work.ts';
import { missingControl } from './answers.ts';
import { createDesk, type Desk } from './desk.ts';
import { clearSpan, spanAct, takeOption } from './edits.ts';
import type { Command } from './keys.ts';
import { caretAt, moveSelection, type Selection } from './selection.ts';
import { controlOf, type Notice, type OnBench, type SittingState } from './sitting-state.ts';

export interface SittingOptions {
  readonly bench: Bench;
  /** Called after each change of state, with what the person is told. */
  readonly changed: (state: SittingState, notice: Notice | undefined) => void;
  /** Does a digit that answers the only question also submit? */
  readonly answerSubmits: () => boolean;
}

/** One person's work at one bench: what is shown, what a key does, what can be taken back. No DOM. */
export interface Sitting {
  state(): SittingState;
  /** Shows this item, else the first one, or the next one after a failure. */
  start(item?: string): Promise<void>;
  run(command: Command): Promise<void>;
  select(selection: Selection): void;
  focusQuestion(at: number): void;
  focusSpan(at: number): void;
  submit(): Promise<void>;
  report(reason: BrokenReason): Promise<void>;
  skip(): Promise<void>;
  /** Opens an item of the batch again, to correct it. */
  goTo(item: string): Promise<void>;
  undoable(): number;
}

const submitWork = async (desk: Desk, work: OnBench): Promise<void> => {
  const { bench, stack } = desk;
  const { configuration } = bench.lot;
  const missing = missingControl(configuration, work.answers);
  if (missing !== undefined) {
    const question = configuration.controls.indexOf(missing);
    desk.set({ phase: 'working', work: { ...work, question } });
    return desk.tell('answer-missing', { control: missing.title ?? missing.name });
  }
  const result = orderResult(configuration, work.answers);
  verifyResult(configuration, work.item.text, result);
  await bench.submit(work.item.id, result);
  stack.push({ kind: 'submit', item: work.item.id, result });
  return desk.showNext();
};

const undo = async (desk: Desk): Promise<void> => {
  const step = desk.stack.undo();
  if (step === undefined) return desk.tell('nothing-to-undo');
  try {
    if (step.kind === 'submit') return await desk.open(step.item, (await desk.bench.takeBack(step.item)) ? 'taken-back' : 'will-supersede');
    await desk.open(step.item, 'went-to');
    return desk.setAnswers(step.before);
  } catch (error) {
    desk.stack.redo();
    throw error;
  }
};

const redo = async (desk: Desk): Promise<void> => {
  const step = desk.stack.redo();
  if (step === undefined) return desk.tell('nothing-to-redo');
  try {
    await desk.open(step.item, 'went-to');
    if (step.kind === 'edit') return desk.setAnswers(step.after);
    await desk.bench.submit(step.item, step.result);
  } catch (error) {
    desk.stack.undo();
    throw error;
  }
  return desk.showNext();
};

/** Leaves the item in front for good and shows the next one. */
const leave = async (desk: Desk, how: (item: string) => Promise<void>): Promise<void> => {
  const work = desk.working();
  if (work === undefined) return;
  await how(work.item.id);
  await desk.showNext();
};

const runOption = async (desk: Desk, work: OnBench, at: number, answerSubmits: boolean): Promise<void> => {
  const { configuration } = desk.bench.lot;
  const control = controlOf(configuration, work);
  const done = desk.apply(work, takeOption(configuration, work, at));
  const only = configuration.controls.length === 1 && control?.kind === 'choices' && !control.multiple;
  const answered = desk.working();
  if (done && only && answerSubmits && answered !== undefined) await desk.once(() => submitWork(desk, answered));
};

const runAct = async (desk: Desk, { act }: Extract<Command, { kind: 'act' }>): Promise<void> => {
  if (act === 'undo') return desk.once(() => undo(desk));
  if (act === 'redo') return desk.once(() => redo(desk));
  const work = desk.working();
  if (work === undefined) return undefined;
  if (act === 'submit') return desk.once(() => submitWork(desk, work));
  if (act === 'skip') return desk.once(() => leave(desk, (item) => desk.bench.skip(item)));
  const edit = spanAct(desk.bench.lot.configuration, work, act);
  if (edit !== undefined) desk.apply(work, edit);
  return undefined;
};

export const createSitting = ({ bench, changed, answerSubmits }: SittingOptions): Sitting => {
  const desk = createDesk(bench, changed);
  /** Moves about in the item in front, without changing an answer. */
  const look = (move: (work: OnBench) => OnBench): void => {
    const work = desk.working();
    if (work !== undefined) desk.set({ phase: 'working', work: move(work) });
  };
  return {
    state: () => desk.state(),
    start: (item) => desk.once(() => (item === undefined ? desk.showNext() : desk.open(item, 'went-to'))),
    run: async (command) => {
      const work = desk.working();
      if (command.kind === 'act') await runAct(desk, command);
      else if (command.kind === 'option' && work !== undefined) await runOption(desk, work, command.at, answerSubmits());
      else if (command.kind === 'caret')
        look((at) => ({
          ...clearSpan(at),
          selection: moveSelection(at.selection, at.index, command.direction, command.by, command.extend),
        }));
    },
    select: (selection) => look((work) => ({ ...clearSpan(work), selection })),
    focusQuestion: (question) => look((work) => (work.question === question ? work : { ...clearSpan(work), question })),
    focusSpan: (span) => look((work) => ({ ...work, span, selection: caretAt(work.selection.head) })),
    submit: () => runAct(desk, { kind: 'act', act: 'submit' }),
    report: (reason) => desk.once(() => leave(desk, (item) => bench.report(item, reason))),
    skip: () => runAct(desk, { kind: 'act', act: 'skip' }),
    goTo: (item) => desk.once(() => desk.open(item, 'went-to')),
    undoable: () => desk.stack.undoable,
  };
};
