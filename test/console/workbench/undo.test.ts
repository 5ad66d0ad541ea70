import { expect } from 'chai';
import fc from 'fast-check';
import { createUndoStack, UNDO_LIMIT } from '../../../console/src/workbench/undo.ts';

describe('undo stack', () => {
  it('takes acts back newest first and does them again', () => {
    const stack = createUndoStack<string>();
    for (const step of ['a', 'b', 'c']) stack.push(step);
    expect([stack.undo(), stack.undo(), stack.redo(), stack.undo(), stack.undo(), stack.undo()]).to.deep.equal([
      'c',
      'b',
      'b',
      'b',
      'a',
      undefined,
    ]);
    expect([stack.redo(), stack.redo(), stack.redo(), stack.redo()]).to.deep.equal(['a', 'b', 'c', undefined]);
  });

  it('drops what was undone once something new is done', () => {
    const stack = createUndoStack<string>();
    stack.push('a');
    stack.undo();
    stack.push('b');
    expect([stack.redo(), stack.undoable]).to.deep.equal([undefined, 1]);
  });

  it('keeps the newest 200', () => {
    const stack = createUndoStack<number>();
    for (let step = 0; step < 250; step += 1) stack.push(step);
    const undone: (number | undefined)[] = [];
    for (let step = stack.undo(); step !== undefined; step = stack.undo()) undone.push(step);
    expect(undone.length).to.equal(UNDO_LIMIT);
    expect(undone.at(-1)).to.equal(50);
  });

  it('agrees with a list and a mark in it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(9), fc.constantFrom('undo' as const, 'redo' as const))), (acts) => {
        const stack = createUndoStack<number>(5);
        let list: number[] = [];
        let mark = 0;
        for (const one of acts) {
          if (one === 'undo') {
            expect(stack.undo()).to.equal(mark > 0 ? list[mark - 1] : undefined);
            mark = Math.max(0, mark - 1);
          } else if (one === 'redo') {
            expect(stack.redo()).to.equal(list[mark]);
            mark = Math.min(list.length, mark + 1);
          } else {
            stack.push(one);
            list = [...list.slice(0, mark), one].slice(-5);
            mark = list.length;
          }
        }
      }),
    );
  });
});
