import { expect } from 'chai';
import * as fc from 'fast-check';
import { toCanonicalJson, type Json } from '../../../common/canonical-json.ts';
import { LONGEST_LINE, MOST_COLUMNS } from '../../../connectors/sources/limits.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { readTable } from '../../support/tables.ts';

const read = (text: string | Uint8Array, chunk?: number) => readTable(text, { format: 'jsonl', ...(chunk !== undefined && { chunk }) });

const isExact = (value: unknown): boolean => {
  if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(isExact);
};

describe('a table in JSON Lines', () => {
  it('takes the names of the first object for columns, and each value in canonical form', async () => {
    const { columns, rows } = await read('{"id":"007","n":1.50,"b":{"z":[1, 2],"a":null}}\r\n{"n":1e2,"b":"x\\r\\ny","id":""}\n');
    expect(columns).to.deep.equal(['id', 'n', 'b']);
    expect(rows).to.deep.equal([
      ['"007"', '1.5', '{"a":null,"z":[1,2]}'],
      ['""', '100', '"x\\r\\ny"'],
    ]);
  });

  it('reads every value back, whatever the chunks', async () => {
    const value = fc.jsonValue({ maxDepth: 3 }).filter(isExact);
    const names = fc.uniqueArray(
      fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name.trim() !== ''),
      { minLength: 1, maxLength: 4 },
    );
    const table = names.chain((columns) =>
      fc.record({
        columns: fc.constant(columns),
        values: fc.array(fc.array(value, { minLength: columns.length, maxLength: columns.length }), { minLength: 1, maxLength: 5 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 30 }), async ({ columns, values }, chunk) => {
        const objects = values.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]])));
        const { rows, columns: found } = await read(objects.map((object) => `${JSON.stringify(object)}\n`).join(''), chunk);
        // An engine sorts names that are numbers: the names themselves are what counts.
        expect([...found].toSorted()).to.deep.equal([...columns].toSorted());
        expect(rows).to.deep.equal(
          objects.map((object) => found.map((name) => toCanonicalJson(JSON.parse(JSON.stringify(object[name])) as Json))),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('reports objects with other names, with the line, what is missing and what is too much', async () => {
    const { rows, ragged } = await read('{"a":1,"b":2}\n{"a":1}\n{"a":1,"c":2}\n{"b":3,"a":4}\n{"a":1,"b":2,"__proto__":3}\n{}\n');
    expect(rows).to.deep.equal([
      ['1', '2'],
      ['4', '3'],
    ]);
    expect(ragged).to.deep.equal({
      count: 4,
      first: [
        { line: 2, cells: 1, missing: ['b'], unexpected: [] },
        { line: 3, cells: 2, missing: ['b'], unexpected: ['c'] },
        { line: 5, cells: 3, missing: [], unexpected: ['__proto__'] },
        { line: 6, cells: 0, missing: ['a', 'b'], unexpected: [] },
      ],
    });
  });

  const lossy: readonly (readonly [string, string, string])[] = [
    ['an identifier of 18 digits as a number', '{"a":320801199104091011}', 'a number that would be rounded: write it as a string'],
    ['the same deep inside', '{"a":[{"b":9007199254740993}]}', 'a number that would be rounded: write it as a string'],
    ['more digits than a number holds', '{"a":0.12345678901234567890}', 'a number that would be rounded: write it as a string'],
    ['a number beyond all numbers', '{"a":1e400}', 'a number that would be rounded: write it as a string'],
    ['a million digits', `{"a":${'1'.repeat(1_000_000)}}`, 'a number that would be rounded: write it as a string'],
    ['a name that stands twice', '{"a":1,"a":2}', 'a name stands twice'],
    ['a name that stands twice in another spelling', '{"a":1,"\\u0061":2}', 'a name stands twice'],
    ['a name that stands twice deep inside', '{"a":[{"b":1,"c":{},"b":2}]}', 'a name stands twice'],
    ['half a character', '{"a":"\\ud842"}', 'a lone surrogate'],
    ['half a character in a name inside', '{"a":{"\\udfb7":1}}', 'a lone surrogate'],
    ['nesting without an end', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'deeper than 64'],
    ['no object', '[1,2]', 'no object'],
    ['null', 'null', 'no object'],
    ['no JSON', '{"a":1,}', 'not JSON'],
    ['an empty line', '', 'not JSON'],
    ['two objects on a line', '{"a":1}{"a":2}', 'not JSON'],
    ['carriage returns for line ends', '{"a":1}\r{"a":2}', 'not JSON'],
    ['NaN', '{"a":NaN}', 'not JSON'],
  ];
  for (const [what, line, reason] of lossy)
    it(`refuses ${what}, with the line`, async () => {
      expect(await detailsOf(() => read(`{"a":1}\n${line}\n{"a":2}\n`), 'table-malformed')).to.deep.equal({ line: 2, reason });
    });

  it('takes numbers that are the same in another spelling', async () => {
    const { rows } = await read('{"a":[1.0,10e-1,0.1e1,1E5,100000,-0.0,5e-324,9007199254740991,123456789.125]}\n');
    expect(rows).to.deep.equal([['[1,1,1,100000,100000,0,5e-324,9007199254740991,123456789.125]']]);
  });

  it('takes long strings full of escapes, colons, braces and digits', async () => {
    const text = `\\"{,:[${'9'.repeat(30)}\n\t"`.repeat(40_000);
    const { rows } = await read(`${JSON.stringify({ a: text, b: 1 })}\n`);
    expect(rows[0]?.[0] === JSON.stringify(text)).to.equal(true);
  });

  it('refuses what has no line, no member, too many members or an overlong line', async () => {
    await expectCode(() => read(''), 'table-columns-unfit');
    await expectCode(() => read('{}\n'), 'table-columns-unfit');
    await expectCode(() => read('{"":1}\n'), 'table-columns-unfit');
    const wide = Object.fromEntries(Array.from({ length: MOST_COLUMNS + 1 }, (_, i) => [`c${i}`, i]));
    await expectCode(() => read(JSON.stringify(wide)), 'table-too-large');
    expect(await detailsOf(() => read(`{"a":1}\n{"a":"${'x'.repeat(LONGEST_LINE)}"}\n`), 'table-too-large')).to.deep.include({ line: 2 });
  });
});
