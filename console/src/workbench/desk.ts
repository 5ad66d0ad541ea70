import { DomainError } from '../../../common/errors.ts';
import { createTextIndex } from '../../../labeling/offsets.ts';
import type { Result } from '../../../labeling/result.ts';
import type { Bench, BenchItem } from '../data/work.ts';
import { clearSpan, type Edit } from './edits.ts';
import { freshWork, type Notice, type OnBench, type SittingState } from './sitting-state.ts';
import { createUndoStack, type UndoStack } from './undo.ts';

export type Step =
  | { readonly kind: 'edit'; readonly item: string; readonly before: Result; readonly after: Result }
  | { readonly kind: 'submit'; readonly item: string; readonly result: Result };

/** The item in front of the person, the items left aside, and what can be taken back. */
export interface Desk {
  readonly bench: Bench;
  readonly stack: UndoStack<Step>;
  state(): SittingState;
  working(): OnBench | undefined;
  set(state: SittingState, notice?: Notice): void;
  /** Says something about the item in front. */
  tell(code: Notice['code'], named?: Notice['named']): void;
  /** Runs one asynchronous act; another one meanwhile is dropped, never queued onto another item. */
  once(act: () => Promise<void>): Promise<void>;
  showNext(): Promise<void>;
  /** Puts an item in front and sets the current one aside. */
  open(item: string, code: Notice['code']): Promise<void>;
  apply(work: OnBench, edit: Edit): boolean;
  setAnswers(answers: Result): void;
}

const failedState = (error: unknown, work: OnBench | undefined): SittingState => {
  if (work !== undefined) return { phase: 'working', work, error };
  if (!(error instanceof DomainError) || error.code !== 'nothing-free') return { phase: 'failed', error };
  const { freeAt } = error.details;
  return typeof freeAt === 'number' ? { phase: 'empty', freeAt } : { phase: 'empty' };
};

/** One asynchronous act at a time. */
const createGate = (failed: (error: unknown) => void): Desk['once'] => {
  let busy = false;
  return async (act) => {
    if (busy) return;
    busy = true;
    try {
      await act();
    } catch (error) {
      failed(error);
    } finally {
      busy = false;
    }
  };
};

export const createDesk = (bench: Bench, changed: (state: SittingState, notice: Notice | undefined) => void): Desk => {
  const stack = createUndoStack<Step>();
  // Items under a living lease that were left for another one.
  const aside = new Map<string, BenchItem>();
  let state: SittingState = { phase: 'opening' };
  const set: Desk['set'] = (next, notice) => {
    state = next;
    changed(state, notice);
  };
  const working = (): OnBench | undefined => (state.phase === 'working' ? state.work : undefined);
  const show = (item: BenchItem, notice?: Notice): void => {
    aside.delete(item.id);
    set({ phase: 'working', work: freshWork(item, createTextIndex(item.text)) }, notice);
  };
  // A draft that could not be kept costs at most this draft: what is submitted is stored before the item leaves the bench.
  const keepDraft = ({ item, answers }: OnBench): void => void bench.saveDraft(item.id, answers).catch(() => undefined);
  return {
    bench,
    stack,
    state: () => state,
    working,
    set,
    tell: (code, named = {}) => set(state, { code, named }),
    once: createGate((error) => set(failedState(error, working()))),
    showNext: async () => {
      set({ phase: 'opening' });
      const [left] = aside.values();
      show(left ?? (await bench.next()));
    },
    open: async (item, code) => {
      const work = working();
      if (work?.item.id === item) return;
      const found = aside.get(item) ?? (await bench.reopen(item));
      if (work !== undefined) aside.set(work.item.id, { ...work.item, draft: work.answers });
      show(found, { code, named: { row: found.row } });
    },
    apply: (work, edit) => {
      if ('refused' in edit) {
        set({ phase: 'working', work }, edit.refused);
        return false;
      }
      if (edit.work.answers !== work.answers) {
        stack.push({ kind: 'edit', item: work.item.id, before: work.answers, after: edit.work.answers });
        keepDraft(edit.work);
      }
      set({ phase: 'working', work: edit.work }, edit.notice);
      return true;
    },
    setAnswers: (answers) => {
      const work = working();
      if (work === undefined) return;
      const next = { ...clearSpan(work), answers };
      set({ phase: 'working', work: next });
      keepDraft(next);
    },
  };
};
