import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createLookCount } from '../../../connectors/publishing/looks.ts';
import { createProfiler } from '../../../connectors/publishing/profile.ts';
import { readTable } from '../../support/tables.ts';

const suggest = (...texts: readonly string[]) => {
  const looks = createLookCount();
  for (const text of texts) looks.add(text);
  return looks.suggest(texts.length);
};

describe('what a column looks like', () => {
  it('is a suggestion beside the text: ids, leading zeros and days of no calendar are told apart (case 36)', async () => {
    const bytes = fs.readFileSync(path.resolve(import.meta.dirname, '../../vectors/cases/36-long-ids.csv'));
    const { columns, rows } = await readTable(bytes);
    const profiler = createProfiler(columns, 'csv');
    for (const row of rows) profiler.add(row);
    const looks = new Map(profiler.result().columns.map(({ name, look, filled }) => [name, [look?.like, look?.cells, filled]]));
    expect(looks.get('id')).to.deep.equal(['digits', 3, 3]);
    expect(looks.get('order_no')).to.deep.equal(['digits', 3, 3]);
    expect(looks.get('zip')).to.deep.equal(['digits', 3, 3]);
    expect(looks.get('code')).to.deep.equal([undefined, undefined, 3]);
    expect(looks.get('name')).to.deep.equal([undefined, undefined, 3]);
    // 2026-02-30 is no date.
    expect(looks.get('day')).to.deep.equal(['date', 2, 3]);
  });

  it('is a date only where the calendar has that day, in one of two spellings', () => {
    for (const day of ['2024-02-29', '20240229', '2026-12-31']) expect(suggest(day)?.like, day).to.equal('date');
    for (const day of ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-1-02', '202601-02', '2026-0102', '2026-01-02T00'])
      expect(suggest(day)?.like, day).to.not.equal('date');
  });

  it('is a number only where none of its digits would be lost', () => {
    for (const text of ['0', '-1', '1.50', '999999999999999']) expect(suggest(text), text).to.deep.equal({ like: 'number', cells: 1 });
    expect(suggest('320801199104091011')).to.deep.equal({ like: 'digits', cells: 1 });
    for (const text of ['1E5', '1_000', 'NaN', '', '-', '1.', '.5', '１２', ' 1', '+1', 'null', '0x10'])
      expect(suggest(text), text).to.equal(undefined);
  });

  it('is nothing where no more than half of the cells look alike', () => {
    expect(suggest('1', 'a')).to.equal(undefined);
    expect(suggest('1', '2', 'a')).to.deep.equal({ like: 'number', cells: 2 });
    expect(suggest()).to.equal(undefined);
  });
});
