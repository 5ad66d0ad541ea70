import { expect } from 'chai';
import { DomainError } from '../../../common/errors.ts';
import { parseConfiguration } from '../../../labeling/configuration.ts';
import type { WorkbenchAct } from '../../../labeling/hotkeys.ts';
import type { Result } from '../../../labeling/result.ts';
import type { BenchLot } from '../../../console/src/data/work.ts';
import type { Notice, OnBench, SittingState } from '../../../console/src/workbench/sitting-state.ts';
import { createSitting, type Sitting } from '../../../console/src/workbench/sitting.ts';
import { createMemoryBench, type MemoryBench } from '../support/memory-bench.ts';

const SPANS = '<Labels name="who" toName="text"><Label value="主体"/><Label value="措施"/></Labels>';
const KIND = '<Choices name="kind" toName="text" required="true"><Choice value="甲"/><Choice value="乙"/></Choices>';
const TEXTS = ['𠮷由市数据局牵头', '按季度分解落实', '编制目录'];

const lotOf = (...controls: string[]): BenchLot => ({
  id: 'lot',
  title: { zh: '任务', en: 'Task' },
  organisation: { id: 'org', names: { zh: '单位', en: 'Organisation' } },
  level: 'g1',
  price: 32,
  deadline: 0,
  items: TEXTS.length,
  free: TEXTS.length,
  mine: 0,
  earned: 0,
  closed: false,
  sealed: false,
  instructions: { zh: '说明', en: 'Instructions' },
  configuration: parseConfiguration(`<View><Text name="text" value="$text"/>${controls.join('')}</View>`),
});

interface Bed {
  readonly bench: MemoryBench;
  readonly sitting: Sitting;
  readonly act: (act: WorkbenchAct) => Promise<void>;
  readonly option: (at: number) => Promise<void>;
  readonly notices: Notice[];
  readonly work: () => OnBench;
  readonly answers: () => Result;
}

const sit = async (controls: readonly string[], texts: readonly string[] = TEXTS): Promise<Bed> => {
  const bench = createMemoryBench({ lot: lotOf(...controls), texts });
  const notices: Notice[] = [];
  const changed = (_state: SittingState, notice: Notice | undefined): void => {
    if (notice !== undefined) notices.push(notice);
  };
  const sitting = createSitting({ bench, changed, answerSubmits: () => true });
  await sitting.start();
  const work = (): OnBench => {
    const state = sitting.state();
    if (state.phase !== 'working') throw new Error(`no item on the bench but ${state.phase}`);
    return state.work;
  };
  return {
    bench,
    sitting,
    notices,
    work,
    act: (act) => sitting.run({ kind: 'act', act }),
    option: (at) => sitting.run({ kind: 'option', at }),
    answers: () => work().answers,
  };
};
const spansIn = (result: Result): unknown[] => result.flatMap((answer) => (answer.type === 'labels' ? [answer.value] : []));

