import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { dawidSkene, likeliest } from '../../../labeling/agreement/dawid-skene.ts';
import { krippendorffAlpha } from '../../../labeling/agreement/krippendorff.ts';
import { categoriesOf, majorityVotes, type Vote } from '../../../labeling/agreement/votes.ts';
import { expectCode } from '../../support/expect-code.ts';
import { readVector, readVectorJson } from '../../support/vectors.ts';

const SETS = ['bluebirds', 'sentiment_polarity_SP_amt', 'music_genre_MS', 'adult_content2_S_Adult'] as const;
const DIGITS = 5e-7;

const readRows = (name: string): readonly (readonly string[])[] => parse(readVector(name)).slice(1);

const readSet = (name: string) => {
  const votes = readRows(`crowd/${name}/answers.csv`).map(([unit = '', rater = '', category = '']): Vote => ({ unit, rater, category }));
  const answered = new Set(votes.map(({ unit }) => unit));
  const gold = readRows(`crowd/${name}/gold.csv`).flatMap(([unit = '', category = '']) => (answered.has(unit) ? [{ unit, category }] : []));
  const { computed_here: expected } = readVectorJson<{ readonly computed_here: Readonly<Record<string, number>> }>(
    `crowd/${name}/expected.json`,
  );
  const accuracyOf = (of: (unit: string) => string | undefined): number =>
    gold.filter(({ unit, category }) => of(unit) === category).length / gold.length;
  return { votes, gold, expected, accuracyOf };
};

describe('what several people say of one unit', () => {
  for (const name of SETS)
    describe(`in ${name}`, function () {
      this.timeout(60_000);
      const { votes, gold, expected, accuracyOf } = readSet(name);

      it('has the reference majority, ties told', () => {
        const found = majorityVotes(votes);
        expect(accuracyOf((unit) => found.get(unit)?.category)).to.be.closeTo(expected['mv_accuracy_first_label_tiebreak'] ?? NaN, DIGITS);
        expect(gold.filter(({ unit }) => (found.get(unit)?.tied.length ?? 0) > 1).length).to.equal(expected['tied_gold_tasks']);
      });

      it('has the reference estimate by Dawid and Skene', () => {
        const found = dawidSkene(votes);
        const answers = likeliest(found);
        expect(found.iterations).to.equal(expected['ds_em_iterations']);
        expect(found.logLikelihood).to.be.closeTo(expected['ds_em_loglik'] ?? NaN, DIGITS);
        expect(accuracyOf((unit) => answers.get(unit))).to.be.closeTo(expected['ds_em_accuracy'] ?? NaN, DIGITS);
      });

      it('has the reference agreement', () => {
        const order = categoriesOf(votes);
        const units = [...Map.groupBy(votes, ({ unit }) => unit).values()].map((own) => own.map(({ category }) => order.indexOf(category)));
        const { alpha, pairable } = krippendorffAlpha(units);
        expect(alpha).to.be.closeTo(expected['krippendorff_alpha_nominal'] ?? NaN, DIGITS);
        expect(pairable).to.be.closeTo(expected['pairable_values'] ?? NaN, 1e-6);
      });
    });

  it('has the estimate of the 45 patients that Dawid and Skene published', () => {
    const { responses, em } = readVectorJson<{
      readonly responses: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
      readonly em: {
        readonly iterations: number;
        readonly logLikelihood: number;
        readonly marginals: readonly number[];
        readonly errorRates: readonly (readonly (readonly number[])[])[];
        readonly posterior: readonly (readonly number[])[];
      };
    }>('agreement/dawid-skene-1979.json');
    const votes = Object.entries(responses).flatMap(([unit, own]) =>
      Object.entries(own).flatMap(([rater, answers]) => answers.map((answer) => ({ unit, rater, category: String(answer) }))),
    );
    // The reference stopped when the likelihood changed by less than 1e-10.
    const found = dawidSkene(votes, 1e-10 / Math.abs(em.logLikelihood));
    const near = (values: readonly number[] | undefined, reference: readonly number[]): void => {
      expect(values).to.have.length(reference.length);
      for (const [at, value] of reference.entries()) expect(values?.[at]).to.be.closeTo(value, 1e-9);
    };
    expect(found.iterations).to.equal(em.iterations);
    expect(found.logLikelihood).to.be.closeTo(em.logLikelihood, 1e-9);
    near(found.shares, em.marginals);
    for (const [at, table] of em.errorRates.entries())
      for (const [truth, row] of table.entries()) near(found.errorRatesOf(String(at + 1))[truth], row);
    for (const [at, posterior] of em.posterior.entries()) near(found.posteriors.get(String(at + 1)), posterior);
  });

  it('is refused without votes', async () => {
    expect(majorityVotes([]).size).to.equal(0);
    await expectCode(() => dawidSkene([]), 'ratings-unfit');
  });
});
