import { expect } from 'chai';
import { agreementOf, type Question } from '../../../labeling/agreement/figures.ts';
import type { Answer, Result } from '../../../labeling/result.ts';
import { readVectorJson } from '../../support/vectors.ts';

const CHOICE: Question = { name: 'kind', kind: 'choices' };
const SPANS: Question = { name: 'who', kind: 'labels' };
const choose = (...choices: readonly string[]): Answer => ({
  from_name: 'kind',
  to_name: 'text',
  type: 'choices',
  value: { choices: [...choices] },
});
const span = (start: number, end: number, label: string): Answer => ({
  from_name: 'who',
  to_name: 'text',
  type: 'labels',
  value: { start, end, labels: [label] },
});
const kripp = readVectorJson<
  Readonly<Record<string, { readonly data: readonly (readonly (number | null)[])[]; readonly nominal?: number }>>
>('agreement/reference-agreement.json');
const POPULATION = 'items-of-several-labels';

describe('figures of agreement', () => {
  for (const [name, { data, nominal }] of Object.entries(kripp).filter(
    ([key, value]) => key.startsWith('kripp') && value.nominal !== undefined,
  ))
    it(`have the reference alpha of ${name}`, () => {
      const items = (data[0] ?? []).map((_, unit) =>
        data.flatMap((row): Result[] => {
          const value = row[unit] ?? undefined;
          return value === undefined ? [] : [[choose(String(value))]];
        }),
      );
      expect(agreementOf([CHOICE], items)[0]?.value).to.equal(nominal?.toFixed(4));
    });

  it('say over how many items, labels and pairs, and leave out who is alone with an item', () => {
    const a = [choose('a')];
    expect(agreementOf([CHOICE], [[a, a, [choose('b')]], [a], []])).to.deep.equal([
      {
        question: 0,
        population: POPULATION,
        items: 1,
        labels: 3,
        pairs: 3,
        method: 'krippendorff-alpha-nominal',
        equal: 1,
        value: '0.0000',
      },
    ]);
    expect(agreementOf([CHOICE], [[a], [a], []])).to.deep.equal([]);
  });

  it('have no alpha where no two values differ, and say how many pairs are equal', () => {
    const [{ equal, pairs, value } = expect.fail()] = agreementOf([CHOICE], [[[choose('a')], [choose('a')]]]) as readonly {
      equal: number;
      pairs: number;
      value?: string;
    }[];
    expect({ equal, pairs, value }).to.deep.equal({ equal: 1, pairs: 1, value: undefined });
  });

  it('take a set of choices in any order as one value, and nothing chosen as another', () => {
    const [figure] = agreementOf(
      [CHOICE],
      [
        [[choose('a', 'b')], [choose('b', 'a')]],
        [[], []],
        [[choose('a')], []],
      ],
    );
    expect(figure).to.include({ equal: 2, pairs: 3 });
  });

  it('match spans by start, end and label over all pairs together, and have no F1 without spans', () => {
    const items: Result[][] = [
      [[span(0, 2, 'x'), span(3, 5, 'y')], [span(0, 2, 'x')], [span(0, 2, 'y')]],
      [[], []],
    ];
    expect(agreementOf([SPANS], items)[0]).to.deep.equal({
      question: 0,
      population: POPULATION,
      items: 2,
      labels: 5,
      pairs: 4,
      method: 'span-f1-exact',
      spans: 8,
      matched: 1,
      value: '0.2500',
    });
    expect(agreementOf([SPANS], [[[], []]])[0])
      .to.deep.include({ spans: 0, matched: 0 })
      .and.not.have.property('value');
  });

  it('are the same whoever comes first of two people, and keep the questions apart and in order', () => {
    const items: Result[][] = [
      [
        [span(0, 2, 'x'), choose('a')],
        [choose('a'), span(0, 3, 'x')],
      ],
      [[choose('a')], [choose('b')]],
    ];
    const both = agreementOf([SPANS, CHOICE], items);
    expect(both.map(({ question, method }) => [question, method])).to.deep.equal([
      [0, 'span-f1-exact'],
      [1, 'krippendorff-alpha-nominal'],
    ]);
    expect(
      agreementOf(
        [SPANS, CHOICE],
        items.map((labels) => labels.toReversed()),
      ),
    ).to.deep.equal(both);
  });
});
