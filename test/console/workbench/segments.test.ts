import { expect } from 'chai';
import fc from 'fast-check';
import { LANES, segmentsOf, withLanes } from '../../../console/src/workbench/segments.ts';

describe('segments of a labelled text', () => {
  it('cuts the text at the edges of spans and at the caret', () => {
    const spans = withLanes([{ start: 2, end: 4 }]);
    expect(segmentsOf({ start: 0, end: 6 }, spans, [3])).to.deep.equal([
      { start: 0, end: 2, over: [], begins: [], ends: [] },
      { start: 2, end: 3, over: [0], begins: [0], ends: [] },
      { start: 3, end: 4, over: [0], begins: [], ends: [0] },
      { start: 4, end: 6, over: [], begins: [], ends: [] },
    ]);
  });

  it('stacks overlapping spans on at most three lines', () => {
    const spans = withLanes([
      { start: 0, end: 9 },
      { start: 1, end: 4 },
      { start: 2, end: 6 },
      { start: 3, end: 5 },
      { start: 6, end: 8 },
    ]);
    expect(spans.map(({ lane }) => lane)).to.deep.equal([0, 1, 2, LANES - 1, 1]);
  });

  it('covers the text once, without a gap', () => {
    const span = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }));
    fc.assert(
      fc.property(fc.array(span), fc.array(fc.nat(30)), (spans, cuts) => {
        const length = 22;
        const segments = segmentsOf({ start: 0, end: length }, withLanes(spans), cuts);
        expect(segments.map(({ start, end }) => end - start).reduce((sum, part) => sum + part, 0)).to.equal(length);
        for (const [at, { start }] of segments.entries()) expect(start).to.equal(segments[at - 1]?.end ?? 0);
        for (const segment of segments)
          for (const [id, { start, end }] of spans.entries())
            expect(segment.over.includes(id)).to.equal(start <= segment.start && segment.end <= end);
      }),
    );
  });
});
