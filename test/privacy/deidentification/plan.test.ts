import { expect } from 'chai';
import { parsePlan, planHash, soughtKind, verifyColumns } from '../../../privacy/deidentification/plan.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { DATASET, OTHER_DATASET, planOf } from '../../support/protection.ts';

const whole = {
  v: 1,
  dataset: DATASET,
  language: 'en',
  columns: [
    { rule: 'keep', name: 'sex', isQuasi: true },
    { rule: 'withhold', name: 'note' },
    { rule: 'token', name: 'caller', kind: 'name' },
    { rule: 'pseudonym', name: 'order', kind: 'identifier' },
    { rule: 'mask', name: 'mobile', kind: 'mobile' },
    { rule: 'generalize', name: 'born', to: 'year', kind: 'date', isQuasi: true },
    { rule: 'district', name: 'address' },
    { rule: 'age-band', name: 'age', years: 5, isQuasi: false },
    { rule: 'text', name: 'text' },
  ],
  minimumClass: 5,
};
const first = (change: object): object => ({ ...whole, columns: [{ ...whole.columns[0], ...change }, ...whole.columns.slice(1)] });

describe('a protection plan', () => {
  it('says what happens to every column, and under which kind its values are looked for in texts', () => {
    const plan = parsePlan(structuredClone(whole));
    expect(plan).to.deep.equal(whole);
    expect(plan.columns.map((column) => soughtKind(column) ?? '').join(' ')).to.equal('  name identifier mobile date address  ');
    verifyColumns(plan, ['sex', 'note', 'caller', 'order', 'mobile', 'born', 'address', 'age', 'text']);
  });

  it('is refused where it is not closed', async () => {
    const bad: readonly unknown[] = [
      null,
      { ...whole, v: 2 },
      { ...whole, more: 1 },
      { ...whole, dataset: 'x' },
      { ...whole, language: 'fr' },
      { ...whole, columns: [] },
      { ...whole, minimumClass: 1 },
      first({ rule: 'drop' }),
      first({ kind: 'name' }),
      first({ name: '' }),
      first({ name: 'note' }),
      first({ rule: 'token' }),
      first({ rule: 'token', kind: 'passport', isQuasi: undefined }),
      first({ rule: 'mask', kind: 'date', isQuasi: undefined }),
      first({ rule: 'text', isQuasi: true }),
      first({ rule: 'age-band', years: 7 }),
      { ...whole, columns: whole.columns.slice(1, 5) },
    ];
    for (const value of bad) await expectCode(() => parsePlan(value), 'plan-malformed');
    expect(await detailsOf(() => parsePlan(first({ name: 'note' })), 'plan-malformed')).to.deep.equal({
      problems: [{ pointer: '/columns/1/name', code: 'custom' }],
    });
  });

  it('does not fit a table with another column, order or number of columns', async () => {
    const plan = planOf([
      { rule: 'keep', name: 'a' },
      { rule: 'keep', name: 'b' },
    ]);
    for (const columns of [['a'], ['b', 'a'], ['a', 'b', 'c'], []])
      await expectCode(() => verifyColumns(plan, columns), 'plan-columns-differ');
  });

  it('has a hash that changes with every member', () => {
    const plan = parsePlan(whole);
    expect(planHash(plan)).to.match(/^[0-9a-f]{64}$/);
    expect(planHash(parsePlan(structuredClone(whole)))).to.equal(planHash(plan));
    for (const other of [{ ...whole, dataset: OTHER_DATASET }, first({ isQuasi: false }), { ...whole, minimumClass: 6 }])
      expect(planHash(parsePlan(other))).to.not.equal(planHash(plan));
  });
});
