import { expect } from 'chai';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { parseLabelStudioResult, toLabelStudio } from '../../../labeling/formats/label-studio.ts';
import type { Result } from '../../../labeling/result.ts';
import { expectCode } from '../../support/expect-code.ts';
import { readVectorJson } from '../../support/vectors.ts';

const CONFIGURATION = parseConfiguration(`<View><Text name="text" value="$text"/>
  <Labels name="what" toName="text"><Label value="地点"/><Label value="礼貌语"/></Labels>
  <Choices name="kind" toName="text"><Choice value="报修"/><Choice value="咨询"/></Choices></View>`);
const [TASK] = readVectorJson<{ data: { text: string } }[]>('cases/01-emoji-prefix.json');
const TEXT = TASK?.data.text ?? '';
const RESULT: Result = [
  { from_name: 'what', to_name: 'text', type: 'labels', value: { start: 8, end: 11, labels: ['地点'] } },
  { from_name: 'what', to_name: 'text', type: 'labels', value: { start: 22, end: 24, labels: ['礼貌语'] } },
  { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['报修'] } },
];
const entry = (type: string, value: unknown, rest: object = {}): object => ({
  id: 'x',
  from_name: 'what',
  to_name: 'text',
  type,
  value,
  ...rest,
});

describe('Label Studio format', () => {
  it('writes spans with the words that stand there', () => {
    const [first, second, third] = toLabelStudio(CONFIGURATION, RESULT, TEXT);
    expect(first).to.deep.equal({
      id: 'a1',
      from_name: 'what',
      to_name: 'text',
      type: 'labels',
      origin: 'manual',
      value: { start: 8, end: 11, text: '北门桥', labels: ['地点'] },
    });
    expect(second?.value).to.deep.equal({ start: 22, end: 24, text: '谢谢', labels: ['礼貌语'] });
    expect(third?.value).to.deep.equal({ choices: ['报修'] });
  });

  it('quotes nothing without the text', () => {
    expect(toLabelStudio(CONFIGURATION, RESULT)[0]?.value).to.deep.equal({ start: 8, end: 11, labels: ['地点'] });
  });

  it('reads back what it writes', () => {
    expect(parseLabelStudioResult(CONFIGURATION, TEXT, toLabelStudio(CONFIGURATION, RESULT, TEXT))).to.deep.equal(RESULT);
  });

  it('reads an entry with members of its own', () => {
    const entries = [entry('choices', { choices: ['报修'] }, { from_name: 'kind', score: 0.5, meta: {} })];
    expect(parseLabelStudioResult(CONFIGURATION, TEXT, entries)).to.deep.equal([RESULT[2]]);
  });

  const refused: Record<string, [unknown, string]> = {
    'offsets counted in UTF-16 units': [[entry('labels', { start: 9, end: 12, text: '北门桥', labels: ['地点'] })], 'import-unsupported'],
    'a quotation outside the text': [[entry('labels', { start: 90, end: 93, text: '北门桥', labels: ['地点'] })], 'offset-outside-text'],
    'another type': [[entry('rectanglelabels', { x: 1 })], 'import-unsupported'],
    'another object': [[entry('labels', { start: 0, end: 1, labels: ['地点'] }, { to_name: 'image' })], 'target-unknown'],
    'a span without offsets': [[entry('labels', { labels: ['地点'] })], 'result-malformed'],
    'a label that was not offered': [[entry('labels', { start: 0, end: 1, labels: ['时间'] })], 'label-unknown'],
    'no list': [{}, 'result-malformed'],
  };
  for (const [what, [value, code]] of Object.entries(refused)) {
    it(`refuses ${what}`, () => expectCode(() => parseLabelStudioResult(CONFIGURATION, TEXT, value), code));
  }
});
