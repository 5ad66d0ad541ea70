import { expect } from 'chai';
import { createProfiler } from '../../../connectors/publishing/profile.ts';
import { hotlinePlan } from '../../../demo/hotline/plan.ts';
import { HOTLINE } from '../../../demo/hotline/table.ts';
import { HOTLINE_COLUMNS, workOrders } from '../../../demo/hotline/work-orders.ts';
import { detect } from '../../../policies/classification/detect.ts';
import { parsePlan, type ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import { proposeColumn, proposePlan, type FieldFacts } from '../../../privacy/deidentification/proposal.ts';
import { countClasses, protectTable } from '../../../privacy/deidentification/protect-table.ts';
import { verifyReleasable } from '../../../privacy/deidentification/report.ts';
import { DATASET, datasetKey } from '../../support/protection.ts';

const ROWS = 400;
const orders = [...workOrders(HOTLINE.seed, ROWS)];
const source = orders.map((order, index) => ({ index, cells: HOTLINE_COLUMNS.map((column) => order[column]) }));

const profile = (): readonly FieldFacts[] => {
  const profiler = createProfiler([...HOTLINE_COLUMNS], 'csv');
  for (const { cells } of source) profiler.add(cells);
  return profiler.result().columns;
};
const ruleOf = ({ columns }: ProtectionPlan, name: string): string | undefined => columns.find((column) => column.name === name)?.rule;

const field = (more: Partial<FieldFacts>): FieldFacts => ({
  name: 'field',
  filled: 100,
  distinct: 4,
  longest: 8,
  found: {},
  withheld: false,
  ...more,
});
const proposed = (more: Partial<FieldFacts>) => proposeColumn(field(more));

describe('the proposal of a protection plan', () => {
  it('names every column of the work orders in their order, and is a plan that is accepted', () => {
    const plan = proposePlan({ dataset: DATASET, language: 'zh-CN', fields: profile() });
    expect(parsePlan(structuredClone(plan))).to.deep.equal(plan);
    expect(plan.columns.map(({ name }) => name)).to.deep.equal([...HOTLINE_COLUMNS]);
    expect(plan.minimumClass).to.equal(5);
  });

  it('is at least as strict for the work orders as the plan that their owner wrote by hand', () => {
    const plan = proposePlan({ dataset: DATASET, language: 'zh-CN', fields: profile() });
    for (const { name, rule } of hotlinePlan(DATASET).columns) expect(ruleOf(plan, name), name).to.equal(rule);
    expect(plan.columns.filter((column) => 'isQuasi' in column && column.isQuasi).map(({ name }) => name)).to.deep.equal([
      'district',
      'category',
      'unit',
    ]);
  });

  it('lets rows of the work orders leave in which nothing is found again', async () => {
    const plan = proposePlan({ dataset: DATASET, language: 'zh-CN', fields: profile() });
    const premise = { plan, key: datasetKey, detect };
    const table = protectTable({ ...premise, classes: await countClasses(premise, source) }, source);
    for await (const _ of table.rows);
    const report = table.report();
    verifyReleasable(report);
    expect(report.rows.released).to.be.greaterThan(ROWS / 2);
    expect(report.classes?.k).to.be.at.least(5);
  });

  it('keeps what was withheld at the connector, and looks for its values in the texts', () => {
    expect(proposed({ withheld: true }).column).to.deep.equal({ rule: 'withhold', name: 'field' });
    expect(proposed({ withheld: true, longest: 900, found: { mobile: 1 } })).to.deep.equal({
      column: { rule: 'withhold', name: 'field', kind: 'mobile' },
      ground: 'withheld',
    });
  });

  it('withholds a short column that holds a kind in one cell of ten, though its detector missed the rest', () => {
    expect(proposed({ found: { name: 10, mobile: 2 } })).to.deep.equal({
      column: { rule: 'withhold', name: 'field', kind: 'name' },
      ground: 'values',
    });
    expect(proposed({ found: { name: 9 } })).to.deep.equal({ column: { rule: 'text', name: 'field' }, ground: 'text' });
    expect(proposed({ found: { name: 50, 'id-number': 50 } }).column).to.deep.include({ kind: 'id-number' });
  });

  it('treats as text what is long, and what nobody has looked at', () => {
    expect(proposed({ longest: 65 }).ground).to.equal('text');
    expect(proposed({ longest: 65, found: { name: 100 } }).column.rule).to.equal('text');
    const { found: _, ...unexamined } = field({});
    expect(proposeColumn(unexamined)).to.deep.equal({ column: { rule: 'text', name: 'field' }, ground: 'unexamined' });
  });

  it('makes births, ages and times coarser', () => {
    expect(proposed({ name: '出生日期' }).column).to.deep.equal({
      rule: 'generalize',
      name: '出生日期',
      to: 'year',
      kind: 'date',
      isQuasi: true,
    });
    expect(proposed({ name: '年龄' }).column).to.deep.equal({ rule: 'age-band', name: '年龄', years: 10, isQuasi: true });
    for (const name of ['received_at', '登记时间']) expect(proposed({ name }).ground, name).to.equal('time');
    expect(proposed({ look: { like: 'date' } }).column).to.deep.equal({ rule: 'generalize', name: 'field', to: 'month' });
  });

  it('takes values of which most differ for identifiers, and few ones for a quasi-identifier', () => {
    expect(proposed({ distinct: 51 }).column).to.deep.equal({ rule: 'pseudonym', name: 'field', kind: 'identifier' });
    expect(proposed({ distinct: 3, distinctAtLeast: true }).ground).to.equal('distinct');
    expect(proposed({ distinct: 50 }).column).to.deep.equal({ rule: 'keep', name: 'field', isQuasi: true });
    expect(proposed({ distinct: 1 }).column).to.deep.equal({ rule: 'keep', name: 'field' });
    expect(proposed({ filled: 0, distinct: 0, longest: 0 }).ground).to.equal('constant');
  });

  it('asks for classes of a size only where there are classes', () => {
    const plan = (fields: readonly FieldFacts[]) => proposePlan({ dataset: DATASET, language: 'en', fields });
    expect(plan([field({ distinct: 1 })]).minimumClass).to.equal(undefined);
    expect(plan([field({})]).minimumClass).to.equal(5);
  });
});
