import { expect } from 'chai';
import { cohenKappa } from '../../../labeling/agreement/cohen.ts';
import { fleissKappa } from '../../../labeling/agreement/fleiss.ts';
import { expectCode } from '../../support/expect-code.ts';
import { readVectorJson } from '../../support/vectors.ts';

type Table = readonly (readonly number[])[];
interface CohenVector {
  readonly matrix: Table;
  readonly kappa: number;
}
interface FleissVector {
  readonly table: Table;
  readonly kappa: number;
  readonly Pbar: number;
  readonly Pe: number;
}
const REFERENCE = readVectorJson<{
  readonly cohen_2x2_wikipedia: CohenVector & { readonly po: number; readonly pe: number };
  readonly cohen_2x2_60_40: readonly CohenVector[];
  readonly cohen_3x3_cohen1960: {
    readonly matrix: Table;
    readonly unweighted: number;
    readonly linear: number;
    readonly quadratic: number;
  };
  readonly fleiss_10x14x5_wikipedia: FleissVector & { readonly p: readonly number[] };
  readonly fleiss1971_diagnoses: FleissVector;
}>('agreement/reference-agreement.json');
const DIGITS = 1e-12;

describe('Cohen’s kappa', () => {
  it('has the published values', () => {
    const { cohen_2x2_wikipedia: one, cohen_2x2_60_40: others } = REFERENCE;
    const { kappa, observed, expected } = cohenKappa(one.matrix);
    expect(kappa).to.be.closeTo(one.kappa, DIGITS);
    expect([observed, expected]).to.deep.equal([one.po, one.pe]);
    for (const other of others) expect(cohenKappa(other.matrix).kappa).to.be.closeTo(other.kappa, DIGITS);
  });

  it('weighs disagreement by its distance where that is asked for', () => {
    const { matrix, ...values } = REFERENCE.cohen_3x3_cohen1960;
    for (const weighting of ['unweighted', 'linear', 'quadratic'] as const)
      expect(cohenKappa(matrix, weighting).kappa).to.be.closeTo(values[weighting], DIGITS);
  });

  it('says nothing where everybody gives one answer, and 1 where two raters agree on several', () => {
    expect(
      cohenKappa([
        [7, 0],
        [0, 0],
      ]).kappa,
    ).to.equal(undefined);
    expect(
      cohenKappa([
        [4, 0],
        [0, 3],
      ]).kappa,
    ).to.equal(1);
  });

  for (const [what, table] of [
    ['no rows', []],
    ['rows of other lengths', [[1, 2], [3]]],
    [
      'more columns than rows',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
    ],
    [
      'nothing rated',
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'a negative count',
      [
        [1, -1],
        [0, 3],
      ],
    ],
    [
      'a part of a unit',
      [
        [1.5, 1],
        [0, 3],
      ],
    ],
  ] as const)
    it(`is refused for ${what}`, async () => {
      await expectCode(() => cohenKappa(table), 'ratings-unfit');
    });
});

describe('Fleiss’ kappa', () => {
  it('has the published values', () => {
    for (const one of [REFERENCE.fleiss_10x14x5_wikipedia, REFERENCE.fleiss1971_diagnoses]) {
      const { kappa, observed, expected } = fleissKappa(one.table);
      expect(kappa).to.be.closeTo(one.kappa, DIGITS);
      expect(observed).to.be.closeTo(one.Pbar, DIGITS);
      expect(expected).to.be.closeTo(one.Pe, DIGITS);
    }
    const { table, p } = REFERENCE.fleiss_10x14x5_wikipedia;
    for (const [at, share] of fleissKappa(table).shares.entries()) expect(share).to.be.closeTo(p[at] ?? NaN, DIGITS);
  });

  it('says nothing where everybody gives one answer', () => {
    expect(
      fleissKappa([
        [3, 0],
        [3, 0],
      ]).kappa,
    ).to.equal(undefined);
  });

  for (const [what, table] of [
    ['no units', []],
    [
      'units with other numbers of ratings',
      [
        [2, 1],
        [2, 2],
      ],
    ],
    [
      'one rating a unit',
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['rows of other lengths', [[2, 1], [3]]],
    [
      'a negative count',
      [
        [4, -1],
        [3, 0],
      ],
    ],
  ] as const)
    it(`is refused for ${what}`, async () => {
      await expectCode(() => fleissKappa(table), 'ratings-unfit');
    });
});
