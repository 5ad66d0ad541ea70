import { expect } from 'chai';
import { cutSpans } from '../../../demo/claims/released-spans.ts';
import { labelWorkOrder } from '../../../demo/walk/scripted-labels.ts';

describe('spans of a release', () => {
  it('are cut out of the protected text by code points, tokens whole, behind characters of two units as well', () => {
    const text = '😭槐安里小区的路灯坏了12天，𠮷家反映位置在【地址1】，【姓名1】。盼复。';
    expect(cutSpans(labelWorkOrder(text), text).map(({ label, words }) => `${label} ${words}`)).to.deep.equal([
      '地点 槐安里小区',
      '时长 12天',
      '地点 【地址1】',
      '诉求 盼复',
    ]);
  });

  it('are other words for whoever counts UTF-16 units behind such a character', () => {
    const text = '😭盼复。';
    expect(cutSpans(labelWorkOrder(text), text)).to.deep.equal([{ label: '诉求', words: '盼复', before: '😭', byUnits: '\u{de2d}盼' }]);
  });

  it('say what stands before them, and nothing of answers about the whole text', () => {
    const text = '【姓名1】说盼复';
    expect(cutSpans(labelWorkOrder(text), text)).to.deep.equal([{ label: '诉求', words: '盼复', before: '【姓名1】说', byUnits: '盼复' }]);
  });
});
