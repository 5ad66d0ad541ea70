import { expect } from 'chai';
import * as fc from 'fast-check';
import {
  canBeQuasi,
  kindOf,
  isQuasi,
  kindsFor,
  mayLackKind,
  parseClass,
  toPlan,
  treatAs,
  treatmentOf,
  TREATMENTS,
  withKind,
  withQuasi,
} from '../../console/src/pages/protection/plan-edits.ts';
import { KINDS } from '../../privacy/deidentification/kinds.ts';
import { parsePlan, type ColumnPlan } from '../../privacy/deidentification/plan.ts';
import { DATASET } from '../support/protection.ts';

const accept = (...columns: ColumnPlan[]): void => {
  parsePlan({ v: 1, dataset: DATASET, language: 'zh-CN', columns });
};
const name = 'field';

describe('edits of a protection plan', () => {
  it('give a plan that is accepted, whatever is chosen after whatever', () => {
    const edit = fc.oneof(
      fc.constantFrom(...TREATMENTS).map((treatment) => (column: ColumnPlan) => treatAs(column, treatment)),
      fc.option(fc.constantFrom(...KINDS), { nil: undefined }).map((kind) => (column: ColumnPlan) => withKind(column, kind)),
      fc.boolean().map((quasi) => (column: ColumnPlan) => withQuasi(column, quasi)),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        accept(edits.reduce<ColumnPlan>((column, change) => change(column), { rule: 'keep', name }));
      }),
    );
  });

  it('choose every treatment, and read it back', () => {
    for (const treatment of TREATMENTS) {
      const column = treatAs({ rule: 'keep', name }, treatment);
      accept(column);
      expect(treatmentOf(column)).to.equal(treatment);
    }
  });

  it('keep the kind and the mark of a quasi-identifier where the new treatment knows them', () => {
    expect(treatAs({ rule: 'withhold', name, kind: 'mobile' }, 'mask')).to.deep.equal({ rule: 'mask', name, kind: 'mobile' });
    expect(treatAs({ rule: 'withhold', name, kind: 'date' }, 'mask')).to.deep.equal({ rule: 'mask', name, kind: 'identifier' });
    expect(treatAs({ rule: 'withhold', name, kind: 'date' }, 'year')).to.deep.equal({ rule: 'generalize', name, to: 'year', kind: 'date' });
    expect(treatAs({ rule: 'keep', name, isQuasi: true }, 'age-10')).to.deep.equal({ rule: 'age-band', name, years: 10, isQuasi: true });
    expect(treatAs({ rule: 'keep', name, isQuasi: true }, 'pseudonym')).to.deep.equal({ rule: 'pseudonym', name, kind: 'identifier' });
  });

  it('offer kinds where values are looked for in texts, and none elsewhere', () => {
    expect(kindsFor({ rule: 'mask', name, kind: 'name' })).to.not.include('date');
    expect(kindsFor({ rule: 'text', name })).to.deep.equal([]);
    expect(mayLackKind({ rule: 'token', name, kind: 'name' })).to.equal(false);
    expect(kindOf(withKind({ rule: 'withhold', name, kind: 'name' }, undefined))).to.equal(undefined);
    expect(withKind({ rule: 'token', name, kind: 'name' }, undefined)).to.deep.equal({ rule: 'token', name, kind: 'name' });
    expect(withKind({ rule: 'text', name }, 'name')).to.deep.equal({ rule: 'text', name });
  });

  it('mark quasi-identifiers only where a value leaves that can be compared', () => {
    expect(TREATMENTS.filter((one) => canBeQuasi(treatAs({ rule: 'keep', name }, one)))).to.deep.equal([
      ...(['year', 'month', 'district', 'age-20', 'age-10', 'age-5', 'keep'] as const),
    ]);
    expect(isQuasi(withQuasi({ rule: 'text', name }, true))).to.equal(false);
    expect(withQuasi({ rule: 'keep', name, isQuasi: true }, false)).to.deep.equal({ rule: 'keep', name });
  });

  it('take a smallest class of 2 to a million rows, and only where there are classes', () => {
    expect(['5', ' 2 ', '1000000'].map(parseClass)).to.deep.equal([5, 2, 1_000_000]);
    for (const typed of ['', '1', '0', '-5', '5.5', '1e3', '1000001', 'k']) expect(parseClass(typed), typed).to.equal(undefined);
    const base = { v: 1 as const, dataset: DATASET, language: 'en' as const, minimumClass: 9 };
    expect(toPlan({ ...base, columns: [{ rule: 'keep', name }] }, 5)).to.not.have.property('minimumClass');
    expect(toPlan({ ...base, columns: [{ rule: 'keep', name, isQuasi: true }] }, 5).minimumClass).to.equal(5);
    expect(toPlan({ ...base, columns: [{ rule: 'keep', name, isQuasi: true }] }, undefined)).to.not.have.property('minimumClass');
  });
});
