import { expect } from 'chai';
import fc from 'fast-check';
import { createClassCounter } from '../../../privacy/deidentification/classes.ts';
import type { ColumnPlan, ProtectionPlan } from '../../../privacy/deidentification/plan.ts';
import { countClasses, protectTable, type ReleasedRow } from '../../../privacy/deidentification/protect-table.ts';
import { verifyReleasable, type ProtectionReport } from '../../../privacy/deidentification/report.ts';
import { expectCode } from '../../support/expect-code.ts';
import { datasetKey, planOf, tinyDetect } from '../../support/protection.ts';
import { readTable } from '../../support/tables.ts';
import { readVector } from '../../support/vectors.ts';

const key = datasetKey;
const toRows = (rows: readonly (readonly string[])[]) => rows.map((cells, index) => ({ index, cells }));

interface Measured {
  readonly rows: readonly ReleasedRow[];
  readonly report: ProtectionReport;
}

const protect = async (plan: ProtectionPlan, cells: readonly (readonly string[])[], isSuppressing = false): Promise<Measured> => {
  const classes = isSuppressing ? { classes: await countClasses({ plan, key }, toRows(cells)) } : {};
  const table = protectTable({ plan, key, detect: tinyDetect, ...classes }, toRows(cells));
  const rows: ReleasedRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { rows, report: table.report() };
};

const quasi = (name: string): ColumnPlan => ({ rule: 'keep', name, isQuasi: true });

describe('classes of quasi-identifiers', () => {
  it('leave a suppressed row out: it is no class of its own and does not leave', async () => {
    const { columns, rows } = await readTable(readVector('cases/19-suppressed-row.csv'));
    const plan = planOf([...columns.slice(0, 3).map(quasi), { rule: 'keep', name: columns[3] ?? '' }], { minimumClass: 2 });
    const { report, rows: released } = await protect(plan, rows);
    expect(report.classes).to.deep.equal({ columns: ['年龄段', '性别', '邮编'], missing: 'own-value', k: 2, count: 3, minimum: 2 });
    expect(report.rows).to.deep.equal({ read: 7, released: 6, suppressed: { blanked: 1, smallClass: 0 } });
    expect(released.map(({ index }) => index)).to.deep.equal([0, 1, 2, 4, 5, 6]);
    verifyReleasable(report);
  });

  it('take a missing value for a value of its own, so that a blanked cell hides nobody', async () => {
    const { columns, rows } = await readTable(readVector('cases/19b-missing-cell.csv'));
    const plan = planOf(columns.map(quasi), { minimumClass: 2 });
    const { report } = await protect(plan, rows);
    expect(report.classes).to.deep.include({ k: 1, count: 3, missing: 'own-value' });
    await expectCode(() => verifyReleasable(report), 'class-too-small');
  });

  it('below the smallest that may leave are suppressed on a second walk', async () => {
    const { columns, rows } = await readTable(readVector('cases/19b-missing-cell.csv'));
    const { report, rows: released } = await protect(planOf(columns.map(quasi), { minimumClass: 2 }), rows, true);
    expect(report.classes).to.deep.include({ k: 2, count: 2 });
    expect(report.rows).to.deep.equal({ read: 5, released: 4, suppressed: { blanked: 0, smallClass: 1 } });
    expect(released.map(({ index }) => index)).to.deep.equal([0, 1, 2, 3]);
    verifyReleasable(report);
  });

  it('are counted over what leaves: generalized, and unreadable values together', async () => {
    const plan = planOf([{ rule: 'age-band', name: 'age', years: 10, isQuasi: true }, quasi('sex')], { minimumClass: 2 });
    const { report } = await protect(plan, [
      ['41', '女'],
      ['49岁', '女'],
      ['不详', '男'],
      ['?', '男'],
    ]);
    expect(report.classes).to.deep.include({ k: 2, count: 2 });
    expect(report.columns[0]).to.deep.equal({ name: 'age', rule: 'age-band', empty: 0, unreadable: 2, unsought: 0 });
  });

  it('are never smaller than the smallest after suppression', async () => {
    const cell = fc.constantFrom('', '*', 'a', 'b');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 30 }), fc.integer({ min: 2, max: 5 }), async (cells, minimumClass) => {
        const { report, rows } = await protect(planOf([quasi('x'), quasi('y')], { minimumClass }), cells, true);
        verifyReleasable(report);
        const sizes = new Map<string, number>();
        for (const { cells: values } of rows) sizes.set(values.join('/'), (sizes.get(values.join('/')) ?? 0) + 1);
        expect(report.classes?.k).to.equal(Math.min(...sizes.values(), sizes.size === 0 ? 0 : Number.POSITIVE_INFINITY));
        expect([...sizes.values()].every((size) => size >= minimumClass)).to.equal(true);
        expect(sizes.has('*/*')).to.equal(false);
        expect(report.rows.released).to.equal(rows.length);
        expect(report.rows.read).to.equal(cells.length);
      }),
    );
  });

  it('tell combinations apart whose texts run together', () => {
    const counter = createClassCounter();
    for (const values of [
      ['a,b', 'c'],
      ['a', 'b,c'],
      ['a"', 'b'],
      ['a', '"b'],
    ])
      counter.add(values);
    expect([counter.classes, counter.smallest()]).to.deep.equal([4, 1]);
  });
});
