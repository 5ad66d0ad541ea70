import { expect } from 'chai';
import fc from 'fast-check';
import { KINDS, type Candidate, type Kind } from '../../../policies/classification/finding.ts';
import { resolveOverlaps } from '../../../policies/classification/overlaps.ts';

/** Check of every candidate here: the rule does not look at it. */
const check = 'number-range' as const;
const at = (kind: Kind, start: number, end: number): Candidate => ({ kind, check, start, end });
const lengthOf = ({ start, end }: Candidate): number => end - start;
const overlaps = (a: Candidate, b: Candidate): boolean => a.start < b.end && b.start < a.end;

/** The rule as its docstring says it. */
const isStronger = (a: Candidate, b: Candidate): boolean => {
  if (lengthOf(a) !== lengthOf(b)) return lengthOf(a) > lengthOf(b);
  if (a.start !== b.start) return a.start < b.start;
  return KINDS.indexOf(a.kind) < KINDS.indexOf(b.kind);
};

const candidate = fc
  .record({ kind: fc.constantFrom(...KINDS), start: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) })
  .map(({ kind, start, length }) => at(kind, start, start + length));
const candidates = fc.uniqueArray(candidate, { maxLength: 14, selector: ({ kind, start, end }) => `${kind} ${start} ${end}` });
/** Candidates, and the same ones in another order. */
const shuffled = candidates.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));

describe('the one rule for overlapping findings', () => {
  const email = at('email', 4, 24);
  const mobile = at('mobile', 4, 15);
  const name = at('name', 2, 13);
  const landline = at('landline', 4, 15);

  it('lets the longer one stand', () => expect(resolveOverlaps([mobile, email])).to.deep.equal([email]));
  it('lets that of two equally long ones stand which begins first', () => expect(resolveOverlaps([mobile, name])).to.deep.equal([name]));
  it('lets that kind stand for the same stretch which comes first in the list', () =>
    expect(resolveOverlaps([landline, mobile])).to.deep.equal([mobile]));

  it('lets a shorter one stand that only touches one that fell', () => {
    // The middle falls to the first; what it alone hung together with the first stays.
    const [first, middle, last] = [at('address', 0, 10), at('name', 8, 16), at('mobile', 14, 20)];
    expect(resolveOverlaps([last, middle, first])).to.deep.equal([first, last]);
  });

  it('leaves neighbours alone: an end is exclusive', () => {
    const [before, behind] = [at('name', 0, 3), at('mobile', 3, 14)];
    expect(resolveOverlaps([behind, before])).to.deep.equal([before, behind]);
    expect(resolveOverlaps([])).to.deep.equal([]);
  });

  it('has an outcome that does not depend on the order of the findings', () => {
    fc.assert(
      fc.property(shuffled, ([some, others]) => {
        expect(resolveOverlaps(others)).to.deep.equal(resolveOverlaps(some));
      }),
    );
  });

  it('gives some of what it was given, disjoint and in the order of the text', () => {
    fc.assert(
      fc.property(candidates, (some) => {
        const standing = resolveOverlaps(some);
        expect(some).to.include.members(standing);
        for (const [place, one] of standing.slice(1).entries()) expect(one.start).to.be.at.least(standing[place]?.end ?? Infinity);
      }),
    );
  });

  it('lets nothing fall but to a stronger one that stands', () => {
    fc.assert(
      fc.property(candidates, (some) => {
        const standing = resolveOverlaps(some);
        for (const one of some.filter((other) => !standing.includes(other)))
          expect(standing.some((other) => overlaps(one, other) && isStronger(other, one))).to.equal(true);
      }),
    );
  });
});
