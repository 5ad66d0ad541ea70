import { expect } from 'chai';
import { createProfiler } from '../../../connectors/publishing/profile.ts';
import type { TableFormat } from '../../../connectors/sources/table.ts';

const profile = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  format: TableFormat = 'csv',
  counted?: { texts: number; characters: number },
) => {
  const profiler = createProfiler(columns, format, counted);
  for (const row of rows) profiler.add(row);
  return profiler.result(['id']);
};

describe('a profile', () => {
  it('counts filled and different cells and the longest text in code points', () => {
    const rows = [
      ['1', '𠮷野家'],
      ['2', ''],
      ['2', 'abab'],
      ['2', '𠮷𠮷𠮷'],
    ];
    expect(profile(['id', 'text'], rows)).to.deep.equal({
      rows: 4,
      columns: [
        { name: 'id', filled: 4, distinct: 2, longest: 1, found: {}, look: { like: 'number', cells: 4 }, withheld: true },
        // Three characters that begin with a rare ideograph, alone in a cell, read as a name.
        { name: 'text', filled: 3, distinct: 3, longest: 4, found: { name: 2 }, withheld: false },
      ],
    });
  });

  it('counts the characters of a JSON string, and neither null nor an empty one', () => {
    const [column] = profile(['a'], [['"𠮷\\n"'], ['null'], ['""'], ['[1,2]'], ['"x"']], 'jsonl').columns;
    expect(column).to.deep.equal({ name: 'a', filled: 3, distinct: 3, longest: 5, found: {}, withheld: false });
  });

  it('says where it stopped to count different texts, by their number or their length, column by column', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [`${i}`, `${i % 2}`]);
    const few = profile(['a', 'b'], rows, 'csv', { texts: 20, characters: 1000 }).columns;
    expect(few.map(({ distinct, distinctAtLeast }) => [distinct, distinctAtLeast])).to.deep.equal([
      [10, true],
      [2, undefined],
    ]);
    const [long] = profile(['a'], [['x'.repeat(10)], ['x'.repeat(11)], ['x'.repeat(10)]], 'csv', { texts: 20, characters: 20 }).columns;
    expect([long?.distinct, long?.distinctAtLeast, long?.filled]).to.deep.equal([1, true, 3]);
  });

  it('is exact where everything fits: a column may have just as many texts as its share', () => {
    const rows = Array.from({ length: 100 }, (_, i) => [`${i % 10}`]);
    expect(profile(['a'], rows, 'csv', { texts: 10, characters: 10 }).columns[0]).to.deep.include({ distinct: 10 });
    expect(profile(['a'], rows, 'csv', { texts: 10, characters: 10 }).columns[0]).to.not.have.property('distinctAtLeast');
  });

  it('says in how many cells of each column identifiers were found, by kind, and nothing of them', () => {
    const rows = [
      ['王秀珍', '来电人王秀珍，手机13800138000'],
      ['李国栋', '13800138000和13900139000'],
      ['', '路灯不亮'],
    ];
    const { columns } = profile(['caller', 'text'], rows);
    expect(columns.map(({ found }) => found)).to.deep.equal([{ name: 2 }, { name: 1, mobile: 2 }]);
    expect(JSON.stringify(columns)).not.to.match(/王|李|138/);
  });
});
