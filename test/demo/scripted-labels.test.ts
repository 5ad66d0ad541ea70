import { expect } from 'chai';
import { labelClause } from '../../demo/walk/scripted-labels.ts';
import { PROJECT } from '../../demo/space/project.ts';
import { parseConfiguration } from '../../labeling/configuration.ts';
import { verifyResult } from '../../labeling/result.ts';

describe('scripted labels', () => {
  it('count in code points', () => {
    const spans = labelClause('𠮷到2027年，由市数据局牵头').filter(({ type }) => type === 'labels');
    expect(spans.map(({ value }) => value)).to.deep.equal([
      { start: 2, end: 7, labels: ['时间'] },
      { start: 9, end: 13, labels: ['牵头部门'] },
    ]);
  });

  it('fit the demo’s configuration', () => {
    const text = '到2027年，建成30家企业。由市数据局牵头。';
    verifyResult(parseConfiguration(PROJECT.configuration), text, labelClause(text));
  });
});
