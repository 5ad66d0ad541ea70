import { expect } from 'chai';
import { consensusOf, toConsensusFigures, type RatedLabel } from '../../../labeling/agreement/consensus.ts';
import { dawidSkene } from '../../../labeling/agreement/dawid-skene.ts';

const QUESTIONS = [
  { name: 'who', kind: 'labels' },
  { name: 'kind', kind: 'choices' },
] as const;
const rated = (item: string, rater: string, ...choices: string[]): RatedLabel => ({
  item,
  rater,
  result: choices.length === 0 ? [] : [{ type: 'choices', from_name: 'kind', to_name: 'text', value: { choices } }],
});

describe('what several labels of an item say together', () => {
  it('is nothing where no item has several', () =>
    expect(consensusOf(QUESTIONS, [rated('1', 'a', '甲'), rated('2', 'a', '甲')])).to.deep.equal([]));

  it('is the value given by most; a tie is said, and to choose nothing is a value', () => {
    const labels = [
      ...['a', 'b'].map((rater) => rated('1', rater, '乙', '甲')),
      rated('1', 'c', '甲'),
      rated('2', 'a', '甲'),
      rated('2', 'b'),
      rated('3', 'a', '甲'),
    ];
    const [{ question, items } = expect.fail('none')] = consensusOf(QUESTIONS, labels);
    expect(question).to.equal(1);
    expect(items.map(({ item, majority, tied, unanimous, labels: n }) => [item, n, majority, tied, unanimous])).to.deep.equal([
      ['1', 3, '["乙","甲"]', false, false],
      ['2', 2, '[]', true, false],
    ]);
  });

  it('weighs who errs often less than the others, as Dawid and Skene do', () => {
    const truth = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? '甲' : '乙'));
    const wrong = (value: string): string => (value === '甲' ? '乙' : '甲');
    // c and d answer the other way round; e is right, and alone with one of them on the last item.
    const labels = truth.flatMap((value, at) => [
      ...['a', 'b', 'e'].map((rater) => rated(String(at), rater, value)),
      ...['c', 'd'].map((rater) => rated(String(at), rater, wrong(value))),
    ]);
    labels.push(rated('last', 'c', '乙'), rated('last', 'd', '乙'), rated('last', 'e', '甲'));
    const [found = expect.fail('none')] = consensusOf(QUESTIONS, labels);
    const last = found.items.at(-1);
    expect([last?.majority, last?.likeliest, last?.probability]).to.deep.equal(['["乙"]', '["甲"]', '1.0000']);
    const [majority, likeliest] = toConsensusFigures([found]);
    expect(majority).to.deep.equal({ method: 'majority', question: 1, items: 13, unanimous: 0, tied: 0 });
    expect(likeliest).to.deep.include({ method: 'dawid-skene', question: 1, items: 13, moved: 1, iterations: found.iterations });
  });

  it('has iterations and likelihood of the votes, to four decimals', () => {
    const labels = [rated('1', 'a', '甲'), rated('1', 'b', '乙'), rated('2', 'a', '甲'), rated('2', 'b', '甲')];
    const [found = expect.fail('none')] = consensusOf(QUESTIONS, labels);
    const votes = labels.map(({ item, rater, result: [answer] }) => ({
      unit: item,
      rater,
      category: answer?.type === 'choices' ? JSON.stringify(answer.value.choices) : '[]',
    }));
    const { iterations, logLikelihood } = dawidSkene(votes);
    expect([found.iterations, found.logLikelihood]).to.deep.equal([iterations, logLikelihood.toFixed(4)]);
  });
});
