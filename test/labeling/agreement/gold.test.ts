import { expect } from 'chai';
import { scoreAgainstGold } from '../../../labeling/agreement/gold.ts';
import type { Answer, Result } from '../../../labeling/result.ts';

const QUESTIONS = [
  { name: 'who', kind: 'labels' },
  { name: 'kind', kind: 'choices' },
] as const;
const choose = (...choices: string[]): Answer => ({ type: 'choices', from_name: 'kind', to_name: 'text', value: { choices } });
const span = (start: number, end: number, label: string): Answer => ({
  type: 'labels',
  from_name: 'who',
  to_name: 'text',
  value: { start, end, labels: [label] },
});
const score = (known: Result, given: Result) => scoreAgainstGold(QUESTIONS, [{ known, given }]);

describe('labels beside known answers', () => {
  it('count as right where exactly the same choices were made, in whatever order', () => {
    expect(score([choose('甲', '乙')], [choose('乙', '甲')]).choices).to.deep.equal({ compared: 1, right: 1 });
    expect(score([choose('甲', '乙')], [choose('甲')]).choices).to.deep.equal({ compared: 1, right: 0 });
    expect(score([choose('甲')], []).choices).to.deep.equal({ compared: 1, right: 0 });
    expect(score([], []).choices).to.deep.equal({ compared: 1, right: 1 });
  });

  it('count spans that start, end and are called alike, each once', () => {
    const known = [span(0, 2, '部门'), span(3, 5, '时间')];
    expect(score(known, known).spans).to.deep.equal({ wanted: 2, found: 2, matched: 2 });
    expect(score(known, [span(0, 2, '时间'), span(3, 6, '时间'), span(3, 5, '时间')]).spans).to.deep.equal({
      wanted: 2,
      found: 3,
      matched: 1,
    });
    expect(score([span(0, 2, '部门')], [span(0, 2, '部门'), span(0, 2, '部门')]).spans.matched).to.equal(1);
  });

  it('are added up over items and questions, in whole numbers', () => {
    const comparisons = [
      { known: [choose('甲'), span(0, 1, '部门')], given: [choose('甲')] },
      { known: [choose('乙')], given: [choose('甲'), span(2, 4, '部门')] },
    ];
    expect(scoreAgainstGold(QUESTIONS, comparisons)).to.deep.equal({
      choices: { compared: 2, right: 1 },
      spans: { wanted: 1, found: 1, matched: 0 },
    });
    expect(scoreAgainstGold(QUESTIONS, [])).to.deep.equal({
      choices: { compared: 0, right: 0 },
      spans: { wanted: 0, found: 0, matched: 0 },
    });
  });
});
