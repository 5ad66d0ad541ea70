/** Most acts that can be taken back. */
export const UNDO_LIMIT = 200;

/** One stack of acts across all items of a sitting; a new act drops what was undone before. */
export interface UndoStack<Step> {
  push(step: Step): void;
  /** The newest act, now undone; undefined when there is none. */
  undo(): Step | undefined;
  /** The act undone last, now done again; undefined when there is none. */
  redo(): Step | undefined;
  readonly undoable: number;
  readonly redoable: number;
}

export const createUndoStack = <Step>(limit = UNDO_LIMIT): UndoStack<Step> => {
  const done: Step[] = [];
  const undone: Step[] = [];
  return {
    push: (step) => {
      done.push(step);
      if (done.length > limit) done.shift();
      undone.length = 0;
    },
    undo: () => {
      const step = done.pop();
      if (step !== undefined) undone.push(step);
      return step;
    },
    redo: () => {
      const step = undone.pop();
      if (step !== undefined) done.push(step);
      return step;
    },
    get undoable() {
      return done.length;
    },
    get redoable() {
      return undone.length;
    },
  };
};
