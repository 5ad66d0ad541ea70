import { expect } from 'chai';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { toHex } from '../../../common/encodings.ts';
import type { Detect } from '../../../privacy/deidentification/kinds.ts';
import { planHash, releasedColumns } from '../../../privacy/deidentification/plan.ts';
import { protectTable, type ReleasedRow, type TablePremise } from '../../../privacy/deidentification/protect-table.ts';
import {
  parseReport,
  reportHash,
  toReportBytes,
  verifyReleasable,
  type ProtectionReport,
} from '../../../privacy/deidentification/report.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { datasetKey, planOf, tinyDetect } from '../../support/protection.ts';

const plan = planOf([
  { rule: 'pseudonym', name: 'order', kind: 'identifier' },
  { rule: 'token', name: 'caller', kind: 'name' },
  { rule: 'withhold', name: 'mobile', kind: 'mobile' },
  { rule: 'keep', name: 'unit' },
  { rule: 'text', name: 'text' },
]);
const SOURCE: readonly (readonly string[])[] = [
  ['HA-0001', '张伟', '13800138000', '水务', '张伟，13800138000，联系人李娜，19900000001'],
  ['HA-0002', '王', '', '电力', '【姓名1】没有来'],
  ['HA-0003', '', '13800138000', '', ''],
];
const rowsOf = (cells: readonly (readonly string[])[] = SOURCE) => cells.map((row, index) => ({ index, cells: row }));

const protect = async (more: Partial<TablePremise> = {}, cells = SOURCE): Promise<{ rows: ReleasedRow[]; report: ProtectionReport }> => {
  const table = protectTable({ plan, key: datasetKey, detect: tinyDetect, ...more }, rowsOf(cells));
  const rows: ReleasedRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { rows, report: table.report() };
};

describe('a protected table', () => {
  it('gives rows to leave, maps to stay, and a report without a value', async () => {
    const { rows, report } = await protect();
    expect(releasedColumns(plan).map(({ name }) => name)).to.deep.equal(['order', 'caller', 'unit', 'text']);
    expect(rows.map(({ cells }) => cells.slice(1))).to.deep.equal([
      ['【姓名1】', '水务', '【姓名1】，【手机号1】，联系人【姓名2】，【手机号2】'],
      ['【姓名1】', '电力', '【原文标记1】没有来'],
      ['', '', ''],
    ]);
    expect(rows.every(({ cells: [order = ''] }) => /^编号-[b-df-hj-np-tv]{20}$/.test(order))).to.equal(true);
    expect(rows[1]?.maps.get('text')).to.deep.equal({ v: 1, sourceLength: 8, deliveredLength: 10, replaced: [[0, 5, 0, 7]] });
    const count = { empty: 0, unreadable: 0, unsought: 0 };
    expect(report).to.deep.equal({
      v: 1,
      dataset: plan.dataset,
      plan: planHash(plan),
      rows: { read: 3, released: 3, suppressed: { blanked: 0, smallClass: 0 } },
      columns: [
        { ...count, name: 'order', rule: 'pseudonym' },
        { ...count, name: 'caller', rule: 'token', empty: 1 },
        { ...count, name: 'mobile', rule: 'withhold', empty: 1 },
        { ...count, name: 'unit', rule: 'keep', empty: 1 },
        { ...count, name: 'text', rule: 'text', empty: 1 },
      ],
      replaced: [
        { column: 'text', kind: 'mark', own: 0, found: 1 },
        { column: 'text', kind: 'mobile', own: 1, found: 1 },
        { column: 'text', kind: 'name', own: 1, found: 1 },
      ],
      residual: { findings: 0, rows: [] },
    });
    verifyReleasable(report);
    for (const value of SOURCE.flat().filter((cell) => cell !== '')) expect(JSON.stringify(report)).to.not.include(value);
  });

  it('has a report that is hashed as its canonical JSON, whoever made it', async () => {
    const { report } = await protect();
    const bytes = new TextEncoder().encode(`xinbiao/deidentification-report/1\n${toCanonicalJson(report as Json)}`);
    expect(toReportBytes(report)).to.deep.equal(bytes);
    expect(reportHash(report)).to.equal(toHex(sha256(bytes)));
    expect(parseReport(JSON.parse(JSON.stringify(report)))).to.deep.equal(report);
    for (const bad of [{ ...report, v: 2 }, { ...report, value: '张伟' }, { ...report, residual: { findings: -1, rows: [] } }, null])
      await expectCode(() => parseReport(bad), 'report-malformed');
  });

  it('is the same each time under one key, and differs in pseudonyms alone under another', async () => {
    const [first, second, other] = [await protect(), await protect(), await protect({ key: sha256(datasetKey) })];
    expect(second).to.deep.equal(first);
    expect(other.report).to.deep.equal(first.report);
    expect(other.rows.map(({ cells }) => cells.slice(1))).to.deep.equal(first.rows.map(({ cells }) => cells.slice(1)));
    first.rows.forEach(({ cells }, at) => expect(other.rows[at]?.cells[0]).to.not.equal(cells[0]));
  });

  it('reads a row when the row before it was taken, and lets go of the source when nobody reads on', async () => {
    let read = 0;
    let isClosed = false;
    const endless = async function* () {
      try {
        for (;;) yield { index: read++, cells: SOURCE[0] ?? [] };
      } finally {
        isClosed = true;
      }
    };
    const table = protectTable({ plan, key: datasetKey, detect: tinyDetect }, endless());
    for await (const { index } of table.rows) {
      expect(read).to.equal(index + 1);
      if (index === 99) break;
    }
    expect([read, isClosed]).to.deep.equal([100, true]);
    await expectCode(() => table.report(), 'rows-unread');
  });

  it('is what the protocol’s page shows', async () => {
    const example = planOf([
      { rule: 'pseudonym', name: 'order', kind: 'identifier' },
      { rule: 'token', name: 'caller', kind: 'name' },
      { rule: 'withhold', name: 'mobile', kind: 'mobile' },
      { rule: 'text', name: 'text' },
    ]);
    const source = [['HA-0001', '张伟', '13800138000', '张先生，１３８ 0013 8000，联系人李娜，【姓名2】']];
    const { rows } = await protect({ plan: example }, source);
    expect(rows[0]?.cells.slice(1)).to.deep.equal(['【姓名1】', '【姓名1】先生，【手机号1】，联系人【姓名2】，【原文标记1】']);
    expect(rows[0]?.maps.get('text')?.replaced).to.deep.equal([
      [0, 1, 0, 5],
      [4, 17, 8, 14],
      [21, 23, 18, 23],
      [24, 29, 24, 31],
    ]);
  });

  it('counts values that are too short to be looked for', async () => {
    const { report } = await protect({}, [['1', '李', '1', '', '1月1日，李家']]);
    expect(report.columns.map(({ unsought }) => unsought)).to.deep.equal([1, 0, 1, 0, 0]);
    expect(report.replaced).to.deep.equal([]);
  });

  it('stops at a row that does not fit', async () => {
    await expectCode(() => protect({}, [...SOURCE, ['one cell']]), 'row-ragged');
    await expectCode(() => protect({ key: new Uint8Array(31) }), 'key-length-wrong');
  });
});

