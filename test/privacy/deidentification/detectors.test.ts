import { expect } from 'chai';
import { HOTLINE } from '../../../demo/hotline/table.ts';
import { HOTLINE_COLUMNS, workOrders } from '../../../demo/hotline/work-orders.ts';
import { detect } from '../../../policies/classification/detect.ts';
import { protectTable } from '../../../privacy/deidentification/protect-table.ts';
import { verifyReleasable } from '../../../privacy/deidentification/report.ts';
import { seeThrough } from '../../../privacy/deidentification/see-through.ts';
import { expectCode } from '../../support/expect-code.ts';
import { datasetKey, planOf, protectAlone, textOf } from '../../support/protection.ts';
import { readVector } from '../../support/vectors.ts';

const plan = planOf([
  { rule: 'pseudonym', name: 'order_id', kind: 'identifier' },
  { rule: 'generalize', name: 'received_at', to: 'month' },
  { rule: 'token', name: 'caller', kind: 'name' },
  { rule: 'withhold', name: 'id_number', kind: 'id-number' },
  { rule: 'mask', name: 'mobile', kind: 'mobile' },
  { rule: 'mask', name: 'landline', kind: 'landline' },
  { rule: 'mask', name: 'email', kind: 'email' },
  { rule: 'district', name: 'address', isQuasi: true },
  { rule: 'keep', name: 'district' },
  { rule: 'keep', name: 'category', isQuasi: true },
  { rule: 'text', name: 'text' },
  { rule: 'keep', name: 'unit' },
  { rule: 'keep', name: 'data_kind' },
]);
const SOUGHT = ['order_id', 'caller', 'id_number', 'mobile', 'landline', 'email', 'address'] as const;
const NUMBERS = /(?<!\d)1[3-9]\d0000\d{4}(?!\d)|3208\d{13}[\dX]|@(?:example|mail|huaian)\./;

describe('a hotline’s work orders, protected with the detectors of classification', () => {
  it('leave without an identifier of their caller, without any number, and nothing is found again', async () => {
    const orders = [...workOrders(HOTLINE.seed, 400)];
    const source = orders.map((order, index) => ({ index, cells: HOTLINE_COLUMNS.map((column) => order[column]) }));
    const table = protectTable({ plan, key: datasetKey, detect }, source);
    for await (const { index, cells } of table.rows) {
      const order = orders[index];
      for (const cell of cells)
        for (const column of SOUGHT)
          if ((order?.[column].length ?? 0) > 1) expect(cell, `${index} ${column}`).to.not.include(order?.[column]);
      expect(cells.join('\n')).to.not.match(NUMBERS);
      if (cells.at(-3) === order?.text) expect(order?.text).to.not.match(NUMBERS);
    }
    const report = table.report();
    expect(report.rows).to.deep.equal({ read: 400, released: 400, suppressed: { blanked: 0, smallClass: 0 } });
    expect(report.residual.rows).to.deep.equal([]);
    expect(report.columns.every(({ unreadable }) => unreadable === 0)).to.equal(true);
    verifyReleasable(report);
  });

  for (const file of ['cases/15-phone-in-long-digits.txt', 'cases/17-id-next-to-chinese.txt'])
    it(`replace exactly what detection finds in ${file}`, () => {
      for (const line of readVector(file).toString('utf8').trimEnd().split('\n')) {
        const findings = detect(line);
        const { replaced } = textOf(protectAlone(line, [], findings));
        expect(replaced.map(([start, end]) => [start, end])).to.deep.equal(findings.map(({ start, end }) => [start, end]));
      }
    });

  it('see through what is invisible inside a number, whoever’s it is', () => {
    const text = '\u200f电话1\u200b3\u200b8\ufeff00138000\u200d，转138\u200b00138000';
    const findings = seeThrough(detect)(text, { heading: 'text' });
    expect(textOf(protectAlone(text, [], findings)).text).to.equal('\u200f电话【手机号1】，转【手机号1】');
    expect(seeThrough(detect)('\u200b', { heading: 'text' })).to.deep.equal([]);
  });

  it('refuse what a detector claims beyond the visible text', async () => {
    const beyond = seeThrough(() => [{ kind: 'name', start: 0, end: 9 }]);
    await expectCode(() => protectAlone('张\u200b伟', [], beyond('张\u200b伟', { heading: 'text' })), 'finding-malformed');
  });
});