describe('a sitting at the bench', () => {
  it('labels the selection with a digit and moves the caret behind it', async () => {
    const { sitting, option, answers, work } = await sit([SPANS, KIND]);
    sitting.select({ anchor: 6, head: 2 });
    await option(0);
    expect(spansIn(answers())).to.deep.equal([{ start: 2, end: 6, labels: ['主体'] }]);
    expect(work().selection).to.deep.equal({ anchor: 6, head: 6 });
  });

  it('selects by keys alone, cluster by cluster and word by word', async () => {
    const { sitting, option, answers } = await sit([SPANS, KIND]);
    await sitting.run({ kind: 'caret', direction: 1, extend: false, by: 'grapheme' });
    await sitting.run({ kind: 'caret', direction: 1, extend: true, by: 'grapheme' });
    await option(1);
    expect(spansIn(answers())).to.deep.equal([{ start: 1, end: 2, labels: ['措施'] }]);
  });

  it('refuses a span over another one and says so', async () => {
    const { sitting, option, answers, notices } = await sit([SPANS, KIND]);
    sitting.select({ anchor: 2, head: 6 });
    await option(0);
    sitting.select({ anchor: 5, head: 8 });
    await option(1);
    expect(spansIn(answers()).length).to.equal(1);
    expect(notices.at(-1)?.code).to.equal('span-overlap');
  });

  it('takes a span over another one where the task says so, but not the same one twice', async () => {
    const overlapping = SPANS.replace('toName="text"', 'toName="text" overlap="true"');
    const { sitting, option, answers, notices, bench } = await sit([overlapping]);
    for (const [anchor, head, label] of [
      [2, 6, 0],
      [5, 8, 1],
      [2, 6, 1],
    ] as const) {
      sitting.select({ anchor, head });
      await option(label);
    }
    expect(spansIn(answers()).length).to.equal(3);
    sitting.select({ anchor: 2, head: 6 });
    await option(1);
    expect([spansIn(answers()).length, notices.at(-1)?.code]).to.deep.equal([3, 'span-overlap']);
    await sitting.submit();
    expect(spansIn(bench.submitted.get('item-0') ?? []).length).to.equal(3);
  });

  it('relabels, moves edges and deletes the span in focus, and takes each back', async () => {
    const { sitting, option, act, answers } = await sit([SPANS, KIND]);
    sitting.select({ anchor: 2, head: 6 });
    await option(0);
    await act('next-span');
    await option(1);
    expect(spansIn(answers())).to.deep.equal([{ start: 2, end: 6, labels: ['措施'] }]);
    await act('end-left');
    await act('start-left');
    expect(spansIn(answers())).to.deep.equal([{ start: 1, end: 5, labels: ['措施'] }]);
    await act('delete');
    expect(answers()).to.deep.equal([]);
    for (const expected of [1, 2, 2, 2]) {
      await act('undo');
      expect((spansIn(answers())[0] as { start: number }).start).to.equal(expected);
    }
    expect(spansIn(answers())).to.deep.equal([{ start: 2, end: 6, labels: ['主体'] }]);
    await act('redo');
    expect(spansIn(answers())).to.deep.equal([{ start: 2, end: 6, labels: ['措施'] }]);
  });

  it('never lets an edge cross the other one or leave the text', async () => {
    const { sitting, option, act, answers } = await sit([SPANS, KIND]);
    sitting.select({ anchor: 0, head: 1 });
    await option(0);
    await act('next-span');
    for (const edge of ['start-left', 'start-right', 'end-left'] as const) {
      await act(edge);
      expect(spansIn(answers())).to.deep.equal([{ start: 0, end: 1, labels: ['主体'] }]);
    }
  });

  it('answers a question and moves on, and submits by its key', async () => {
    const { sitting, option, act, bench, work } = await sit([SPANS, KIND]);
    sitting.focusQuestion(1);
    await option(1);
    expect(work().question).to.equal(1);
    await act('submit');
    expect(bench.submitted.get('item-0')).to.deep.equal([
      { type: 'choices', from_name: 'kind', to_name: 'text', value: { choices: ['乙'] } },
    ]);
    expect(work().item.id).to.equal('item-1');
  });

  it('does not submit without a required answer, and goes to its question', async () => {
    const { act, bench, work, notices } = await sit([SPANS, KIND]);
    await act('submit');
    expect(bench.submitted.size).to.equal(0);
    expect(work().question).to.equal(1);
    expect(notices.at(-1)).to.deep.equal({ code: 'answer-missing', named: { control: 'kind' } });
  });

  it('submits with the digit where one single choice is all that is asked', async () => {
    const { option, bench, work } = await sit([KIND]);
    await option(0);
    expect(bench.submitted.size).to.equal(1);
    expect(work().item.id).to.equal('item-1');
  });

  it('takes a held submission back without a trace, across items', async () => {
    const { option, act, bench, work, answers, notices } = await sit([KIND]);
    await option(0);
    await act('undo');
    expect(work().item.id).to.equal('item-0');
    expect(bench.submitted.size).to.equal(0);
    expect(notices.at(-1)).to.deep.equal({ code: 'taken-back', named: { row: 1 } });
    await act('undo');
    expect(answers()).to.deep.equal([]);
    await option(1);
    expect(work().item.id).to.equal('item-1');
    expect(bench.submitted.size).to.equal(1);
  });

  it('reopens a logged item for a version that replaces it', async () => {
    const { option, act, bench, work, notices } = await sit([KIND]);
    await option(0);
    bench.send();
    await act('undo');
    expect(notices.at(-1)?.code).to.equal('will-supersede');
    expect([work().item.id, work().supersedes]).to.deep.equal(['item-0', true]);
    expect(bench.submitted.size).to.equal(1);
  });

  it('comes back to the item that was left aside, with its draft', async () => {
    const { sitting, option, act, work, answers } = await sit([SPANS, KIND]);
    sitting.focusQuestion(1);
    await option(0);
    await act('submit');
    sitting.select({ anchor: 0, head: 1 });
    await option(0);
    await act('undo');
    expect(work().item.id).to.equal('item-1');
    await act('redo');
    await sitting.goTo('item-0');
    await act('submit');
    expect(work().item.id).to.equal('item-1');
    expect(spansIn(answers())).to.deep.equal([{ start: 0, end: 1, labels: ['主体'] }]);
  });

  it('keeps a draft at each change', async () => {
    const { sitting, option, bench, answers } = await sit([SPANS, KIND]);
    sitting.select({ anchor: 0, head: 1 });
    await option(0);
    expect(bench.drafts.get('item-0')).to.deep.equal(answers());
  });

  it('says when nothing is free, and still takes the last submission back', async () => {
    const { option, act, sitting, work } = await sit([KIND], ['一']);
    await option(0);
    expect(sitting.state().phase).to.equal('empty');
    await act('undo');
    expect(work().item.id).to.equal('item-0');
  });

  it('keeps the work when an act fails', async () => {
    const { bench, sitting, option, act, answers } = await sit([SPANS, KIND]);
    sitting.focusQuestion(1);
    await option(0);
    bench.submit = () => Promise.reject(new DomainError('outbox-full'));
    await act('submit');
    const state = sitting.state();
    expect(state.phase === 'working' && (state.error as DomainError).code).to.equal('outbox-full');
    expect(answers().length).to.equal(1);
  });

  it('drops a second submission while the first is under way', async () => {
    const { option, sitting, bench, work } = await sit([SPANS, KIND]);
    sitting.focusQuestion(1);
    await option(0);
    await Promise.all([sitting.submit(), sitting.submit(), sitting.submit()]);
    expect([...bench.submitted.keys()]).to.deep.equal(['item-0']);
    expect(work().item.id).to.equal('item-1');
  });

  it('skips and reports without an answer', async () => {
    const { sitting, act, bench, work } = await sit([KIND]);
    await act('skip');
    expect(work().item.id).to.equal('item-1');
    await sitting.report('unreadable');
    expect([bench.reported, work().item.id]).to.deep.equal([['item-1'], 'item-2']);
    expect(bench.submitted.size).to.equal(0);
  });
});