describe('the scan of what is left', () => {
  const remaining = async (more: Partial<TablePremise>, cells: readonly (readonly string[])[]) =>
    (await protect(more, cells)).report.residual;

  it('names row, column and kind of what the detector finds again, and the table does not leave', async () => {
    let calls = 0;
    // Blind to the text of the second row the first time.
    const forgetful: Detect = (text, context) => (context.heading === 'text' && calls++ === 2 ? [] : tinyDetect(text, context));
    const cells = [SOURCE[0] ?? [], ['HA-0004', '', '', '', '找我19900000001，19900000002']];
    const { report } = await protect({ detect: forgetful }, cells);
    expect(report.residual).to.deep.equal({ findings: 2, rows: [{ row: 1, column: 'text', kind: 'mobile', origin: 'found', count: 2 }] });
    expect(JSON.stringify(report)).to.not.include('1990000000');
    await expectCode(() => verifyReleasable(report), 'identifier-remains');
    expect(JSON.stringify(await detailsOf(() => verifyReleasable(report), 'identifier-remains'))).to.not.include('1990000000');
  });

  it('sees through invisible characters, when it protects and when it looks again', async () => {
    const hidden = '199\u200b0000\u200f0001';
    const { rows, report } = await protect({}, [['HA-0008', '', '', hidden, hidden]]);
    expect(rows[0]?.cells.at(-1)).to.equal('【手机号1】');
    expect(report.residual.rows).to.deep.equal([{ row: 0, column: 'unit', kind: 'mobile', origin: 'found', count: 1 }]);
  });

  it('looks for the row’s own values and for others in columns that are kept', async () => {
    const cells = [['HA-0005', '张伟', '13800138000', '张伟工作室 １３８００１３８０００，19900000001', '']];
    expect(await remaining({}, cells)).to.deep.equal({
      findings: 3,
      rows: [
        { row: 0, column: 'unit', kind: 'mobile', origin: 'found', count: 1 },
        { row: 0, column: 'unit', kind: 'name', origin: 'own', count: 1 },
        { row: 0, column: 'unit', kind: 'mobile', origin: 'own', count: 1 },
      ],
    });
  });

  it('does not take a token for a person, but does take what stands beside it', async () => {
    const cells = [['HA-0006', '张伟', '', '', '张伟明天来']];
    const over =
      (end: number): Detect =>
      (text) =>
        text.startsWith('【') ? [{ kind: 'name', start: 0, end }] : [];
    expect((await remaining({ detect: over(5) }, cells)).findings).to.equal(0);
    expect((await remaining({ detect: over(6) }, cells)).findings).to.equal(1);
  });

  it('does not take a token’s own word for a value of the row', async () => {
    const { rows, report } = await protect({}, [['HA-0007', '姓名', '', '', '姓名，你好']]);
    expect(rows[0]?.cells.at(-1)).to.equal('【姓名1】，你好');
    expect(report.residual.findings).to.equal(0);
  });

  it('refuses findings outside what it was given', async () => {
    const beyond: Detect = (text) => (text === '水务' ? [{ kind: 'name', start: 0, end: 3 }] : []);
    await expectCode(() => protect({ detect: beyond }), 'finding-malformed');
  });
});
