import { expect } from 'chai';
import { spanAgreement, spanOverlap, type LabeledSpan } from '../../../labeling/agreement/spans.ts';
import { readVectorJson } from '../../support/vectors.ts';

const REFERENCE = readVectorJson<{
  readonly span_f1: {
    readonly y_true: readonly (readonly string[])[];
    readonly y_pred: readonly (readonly string[])[];
    readonly micro_f1: number;
    readonly macro_f1: number;
    readonly per_type: Readonly<Record<string, number>>;
  };
  readonly span_iou_1d: readonly { readonly a: readonly [number, number]; readonly b: readonly [number, number]; readonly iou: number }[];
}>('agreement/reference-boxes-spans.json');

/** Spans of tokens from tags that begin with B- and go on with I-. */
const toSpans = (tags: readonly string[]): readonly LabeledSpan[] => {
  const spans: { start: number; end: number; label: string }[] = [];
  for (const [at, tag] of tags.entries()) {
    if (tag.startsWith('B-')) spans.push({ start: at, end: at + 1, label: tag.slice(2) });
    const last = spans.at(-1);
    if (tag.startsWith('I-') && last !== undefined) last.end = at + 1;
  }
  return spans;
};

describe('agreement of spans', () => {
  it('has the reference values', () => {
    const { y_true: truth, y_pred: other, micro_f1: micro, macro_f1: macro, per_type: perType } = REFERENCE.span_f1;
    const found = spanAgreement(truth.map((tags, at) => ({ wanted: toSpans(tags), found: toSpans(other[at] ?? []) })));
    expect(found.micro.f1).to.equal(micro);
    expect(found.macroF1).to.equal(macro);
    expect(Object.fromEntries([...found.byLabel].map(([label, { f1 }]) => [label, f1]))).to.deep.equal(perType);
  });

  it('counts a span once, and neither another edge nor another label', () => {
    const span = { start: 2, end: 5, label: 'who' };
    const compare = (wanted: readonly LabeledSpan[], found: readonly LabeledSpan[]) => spanAgreement([{ wanted, found }]).micro;
    expect(compare([span], [span, span])).to.deep.equal({ precision: 0.5, recall: 1, f1: 2 / 3 });
    for (const other of [
      { ...span, end: 6 },
      { ...span, start: 1 },
      { ...span, label: 'when' },
    ])
      expect(compare([span], [other])).to.deep.equal({ precision: 0, recall: 0, f1: 0 });
    expect(compare([], [])).to.deep.equal({ precision: 0, recall: 0, f1: 0 });
  });

  it('does not match a span with one of another text', () => {
    const span = { start: 0, end: 1, label: 'who' };
    expect(
      spanAgreement([
        { wanted: [span], found: [] },
        { wanted: [], found: [span] },
      ]).micro.f1,
    ).to.equal(0);
  });

  it('measures how much two stretches share', () => {
    for (const { a, b, iou } of REFERENCE.span_iou_1d)
      expect(spanOverlap({ start: a[0], end: a[1] }, { start: b[0], end: b[1] })).to.be.closeTo(iou, 1e-12);
    expect(spanOverlap({ start: 3, end: 3 }, { start: 3, end: 3 })).to.equal(0);
  });
});
