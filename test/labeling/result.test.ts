import { expect } from 'chai';
import fc from 'fast-check';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { orderResult, parseResult, verifyResult, type Answer, type Result } from '../../labeling/result.ts';
import { expectCode } from '../support/expect-code.ts';

const TEXT = '𠮷由市数据局牵头';
const task = (overlap: boolean): string => `<View><Text name="text" value="$text"/>
  <Labels name="who" toName="text" overlap="${overlap}"><Label value="主体"/><Label value="措施"/></Labels>
  <Choices name="kind" toName="text" required="true"><Choice value="甲"/><Choice value="乙"/></Choices>
  <Choices name="fields" toName="text" choice="multiple"><Choice value="交通"/><Choice value="教育"/></Choices></View>`;
const CONFIGURATION = parseConfiguration(task(false));
const OVERLAPPING = parseConfiguration(task(true));

const choices = (from: string, ...values: string[]): Answer => ({
  from_name: from,
  to_name: 'text',
  type: 'choices',
  value: { choices: values },
});
const span = (start: number, end: number, label = '主体', from = 'who'): Answer => ({
  from_name: from,
  to_name: 'text',
  type: 'labels',
  value: { start, end, labels: [label] },
});
const GOOD: Result = [span(2, 6), span(6, 8, '措施'), choices('kind', '甲'), choices('fields', '教育', '交通')];

describe('result of a labelling task', () => {
  it('accepts answers to what was asked', () => verifyResult(CONFIGURATION, TEXT, GOOD));
  it('accepts a span to the very end of the text, in code points', () =>
    verifyResult(CONFIGURATION, TEXT, [choices('kind', '甲'), span(0, 8)]));
  it('accepts a shared character where the task says so', () =>
    verifyResult(OVERLAPPING, TEXT, [choices('kind', '甲'), span(0, 3), span(2, 4)]));

  const kind = choices('kind', '甲');
  const refused: Record<string, [Result, string]> = {
    'a span behind the end': [[kind, span(0, 9)], 'offset-outside-text'],
    'a span counted in UTF-16 units': [[kind, span(3, TEXT.length)], 'offset-outside-text'],
    'a span before the start': [[kind, span(-1, 2)], 'offset-outside-text'],
    'a span of nothing': [[kind, span(3, 3)], 'span-empty'],
    'a span that ends before it starts': [[kind, span(4, 3)], 'span-empty'],
    'a label that was not offered': [[kind, span(0, 1, '数值')], 'label-unknown'],
    'one span twice': [[kind, span(0, 1), span(0, 1)], 'label-repeated'],
    'two spans that share a character': [[kind, span(2, 6), span(5, 8, '措施')], 'span-overlap'],
    'a span inside another': [[kind, span(0, 8), span(2, 3)], 'span-overlap'],
    'a choice that was not offered': [[choices('kind', '丙')], 'choice-unknown'],
    'a choice of another question': [[choices('kind', '交通')], 'choice-unknown'],
    'one choice twice': [[kind, choices('fields', '交通', '交通')], 'choice-repeated'],
    'two choices where one was asked': [[choices('kind', '甲', '乙')], 'choices-too-many'],
    'two answers to one question': [[kind, choices('kind', '乙')], 'answer-repeated'],
    'no answer where one is required': [[span(0, 1)], 'answer-missing'],
    'an answer about another text': [[{ ...kind, to_name: 'image' }], 'target-unknown'],
    'an answer to nothing': [[kind, choices('other', '甲')], 'control-unknown'],
    'a span as the answer to a question': [[kind, span(0, 1, '甲', 'kind')], 'answer-type-mismatch'],
    'a choice among labels': [[kind, choices('who', '主体')], 'answer-type-mismatch'],
    'more answers than are read': [Array.from({ length: 2001 }, () => kind), 'result-too-long'],
  };
  for (const [what, [result, code]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expectCode(() => verifyResult(CONFIGURATION, TEXT, result), code));
  }
  it('refuses one span twice even where spans may share characters', () =>
    expectCode(() => verifyResult(OVERLAPPING, TEXT, [kind, span(0, 3), span(2, 4), span(0, 3)]), 'label-repeated'));

  const malformed: Record<string, unknown> = {
    'no list': { type: 'choices' },
    'another type': [{ type: 'rating', from_name: 'kind', to_name: 'text', value: { rating: 1 } }],
    'a member that nobody reads': [{ ...kind, note: 'x' }],
    'quoted text in a span': [
      { type: 'labels', from_name: 'who', to_name: 'text', value: { start: 0, end: 1, labels: ['主体'], text: '𠮷' } },
    ],
    'an offset that is no whole number': [span(0.5, 1)],
    'an offset beyond all texts': [span(0, 1e12)],
    'two labels on one span': [
      { type: 'labels', from_name: 'who', to_name: 'text', value: { start: 0, end: 1, labels: ['主体', '措施'] } },
    ],
    'an empty choice': [choices('kind')],
  };
  for (const [what, value] of Object.entries(malformed)) {
    it(`does not read ${what}`, () => expectCode(() => parseResult(value), 'result-malformed'));
  }

  it('writes equal work in one order', () => {
    const ordered = [span(2, 6), span(6, 8, '措施'), choices('kind', '甲'), choices('fields', '交通', '教育')];
    expect(orderResult(CONFIGURATION, GOOD)).to.deep.equal(ordered);
    fc.assert(
      fc.property(fc.shuffledSubarray([...GOOD], { minLength: GOOD.length }), (shuffled) => {
        expect(orderResult(CONFIGURATION, shuffled)).to.deep.equal(ordered);
      }),
    );
  });
});
