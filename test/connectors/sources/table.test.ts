import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { concatBytes, toUtf8 } from '../../../common/encodings.ts';
import { DomainError } from '../../../common/errors.ts';
import { parseTable, TABLE_LIMITS, type TableFormat } from '../../../connectors/sources/table.ts';
import { expectCode } from '../../support/expect-code.ts';

const read = (text: string, format: TableFormat = 'csv') => parseTable(toUtf8(text), format);

const detailsOf = (call: () => unknown): Readonly<Record<string, unknown>> => {
  try {
    call();
  } catch (error) {
    return (error as DomainError).details;
  }
  return expect.fail('no error');
};

describe('a table', () => {
  it('reads the action plan: every clause with its six cells', () => {
    const file = path.resolve(import.meta.dirname, '../../../demo/data/action-plan-clauses.tsv');
    const { columns, rows } = parseTable(fs.readFileSync(file), 'tsv');
    expect(columns).to.deep.equal(['clause', 'section', 'group', 'title', 'text', 'departments']);
    expect(rows).to.have.length(21);
    expect(rows[0]?.[0]).to.equal('0');
    expect(rows.every((row) => (row[4] ?? '').length > 0)).to.equal(true);
  });

  it('keeps every cell as the text that stands there', () => {
    const cells = ['007', '1e5', 'TRUE', ' padded ', '', '2027-01-01', '9007199254740993', '-0', 'null', '𠮷野家'];
    const { rows } = read(`${cells.map((_, i) => `c${i}`).join('\t')}\n${cells.join('\t')}\n`, 'tsv');
    expect(rows).to.deep.equal([cells]);
  });

  it('takes quotes, line ends inside quotes, and both line ends', () => {
    expect(read('a,b\r\n"x ""y"", z","1\n2"\r\n').rows).to.deep.equal([['x "y", z', '1\n2']]);
    expect(read('a,b\n1,2').rows).to.deep.equal([['1', '2']]);
  });

  it('drops a byte order mark, and only one at the beginning', () => {
    const { columns, rows } = parseTable(concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), toUtf8('甲,乙\n\ufeff一,二\n')), 'csv');
    expect(columns).to.deep.equal(['甲', '乙']);
    expect(rows).to.deep.equal([['\ufeff一', '二']]);
  });

  it('reads a heading without rows as an empty table', () => {
    expect(read('a,b\n')).to.deep.equal({ columns: ['a', 'b'], rows: [] });
  });

  it('refuses ragged rows with line and cell counts', async () => {
    await expectCode(() => read('a,b\n1,2\n1,2,3\n4\n'), 'table-ragged');
    expect(detailsOf(() => read('a,b\n"1\n1",2\n1,2,3\n4\n'))).to.deep.equal({ line: 4, cells: 3, expected: 2, ragged: 2 });
    await expectCode(() => read('a,b\n1,2\n\n3,4\n'), 'table-ragged');
  });

  it('refuses what is not UTF-8, and a NUL', async () => {
    await expectCode(() => parseTable(Uint8Array.of(0x61, 0x0a, 0xd6, 0xd0), 'csv'), 'table-not-utf8');
    await expectCode(() => read('a\nx\0y\n'), 'table-malformed');
  });

  it('refuses quotes that open inside a cell or never close, with the line', async () => {
    await expectCode(() => read('a,b\n1,x"y\n'), 'table-malformed');
    expect(detailsOf(() => read('a,b\n1,2\n3,"y\n'))).to.deep.include({ line: 3 });
  });

  it('refuses a heading without names or with one name twice', async () => {
    await expectCode(() => read(''), 'table-columns-unfit');
    await expectCode(() => read('a, ,b\n1,2,3\n'), 'table-columns-unfit');
    await expectCode(() => read('a,b,a\n1,2,3\n'), 'table-columns-unfit');
    await expectCode(() => read(`${'x'.repeat(TABLE_LIMITS.name + 1)}\n`), 'table-columns-unfit');
  });

  it('refuses more than its limits', async () => {
    const wide = Array.from({ length: TABLE_LIMITS.columns + 1 }, (_, i) => `c${i}`).join(',');
    await expectCode(() => read(`${wide}\n`), 'table-too-large');
    await expectCode(() => read(`a\n${'1\n'.repeat(TABLE_LIMITS.rows + 1)}`), 'table-too-large');
    await expectCode(() => parseTable(new Uint8Array(TABLE_LIMITS.bytes + 1), 'csv'), 'table-too-large');
  });
});
