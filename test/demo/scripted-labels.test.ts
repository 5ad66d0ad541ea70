import { expect } from 'chai';
import { isMarkedInWorkOrder, labelClause, labelWorkOrder } from '../../demo/walk/scripted-labels.ts';
import { HOTLINE_PROJECT } from '../../demo/space/hotline-project.ts';
import { PROJECT } from '../../demo/space/project.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { verifyResult, type Result } from '../../labeling/result.ts';

const spansOf = (result: Result) => result.filter(({ type }) => type === 'labels').map(({ value }) => value);

describe('scripted labels', () => {
  it('count in code points', () => {
    expect(spansOf(labelClause('𠮷到2027年，由市数据局牵头'))).to.deep.equal([
      { start: 2, end: 7, labels: ['时间'] },
      { start: 9, end: 13, labels: ['牵头部门'] },
    ]);
  });

  it('fit the demo’s configuration', () => {
    const text = '到2027年，建成30家企业。由市数据局牵头。';
    verifyResult(parseConfiguration(PROJECT.configuration), text, labelClause(text));
  });

  it('of a protected work order mark places and their tokens, lengths of time and requests', () => {
    const text = '😭槐安里小区的路灯坏了12天，具体位置在【地址1】，【姓名1】。盼复。';
    expect(spansOf(labelWorkOrder(text))).to.deep.equal([
      { start: 1, end: 6, labels: ['地点'] },
      { start: 11, end: 14, labels: ['时长'] },
      { start: 20, end: 25, labels: ['地点'] },
      { start: 32, end: 34, labels: ['诉求'] },
    ]);
  });

  it('of a work order are told from words that were cut otherwise', () => {
    for (const [label, words] of [
      ['地点', '【地址1】'],
      ['地点', '槐安里小区'],
      ['时长', '半个多小时'],
      ['诉求', '盼复'],
    ] as const) {
      expect(isMarkedInWorkOrder(label, words), words).to.equal(true);
      for (const other of ['', words.slice(0, -1), words.slice(1), `${words}。`, `在${words}`])
        expect(isMarkedInWorkOrder(label, other), other).to.equal(false);
    }
    expect(isMarkedInWorkOrder('时长', '盼复')).to.equal(false);
  });

  it('of a work order fit the hotline’s configuration, and say what the call is', () => {
    const configuration = parseConfiguration(HOTLINE_PROJECT.configuration);
    const choices = ['再次反映：停水', '想问居住证怎么续', '?', '没人管。'].map((text) => {
      const result = labelWorkOrder(text);
      verifyResult(configuration, text, result);
      return result.at(-1)?.value;
    });
    expect(choices).to.deep.equal(['催办', '咨询', '不明', '投诉'].map((choice) => ({ choices: [choice] })));
  });
});
