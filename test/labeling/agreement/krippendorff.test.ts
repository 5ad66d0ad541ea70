import { expect } from 'chai';
import { krippendorffAlpha, type Metric } from '../../../labeling/agreement/krippendorff.ts';
import { expectCode } from '../../support/expect-code.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface AlphaVector extends Partial<Record<Metric, number>> {
  readonly data: readonly (readonly (number | null)[])[];
  readonly n_pairable?: number;
  readonly coincidence?: readonly (readonly number[])[];
}
const VECTORS = readVectorJson<Readonly<Record<string, AlphaVector>>>('agreement/reference-agreement.json');
const METRICS: readonly Metric[] = ['nominal', 'ordinal', 'interval', 'ratio'];

/** From a row for each rater, with null for what is missing. */
const toUnits = ({ data }: AlphaVector): readonly (readonly number[])[] =>
  (data[0] ?? []).map((_, unit) => data.flatMap((row) => row[unit] ?? []));

describe('Krippendorff’s alpha', () => {
  for (const [name, vector] of Object.entries(VECTORS).filter(([key]) => key.startsWith('kripp')))
    it(`has the reference values of ${name}`, () => {
      const units = toUnits(vector);
      for (const metric of METRICS.filter((one) => vector[one] !== undefined))
        expect(krippendorffAlpha(units, metric).alpha).to.be.closeTo(vector[metric] ?? NaN, 1e-12);
      const { pairable, coincidences } = krippendorffAlpha(units);
      if (vector.n_pairable !== undefined) expect(pairable).to.be.closeTo(vector.n_pairable, 1e-9);
      if (vector.coincidence !== undefined) expect(coincidences).to.deep.equal(vector.coincidence);
    });

  it('is the same whatever the order of raters and units, and whoever rated a unit alone', () => {
    const units = toUnits(VECTORS['kripp_wiki_3x15'] ?? expect.fail());
    const { alpha } = krippendorffAlpha(units);
    expect(krippendorffAlpha([...units.map((unit) => unit.toReversed()).toReversed(), [4], [9]]).alpha).to.be.closeTo(alpha ?? NaN, 1e-12);
  });

  it('says nothing where no two values differ, or no unit has two', () => {
    for (const units of [
      [],
      [[1], [2]],
      [
        [3, 3],
        [3, 3, 3],
      ],
    ])
      expect(krippendorffAlpha(units).alpha).to.equal(undefined);
  });

  it('is refused for what is no number, and for less than nothing on a ratio scale', async () => {
    await expectCode(() => krippendorffAlpha([[1, NaN]]), 'ratings-unfit');
    await expectCode(() => krippendorffAlpha([[1, -1]], 'ratio'), 'ratings-unfit');
    expect(
      krippendorffAlpha(
        [
          [1, -1],
          [1, 1],
        ],
        'interval',
      ).alpha,
    ).to.be.a('number');
  });
});
