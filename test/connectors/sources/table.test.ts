import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { concatBytes, toUtf8 } from '../../../common/encodings.ts';
import { LONGEST_LINE, LONGEST_NAME, MOST_COLUMNS } from '../../../connectors/sources/limits.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { readTable } from '../../support/tables.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('a table', () => {
  it('reads the action plan: every clause with its six cells', async () => {
    const bytes = fs.readFileSync(path.join(ROOT, 'demo/data/action-plan-clauses.tsv'));
    const { columns, rows } = await readTable(bytes, { format: 'tsv' });
    expect(columns).to.deep.equal(['clause', 'section', 'group', 'title', 'text', 'departments']);
    expect(rows).to.have.length(21);
    expect(rows[0]?.[0]).to.equal('0');
    expect(rows.every((row) => (row[4] ?? '').length > 0)).to.equal(true);
  });

  it('keeps every cell as the text that stands there', async () => {
    const cells = ['007', '1e5', 'TRUE', ' padded ', '', '2027-01-01', '9007199254740993', '-0', 'null', '𠮷野家', '__proto__'];
    const heading = cells.map((_, i) => `c${i}`).join('\t');
    expect((await readTable(`${heading}\n${cells.join('\t')}\n`, { format: 'tsv' })).rows).to.deep.equal([cells]);
  });

  it('takes quotes, line ends inside quotes, and both line ends', async () => {
    expect((await readTable('a,b\r\n"x ""y"", z","1\n2\r3\r\n4"\r\n')).rows).to.deep.equal([['x "y", z', '1\n2\r3\r\n4']]);
    expect((await readTable('a,b\n1,2')).rows).to.deep.equal([['1', '2']]);
  });

  it('reads the same from chunks of any size, down to one byte', async () => {
    const text = 'a,b\r\n"x ""y"", 𠮷","1\r\n2"\r\n3,"4\n"\n';
    for (const chunk of [1, 2, 3, 5, 7, 64])
      expect((await readTable(text, { chunk })).rows, `${chunk}`).to.have.deep.ordered.members([
        ['x "y", 𠮷', '1\r\n2'],
        ['3', '4\n'],
      ]);
  });

  it('drops a byte order mark, and only one at the beginning', async () => {
    const mark = Uint8Array.of(0xef, 0xbb, 0xbf);
    const { columns, rows } = await readTable(concatBytes(mark, toUtf8('甲,乙\n\ufeff一,二\n')));
    expect(columns).to.deep.equal(['甲', '乙']);
    expect(rows).to.deep.equal([['\ufeff一', '二']]);
    expect((await readTable(concatBytes(mark, mark, toUtf8('甲\n1\n')))).columns).to.deep.equal(['\ufeff甲']);
  });

  it('reads a heading without rows as an empty table', async () => {
    expect(await readTable('a,b\n')).to.deep.equal({ columns: ['a', 'b'], rows: [], ragged: { count: 0, first: [] } });
  });

  it('reports ragged rows with line and cells, and takes the others', async () => {
    const { rows, ragged } = await readTable('a,b\r\n"1\r\n1",2\r\n1,2,3\r\n4\r\n5,6\r\n\r\n7,8\r\n');
    expect(rows).to.deep.equal([
      ['1\r\n1', '2'],
      ['5', '6'],
      ['7', '8'],
    ]);
    expect(ragged).to.deep.equal({
      count: 3,
      first: [
        { line: 4, cells: 3 },
        { line: 5, cells: 1 },
        { line: 7, cells: 1 },
      ],
    });
  });

  it('counts all ragged rows and names the first twenty', async () => {
    const { ragged, rows } = await readTable(`a,b\n${'1\n'.repeat(1000)}1,2\n`);
    expect([ragged.count, ragged.first.length, ragged.first.at(-1), rows.length]).to.deep.equal([1000, 20, { line: 21, cells: 1 }, 1]);
  });

  it('refuses quotes that open inside a cell, go on after their end or never close, with the line of the row', async () => {
    expect(await detailsOf(() => readTable('a,b\n"1\r\n1",x\n1,x"y\n'), 'table-malformed')).to.deep.include({ line: 4 });
    expect(await detailsOf(() => readTable('a,b\n1,2\n"3"3,4\n'), 'table-malformed')).to.deep.include({ line: 3 });
    expect(await detailsOf(() => readTable('a,b\n1,2\n3,"y\n'), 'table-malformed')).to.deep.include({ line: 3 });
  });

  it('refuses a heading without names or with one name twice', async () => {
    for (const text of ['', '\n', 'a, ,b\n1,2,3\n', 'a,b,a\n1,2,3\n', 'a,,b\n', `${'x'.repeat(LONGEST_NAME + 1)}\n`])
      await expectCode(() => readTable(text), 'table-columns-unfit');
  });

  it('refuses a NUL, with its line', async () => {
    expect(await detailsOf(() => readTable('a\n1\nx\0y\n'), 'table-malformed')).to.deep.include({
      line: 3,
      reason: 'holds a NUL character',
    });
  });

  it('refuses carriage returns that end lines by themselves or stand outside quotes, with the line', async () => {
    expect(await detailsOf(() => readTable('a,b\r1,2\r3,4\r'), 'table-malformed')).to.deep.include({ line: 1 });
    expect(await detailsOf(() => readTable('a\n"1\r2"\n3\r4\n'), 'table-malformed')).to.deep.include({ line: 3 });
    expect(await detailsOf(() => readTable('a\n1\r'), 'table-malformed')).to.deep.include({ line: 2 });
    expect((await readTable('a\n"1\r2""\r"\n')).rows).to.deep.equal([['1\r2"\r']]);
  });

  it('refuses more than its limits: columns, rows, a line, a row of many lines', async () => {
    const wide = (count: number): string => Array.from({ length: count }, (_, i) => `c${i}`).join(',');
    expect(await detailsOf(() => readTable(`${wide(MOST_COLUMNS + 1)}\n`), 'table-too-large')).to.deep.equal({ columns: 201, most: 200 });
    const rows = { limits: { rows: 3 } };
    expect((await readTable('a\n1\n2\n3\n', rows)).rows).to.have.length(3);
    expect(await detailsOf(() => readTable('a\n1\n2\n3\n4\n', rows), 'table-too-large')).to.deep.equal({
      rows: 4,
      most: 3,
      setting: 'SOURCE_ROWS',
    });
    const line = await detailsOf(() => readTable(`a\n1\n${'x'.repeat(LONGEST_LINE + 100_000)}`), 'table-too-large');
    expect(line).to.deep.include({ line: 3, most: LONGEST_LINE });
    const unclosed = await detailsOf(() => readTable(`a\n1\n"${'x\n'.repeat(LONGEST_LINE)}`), 'table-too-large');
    expect(unclosed).to.deep.include({ line: 3, most: LONGEST_LINE });
  });

  it('refuses a million columns and a million empty cells, without holding more than a line', async () => {
    await expectCode(() => readTable(`${Array.from({ length: 1_000_000 }, (_, i) => i).join(',')}\n`), 'table-too-large');
    await expectCode(() => readTable(`${','.repeat(1_000_000)}\n`), 'table-too-large');
    const { ragged } = await readTable(`a,b\n${','.repeat(1_000_000)}\n`);
    expect(ragged).to.deep.equal({ count: 1, first: [{ line: 2, cells: 1_000_001 }] });
  });
});
