import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { sha256 } from '../../common/crypto/hash.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import { readTable } from '../support/tables.ts';

const read = (name: string): Buffer => fs.readFileSync(path.join(import.meta.dirname, 'cases', name));

describe('tables on which comparable systems failed', () => {
  it('04: commas, line ends, a leading tab, a lone quote and a trailing backslash stay inside their text', async () => {
    const { columns, rows, ragged } = await readTable(read('04-csv-roundtrip.csv'));
    expect([columns, rows.length, ragged.count]).to.deep.equal([['id', 'text', 'note'], 4, 0]);
    expect(rows.map(([id]) => id)).to.deep.equal(['001', '002', '003', '004']);
    const texts = JSON.stringify(rows.map(([, text]) => text));
    expect(toHex(sha256(toUtf8(texts)))).to.equal('52b21fbd81a69cfba48638029f29f9595f12d00f803dfc8644e2d849867f8225');
  });

  it('33: a byte order mark before a quoted heading; short and long rows are reported with their lines', async () => {
    const { columns, rows, ragged } = await readTable(read('33-bom-quoted-header.csv'));
    expect(columns).to.deep.equal(['姓名', '电话', '诉求']);
    expect(rows).to.deep.equal([
      ['赵一', '19900000001', '路灯不亮，\r\n请修'],
      ['钱二', '19900000002', '说"快点"'],
      ['周五', '19900000005', '最后一行没有换行'],
    ]);
    expect(ragged).to.deep.equal({
      count: 2,
      first: [
        { line: 5, cells: 2 },
        { line: 6, cells: 4 },
      ],
    });
  });

  it('36: long ids, leading zeros and what looks like a number or a date are the text in the file', async () => {
    const bytes = read('36-long-ids.csv');
    const { columns, rows } = await readTable(bytes);
    const lines = bytes.toString('utf8').trimEnd().split('\n');
    expect([columns, ...rows]).to.deep.equal(lines.map((line) => line.split(',')));
    expect(rows[0]?.slice(0, 5)).to.deep.equal(['320801199104091011', '12345678901234567890', '021000', '1E5', 'TRUE']);
    expect(rows[1]?.[6]).to.equal('2026-02-30');
  });

  it('36: a value behind many of another kind is not converted', async () => {
    const { rows } = await readTable(`n\n${'1\n'.repeat(20_481)}007\n`);
    expect([rows.length, rows.at(-1)]).to.deep.equal([20_482, ['007']]);
  });
});
