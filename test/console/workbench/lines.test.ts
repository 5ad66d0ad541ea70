import { expect } from 'chai';
import fc from 'fast-check';
import { createTextIndex } from '../../../labeling/offsets.ts';
import { linesOf, looksOf, type CanvasSpan } from '../../../console/src/workbench/lines.ts';
import { withLanes } from '../../../console/src/workbench/segments.ts';
import { caretAt } from '../../../console/src/workbench/selection.ts';

const linesIn = (text: string): readonly string[] => {
  const index = createTextIndex(text);
  return linesOf(text, index).map((line) => index.slice(line));
};
const span = (start: number, end: number, focused = false): CanvasSpan => ({
  name: `${start}-${end}`,
  start,
  end,
  hue: 0,
  digit: '1',
  focused,
});

describe('lines of a labelled text', () => {
  it('end with their break, which is part of the text; behind the last break there is an empty one', () => {
    expect(linesIn('a𠮷\r\n\r\nb\n')).to.deep.equal(['a𠮷\r\n', '\r\n', 'b\n', '']);
    expect(linesIn('')).to.deep.equal(['']);
  });

  it('are the text, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('\n', '\r\n', '\r', '😀')), (one, others) => {
        const text = others.reduce((all, part) => all + part + one, '');
        expect(linesIn(text).join('')).to.equal(text);
      }),
    );
  });

  it('show the caret once: behind a break on the next line, at the end on the last one', () => {
    const text = 'ab\ncd\n';
    const lines = linesOf(text, createTextIndex(text));
    for (const [at, line] of [0, 0, 0, 1, 1, 1, 2].entries())
      expect(
        looksOf(lines, [], caretAt(at)).map(({ caret }) => caret !== undefined),
        `${at}`,
      ).to.deep.equal([0, 1, 2].map((one) => one === line));
  });

  it('show of the selection and of spans what lies on them', () => {
    const text = 'ab\ncd\nef';
    const looks = looksOf(linesOf(text, createTextIndex(text)), withLanes([span(1, 4)]), { anchor: 4, head: 1 });
    expect(looks.map(({ chosen }) => chosen)).to.deep.equal([{ start: 1, end: 3 }, { start: 3, end: 4 }, undefined]);
    expect(looks.map(({ spans }) => spans.length)).to.deep.equal([1, 1, 0]);
    expect(looks.every(({ caret }) => caret === undefined)).to.equal(true);
  });

  it('stay the same objects while nothing on them changes', () => {
    const text = 'ab\ncd\nef\ngh';
    const lines = linesOf(text, createTextIndex(text));
    const before = looksOf(lines, withLanes([span(0, 1), span(6, 8)]), caretAt(4));
    const isKept = (spans: readonly CanvasSpan[], at: number): readonly boolean[] =>
      looksOf(lines, withLanes(spans), caretAt(at), before).map((look, line) => look === before[line]);
    expect(isKept([span(0, 1), span(6, 8)], 4)).to.deep.equal([true, true, true, true]);
    expect(isKept([span(0, 1), span(6, 8)], 10)).to.deep.equal([true, false, true, false]);
    expect(isKept([span(0, 1), span(0, 2), span(6, 8)], 4)).to.deep.equal([false, true, true, true]);
    expect(isKept([span(0, 1), span(6, 8, true)], 4)).to.deep.equal([true, true, false, true]);
    expect(isKept([span(6, 8)], 4)).to.deep.equal([false, true, true, true]);
  });
});
