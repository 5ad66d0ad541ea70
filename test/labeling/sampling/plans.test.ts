import { expect } from 'chai';
import { normalInspection, type QualityLimit } from '../../../labeling/sampling/normal-inspection.ts';
import { chanceOfNone, zeroDefectSize } from '../../../labeling/sampling/zero-defect.ts';
import { expectCode } from '../../support/expect-code.ts';

/** Of all sets of so many leaves, the share without one of the first `defects`. */
const shareWithout = (lot: number, defects: number, size: number): number => {
  const choose = (from: number, of: number): number => {
    let ways = 1;
    for (let at = 0; at < of; at++) ways = (ways * (from - at)) / (at + 1);
    return ways;
  };
  return choose(lot - defects, size) / choose(lot, size);
};

describe('a plan that accepts no defect', () => {
  it('knows how likely a sample holds none', () => {
    for (const [lot, defects, size] of [
      [10, 2, 3],
      [10, 0, 5],
      [41, 5, 13],
      [10, 8, 3],
    ] as const)
      expect(chanceOfNone(lot, defects, size)).to.be.closeTo(shareWithout(lot, defects, size), 1e-12);
  });

  it('asks for the smallest sample that a lot with more defects passes at most one time in twenty', () => {
    for (const lot of [1, 2, 7, 20, 41, 400, 2000])
      for (const share of [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5]) {
        const size = zeroDefectSize(lot, share);
        const defects = Math.floor(share * lot) + 1;
        expect(size).to.be.within(1, lot);
        if (size < lot) expect(chanceOfNone(lot, defects, size)).to.be.at.most(0.05);
        if (size > 1) expect(chanceOfNone(lot, defects, size - 1)).to.be.greaterThan(0.05);
      }
  });

  it('comes to the known 299 of a very large lot at one percent, and to 59 at five', () => {
    expect([zeroDefectSize(10_000_000, 0.01), zeroDefectSize(10_000_000, 0.05)]).to.deep.equal([299, 59]);
  });

  it('is refused for a share that is none', async () => {
    for (const share of [-0.1, 1, 2, NaN]) await expectCode(() => zeroDefectSize(10, share), 'sample-unfit');
    for (const lot of [0, -1, 1.5]) await expectCode(() => zeroDefectSize(lot, 0.1), 'sample-unfit');
  });
});

describe('normal inspection', () => {
  /** From GB/T 2828.1, level II: lot, limit, letter that is used, sample, acceptance number. */
  const KNOWN = [
    [1000, '1.0', 'J', 80, 2],
    [500, '2.5', 'H', 50, 3],
    [400, '1.0', 'H', 50, 1],
    [4000, '0.65', 'L', 200, 3],
    [2000, '1.5', 'K', 125, 5],
    // Arrows: up from F, down from G, down from A.
    [100, '1.0', 'E', 13, 0],
    [200, '1.0', 'H', 50, 1],
    [20, '1.0', 'E', 13, 0],
    [5, '4.0', 'B', 3, 0],
    [8, '6.5', 'A', 2, 0],
    // Above the plan that accepts 21 its own is used.
    [600_000, '6.5', 'L', 200, 21],
    [600_000, '1.0', 'Q', 1250, 21],
  ] as const;
  for (const [lot, limit, letter, size, accept] of KNOWN)
    it(`of ${lot} at ${limit} takes ${size} and accepts ${accept}`, () => {
      expect(normalInspection(lot, limit)).to.deep.equal({ letter, size, accept });
    });

  it('goes by its level', () => {
    expect(normalInspection(1000, '1.0', 'I')).to.deep.equal({ letter: 'H', size: 50, accept: 1 });
    expect(normalInspection(1000, '1.0', 'III')).to.deep.equal({ letter: 'K', size: 125, accept: 3 });
  });

  it('inspects all where the lot is no larger than the sample', () => {
    expect(normalInspection(20, '0.10')).to.deep.equal({ letter: 'K', size: 20, accept: 0 });
    expect(normalInspection(1, '4.0')).to.deep.equal({ letter: 'B', size: 1, accept: 0 });
  });

  it('asks for no smaller a sample of a larger lot', () => {
    for (const limit of ['0.40', '0.65', '1.0', '2.5'] as const) {
      const sizes = [10, 100, 300, 1000, 3000, 9000].map((lot) => normalInspection(lot, limit).size);
      expect(sizes).to.deep.equal(sizes.toSorted((a, b) => a - b));
    }
  });

  it('is refused for a limit that the table has not, and for no lot', async () => {
    await expectCode(() => normalInspection(100, '3.0' as QualityLimit), 'sample-unfit');
    await expectCode(() => normalInspection(0, '1.0'), 'sample-unfit');
  });
});
