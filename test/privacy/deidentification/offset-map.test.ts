import { expect } from 'chai';
import fc from 'fast-check';
import {
  parseOffsetMap,
  showsSource,
  toDeliveredOffset,
  toDeliveredSpan,
  toSourceOffset,
  toSourceSpan,
  touchesReplaced,
  type OffsetMap,
} from '../../../privacy/deidentification/offset-map.ts';
import type { Finding } from '../../../privacy/deidentification/kinds.ts';
import { expectCode } from '../../support/expect-code.ts';
import { protectAlone } from '../../support/protection.ts';

const pieces = fc.array(
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('张伟', '𠮷', '👨‍👩‍👧', 'e\u0301', '\r\n', '【姓名1】', '13800138000')),
  {
    maxLength: 12,
  },
);
const cuts = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 });

/** A text with findings anywhere, and its delivered form. */
const mapped = fc.tuple(pieces, cuts).map(([parts, places]) => {
  const source = parts.join('').toWellFormed();
  const length = Array.from(source).length;
  const findings: Finding[] = places.flatMap(([a, b]) => {
    const [start = 0, end = 0] = [a % (length + 1), b % (length + 1)].toSorted((x, y) => x - y);
    return start < end ? [{ kind: 'identifier', start, end }] : [];
  });
  const text = protectAlone(source, [{ kind: 'name', value: '张伟' }], findings).cells.at(-1)?.text;
  if (text === undefined) throw new Error('no text');
  return { source: Array.from(source), delivered: Array.from(text.text), map: text.map };
});

const every = (length: number): readonly number[] => Array.from({ length: length + 1 }, (_, at) => at);

describe('the offset map', () => {
  it('is total, monotone and within the text, both ways', () => {
    fc.assert(
      fc.property(mapped, ({ source, delivered, map }) => {
        expect([map.sourceLength, map.deliveredLength]).to.deep.equal([source.length, delivered.length]);
        for (const side of ['start', 'end'] as const) {
          const back = every(delivered.length).map((at) => toSourceOffset(map, at, side));
          const forth = every(source.length).map((at) => toDeliveredOffset(map, at, side));
          expect(back).to.deep.equal(back.toSorted((a, b) => a - b));
          expect(forth).to.deep.equal(forth.toSorted((a, b) => a - b));
          expect([back[0], back.at(-1)]).to.deep.equal([0, source.length]);
          expect([forth[0], forth.at(-1)]).to.deep.equal([0, delivered.length]);
        }
      }),
    );
  });

  it('goes there and back: exactly outside what was replaced, to all of it inside', () => {
    fc.assert(
      fc.property(mapped, fc.nat(), fc.nat(), ({ source, delivered, map }, a, b) => {
        const [start = 0, end = 0] = [a % (delivered.length + 1), b % (delivered.length + 1)].toSorted((x, y) => x - y);
        const back = toSourceSpan(map, { start, end });
        const again = toDeliveredSpan(map, back);
        expect(again.start <= start && again.end >= end).to.equal(true);
        expect(toSourceSpan(map, again)).to.deep.equal(back);
        const isWhole = map.replaced.every(([, , from, to]) => to <= start || from >= end);
        if (isWhole) {
          expect(source.slice(back.start, back.end)).to.deep.equal(delivered.slice(start, end));
          if (start < end) expect(again).to.deep.equal({ start, end });
        }
      }),
    );
  });

  it('takes a span over a part of a token for the whole value', () => {
    const map: OffsetMap = { v: 1, sourceLength: 17, deliveredLength: 11, replaced: [[3, 14, 3, 8]] };
    expect(toSourceSpan(map, { start: 4, end: 6 })).to.deep.equal({ start: 3, end: 14 });
    expect(toSourceSpan(map, { start: 8, end: 11 })).to.deep.equal({ start: 14, end: 17 });
    expect(toSourceSpan(map, { start: 0, end: 3 })).to.deep.equal({ start: 0, end: 3 });
    expect(toDeliveredSpan(map, { start: 5, end: 15 })).to.deep.equal({ start: 3, end: 9 });
  });

  it('knows what shows the source and what was put in', () => {
    const map: OffsetMap = {
      v: 1,
      sourceLength: 10,
      deliveredLength: 16,
      replaced: [
        [2, 4, 2, 7],
        [4, 6, 7, 12],
      ],
    };
    const spans = [
      [0, 2],
      [1, 3],
      [2, 7],
      [3, 5],
      [5, 8],
      [7, 13],
      [11, 12],
      [12, 14],
    ] as const;
    expect(spans.map(([start, end]) => showsSource(map, { start, end }))).to.deep.equal([
      true,
      true,
      false,
      false,
      false,
      true,
      false,
      true,
    ]);
    expect(spans.map(([start, end]) => touchesReplaced(map, { start, end }))).to.deep.equal([
      false,
      true,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  it('never cuts a cluster that was whole in the source', () => {
    const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(mapped, ({ source, delivered, map }) => {
        const edges = new Set([...segmenter.segment(source.join(''))].map(({ index }) => index).concat(source.join('').length));
        for (const [start, end] of map.replaced)
          for (const at of [start, end]) expect(edges.has(source.slice(0, at).join('').length)).to.equal(true);
        expect(delivered.join('').isWellFormed()).to.equal(true);
      }),
    );
  });

  it('refuses offsets outside either text', async () => {
    const map: OffsetMap = { v: 1, sourceLength: 2, deliveredLength: 6, replaced: [[0, 2, 0, 6]] };
    for (const outside of [-1, 7, 0.5, Number.NaN]) await expectCode(() => toSourceOffset(map, outside, 'start'), 'offset-outside-text');
    await expectCode(() => toDeliveredOffset(map, 3, 'end'), 'offset-outside-text');
  });

  it('is read again as it was kept, and refused when it is not total and monotone', async () => {
    const map = { v: 1, sourceLength: 17, deliveredLength: 11, replaced: [[3, 14, 3, 8]] };
    expect(parseOffsetMap(JSON.parse(JSON.stringify(map)))).to.deep.equal(map);
    const broken = [
      { ...map, sourceLength: 18 },
      { ...map, v: 2 },
      { ...map, more: 1 },
      { ...map, replaced: [[4, 14, 3, 8]] },
      { ...map, replaced: [[14, 3, 3, 8]] },
      { ...map, replaced: [[3, 14, 3, 3]] },
      {
        ...map,
        replaced: [
          [3, 14, 3, 8],
          [2, 15, 8, 9],
        ],
      },
      { ...map, replaced: [[3, 14, 3, -8]] },
      undefined,
    ];
    for (const value of broken) await expectCode(() => parseOffsetMap(value), 'offset-map-malformed');
  });
});
