import { expect } from 'chai';
import type { LotLedger, Reading } from '../../../labeling/pay/ledger.ts';
import { lineOf, type PayLine } from '../../../labeling/pay/line.ts';
import { toPayCsv } from '../../../labeling/pay/csv.ts';
import { sumOf, toStatement } from '../../../labeling/pay/statement.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface LineVector {
  readonly name: string;
  readonly ledger: LotLedger;
  readonly reading: Reading;
  readonly line: PayLine;
}
const { cases } = readVectorJson<{ readonly cases: readonly LineVector[] }>('pay/lines.json');

describe('what becomes of the pay of one work', () => {
  for (const { name, ledger, reading, line } of cases) it(name, () => expect(toStatement([ledger], reading).lines).to.deep.equal([line]));

  it('knows every rule from a vector', () => {
    expect([...new Set(cases.map(({ line }) => line.rule))].toSorted()).to.deep.equal([
      'appeal-lapsed',
      'appeal-overturned',
      'appeal-pending',
      'appeal-upheld',
      'lot-answered',
      'lot-open',
      'may-be-appealed',
      'may-be-withheld',
      'not-appealed',
      'nothing-agreed',
      'report',
      'withholding-lapsed',
    ]);
  });
});

describe('the sums of a statement', () => {
  const [lot, work] = ['lot', { event: 'a'.repeat(64), item: 'item', kind: 'label' as const }];
  const closed = { event: 'c'.repeat(64), index: 1, time: 1000 };
  const terms = { withhold: 24, appeal: 72, decide: 24 };
  const withheld = { event: 'b'.repeat(64), index: 2, time: 2000, label: work.event, amount: 20 };
  const appealed = { event: 'd'.repeat(64), index: 3, time: 3000, withholding: withheld.event };
  const ledger: LotLedger = { lot, price: 32, terms, closed, work: [work], withholdings: [], appeals: [], decisions: [] };
  const reading = { size: 4, points: [] };

  it('says of what is withheld how much is under appeal', () => {
    const ledgers: readonly LotLedger[] = [
      ledger,
      { ...ledger, withholdings: [withheld] },
      { ...ledger, withholdings: [withheld], appeals: [appealed] },
      { lot, price: 10, closed, work: [work], withholdings: [], appeals: [], decisions: [] },
    ];
    expect(toStatement(ledgers, reading).sums).to.deep.equal({ earned: 106, due: 34, atRisk: 32, withheld: 40, appealed: 20 });
    expect(sumOf([])).to.deep.equal({ earned: 0, due: 0, atRisk: 0, withheld: 0, appealed: 0 });
  });

  it('is written as a table, a work a line', () => {
    const line = lineOf({ ...ledger, withholdings: [withheld], appeals: [appealed] }, work, reading);
    const [heading, row, end] = toPayCsv([line]).split('\r\n');
    expect(heading).to.equal('lot,item,work,kind,amount,due,atRisk,withheld,state,rule,until,because');
    expect(row).to.equal(
      `lot,item,${work.event},label,32,12,0,20,appealed,appeal-pending,${3000 + 24 * 3_600_000},${withheld.event} ${appealed.event}`,
    );
    expect(end).to.equal('');
    expect(toPayCsv([lineOf(ledger, work, { size: 4, points: [{ size: 4, time: 1e9 }] })])).to.include('withholding-lapsed,,');
  });
});
