import { expect } from 'chai';
import { leastClass } from '../../../policies/levels/least-class.ts';
import { DEFAULT_MATRIX, type Matrix } from '../../../policies/levels/matrix.ts';

describe('the smallest class of a derivative', () => {
  it('is the matrix’s figure for the level of what it is made from', () => {
    expect(leastClass('g4')).to.equal(20);
    expect(leastClass('g3')).to.equal(10);
    for (const level of ['g2', 'g1'] as const) expect(leastClass(level)).to.equal(undefined);
  });

  it('is the strictest figure of all where de-identified delivery is closed, or nobody signed a level', () => {
    for (const level of ['important', 'core', undefined] as const) expect(leastClass(level), String(level)).to.equal(20);
  });

  it('follows another matrix', () => {
    const { levels } = DEFAULT_MATRIX;
    const matrix: Matrix = {
      ...DEFAULT_MATRIX,
      levels: { ...levels, g2: { ...levels.g2, deidentified: { d: 'allow_if', conditions: [{ kind: 'k-anonymity', min: 50 }] } } },
    };
    expect(leastClass('g2', matrix)).to.equal(50);
    expect(leastClass(undefined, matrix)).to.equal(50);
  });
});
