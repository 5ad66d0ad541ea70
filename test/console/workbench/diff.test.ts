import { expect } from 'chai';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import { parseResult } from '../../../labeling/result.ts';
import { diffOf } from '../../../console/src/workbench/diff.ts';
import { CONFIGURATION } from '../../support/scripted-lot.ts';

const span = (start: number, end: number, label: string) => ({
  type: 'labels',
  from_name: 'who',
  to_name: 'text',
  value: { start, end, labels: [label] },
});
const choice = (value: string) => ({ type: 'choices', from_name: 'kind', to_name: 'text', value: { choices: [value] } });

describe('the difference of two versions of a label', () => {
  const configuration = parseConfiguration(CONFIGURATION);
  const diff = (before: unknown[], after: unknown[]) =>
    diffOf(configuration, parseResult(before), parseResult(after)).map(({ change, control, option, span: at }) =>
      [change, control.options[option]?.value, ...(at === undefined ? [] : [at.start, at.end])].join(' '),
    );

  it('names what is kept, removed and added, spans in the order of the text and what was before what is', () => {
    const before = [span(6, 9, '时间'), span(0, 3, '部门'), choice('任务')];
    const after = [span(0, 4, '部门'), span(6, 9, '时间'), choice('目标')];
    expect(diff(before, after)).to.deep.equal(['removed 部门 0 3', 'added 部门 0 4', 'kept 时间 6 9', 'removed 任务', 'added 目标']);
  });

  it('holds the same characters under another label for another answer', () => {
    expect(diff([span(0, 3, '部门')], [span(0, 3, '时间')])).to.deep.equal(['removed 部门 0 3', 'added 时间 0 3']);
  });

  it('is all kept where nothing changed, whatever the order of the answers', () => {
    const result = [span(0, 3, '部门'), choice('任务')];
    expect(diff(result, result.toReversed())).to.deep.equal(['kept 部门 0 3', 'kept 任务']);
  });
});
