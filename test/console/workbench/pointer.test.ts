import { expect } from 'chai';
import { createTextIndex } from '../../../labeling/offsets.ts';
import { selectionOf, sentenceAround, type Press } from '../../../console/src/workbench/pointer.ts';
import { moveSelection } from '../../../console/src/workbench/selection.ts';

const TEXT = '🚧𠮷野家2人报修。请尽快处理🙏谢谢';
const index = createTextIndex(TEXT);
const press = (from: number, to: number, clicks = 1, extend = false): Press => ({ from, to, clicks, extend });
const CARET = { anchor: 1, head: 1 };

describe('the mouse over the text', () => {
  it('selects what is dragged over, in either direction, in code points', () => {
    expect(selectionOf(index, press(4, 6), CARET)).to.deep.equal({ anchor: 2, head: 4 });
    expect(selectionOf(index, press(6, 4), CARET)).to.deep.equal({ anchor: 4, head: 2 });
  });
  it('never cuts a character of two halves', () => expect(selectionOf(index, press(3, 5), CARET)).to.deep.equal({ anchor: 1, head: 3 }));
  it('sets the caret with a click', () => expect(selectionOf(index, press(4, 4), CARET)).to.deep.equal({ anchor: 2, head: 2 }));
  it('extends from where the selection began with Shift', () =>
    expect(selectionOf(index, press(6, 6, 1, true), CARET)).to.deep.equal({ anchor: 1, head: 4 }));
  it('takes the word with two clicks and the sentence with three', () => {
    const at = TEXT.indexOf('处理');
    const word = selectionOf(index, press(at, at + 2, 2), CARET);
    expect(index.slice({ start: word.anchor, end: word.head })).to.equal('处理');
    const sentence = sentenceAround(index, word);
    expect(index.slice({ start: sentence.anchor, end: sentence.head })).to.equal('请尽快处理🙏谢谢');
  });
});

describe('the keyboard in the text', () => {
  it('lets a selection fall together at the edge that it moves to', () => {
    const selection = { anchor: 5, head: 2 };
    expect(moveSelection(selection, index, 1, 'grapheme', false)).to.deep.equal({ anchor: 5, head: 5 });
    expect(moveSelection(selection, index, -1, 'grapheme', false)).to.deep.equal({ anchor: 2, head: 2 });
  });
  it('extends and shrinks from the anchor', () => {
    const wider = moveSelection({ anchor: 1, head: 2 }, index, 1, 'grapheme', true);
    expect(wider).to.deep.equal({ anchor: 1, head: 3 });
    expect(moveSelection(wider, index, -1, 'grapheme', true)).to.deep.equal({ anchor: 1, head: 2 });
  });
  it('stops at both ends', () => {
    expect(moveSelection({ anchor: 0, head: 0 }, index, -1, 'word', true)).to.deep.equal({ anchor: 0, head: 0 });
    expect(moveSelection({ anchor: index.length, head: index.length }, index, 1, 'word', true).head).to.equal(index.length);
  });
});
