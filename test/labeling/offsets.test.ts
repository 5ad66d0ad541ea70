import { expect } from 'chai';
import fc from 'fast-check';
import { createTextIndex } from '../../labeling/offsets.ts';
import { expectCode } from '../support/expect-code.ts';
import { readVectorJson } from '../support/vectors.ts';

const FAMILY = '👨‍👩‍👧';

describe('offsets of a text', () => {
  it('counts code points where the browser counts UTF-16 units', () => {
    const index = createTextIndex('𠮷野家2人');
    expect(index.length).to.equal(5);
    expect([index.toCodePoint(0), index.toCodePoint(2), index.toCodePoint(4)]).to.deep.equal([0, 1, 3]);
    expect(index.snap(0, 2)).to.deep.equal({ start: 0, end: 1 });
    expect(index.snap(2, 4)).to.deep.equal({ start: 1, end: 3 });
    expect(index.slice({ start: 1, end: 3 })).to.equal('野家');
  });

  it('finds the published spans behind an emoji', () => {
    const [task] = readVectorJson<{ data: { text: string } }[]>('cases/01-emoji-prefix.json');
    const text = task?.data.text ?? '';
    const index = createTextIndex(text);
    const spanOf = (words: string): unknown => index.snap(text.indexOf(words), text.indexOf(words) + words.length);
    expect(spanOf('北门桥')).to.deep.equal({ start: 8, end: 11 });
    expect(spanOf('谢谢')).to.deep.equal({ start: 22, end: 24 });
    expect(index.slice({ start: 22, end: 24 })).to.equal('谢谢');
  });

  it('refuses an offset between the halves of a pair, and outside the text', async () => {
    const index = createTextIndex('𠮷a');
    await expectCode(() => index.toCodePoint(1), 'offset-inside-character');
    for (const outside of [-1, 4, 0.5]) await expectCode(() => index.toCodePoint(outside), 'offset-outside-text');
    for (const outside of [-1, 3, 0.5]) await expectCode(() => index.toUtf16(outside), 'offset-outside-text');
  });

  it('snaps to whole clusters, never inside one', () => {
    const index = createTextIndex(`a${FAMILY}e\u0301b`);
    expect(index.snap(2, 2)).to.deep.equal({ start: 1, end: 6 });
    expect(index.snap(1 + FAMILY.length, 2 + FAMILY.length)).to.deep.equal({ start: 6, end: 8 });
    expect(index.snap(10, 2)).to.deep.equal({ start: 1, end: 8 });
  });

  it('changes nothing of the text: no normal form, line ends kept', () => {
    const text = 'e\u0301\r\n\u00e9';
    expect(createTextIndex(text).slice({ start: 0, end: 5 })).to.equal(text);
  });

  it('knows Chinese words and sentences', () => {
    const text = '到2027年，培育标杆企业。由市数据局牵头。';
    const index = createTextIndex(text);
    expect(index.slice(index.around(text.indexOf('标杆'), 'word'))).to.equal('标杆');
    expect(index.slice(index.around(text.indexOf('牵头'), 'sentence'))).to.equal('由市数据局牵头。');
    expect(index.slice(index.around(index.length, 'sentence'))).to.equal('由市数据局牵头。');
  });

  it('steps by cluster and by word, and stops at the ends', () => {
    const index = createTextIndex(`a${FAMILY}b`);
    expect([index.step(1, 1, 'grapheme'), index.step(6, -1, 'grapheme'), index.step(3, -1, 'grapheme')]).to.deep.equal([6, 1, 1]);
    expect([index.step(0, -1, 'grapheme'), index.step(7, 1, 'grapheme')]).to.deep.equal([0, 7]);
    const words = createTextIndex('培育标杆企业');
    expect([words.step(0, 1, 'word'), words.step(6, -1, 'word')]).to.deep.equal([2, 4]);
  });

  it('works on an empty text', () => {
    const index = createTextIndex('');
    expect([index.length, index.toCodePoint(0), index.step(0, 1, 'word')]).to.deep.equal([0, 0, 0]);
    expect(index.around(0, 'word')).to.deep.equal({ start: 0, end: 0 });
  });

  it('turns every code point there and back, and agrees with the string of code points', () => {
    const text = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('𠮷', FAMILY, 'e\u0301', '\r\n', '\ud800', '\udc00')));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (pieces, a, b) => {
        const whole = pieces.join('');
        const points = Array.from(whole);
        const index = createTextIndex(whole);
        expect(index.length).to.equal(points.length);
        const [start, end] = [a % (points.length + 1), b % (points.length + 1)].toSorted((x, y) => x - y) as [number, number];
        expect(index.slice({ start, end })).to.equal(points.slice(start, end).join(''));
        expect(index.toCodePoint(index.toUtf16(start))).to.equal(start);
        const snapped = index.snap(index.toUtf16(start), index.toUtf16(end));
        expect(snapped.start <= start && snapped.end >= end).to.equal(true);
        expect(index.snap(index.toUtf16(snapped.start), index.toUtf16(snapped.end))).to.deep.equal(snapped);
      }),
    );
  });
});
