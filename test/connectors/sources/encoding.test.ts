import { expect } from 'chai';
import * as fc from 'fast-check';
import { concatBytes, parseHex, toUtf8 } from '../../../common/encodings.ts';
import type { SourceEncoding } from '../../../connectors/sources/encoding.ts';
import { detailsOf, expectCode } from '../../support/expect-code.ts';
import { isInGb18030, toGb18030 } from '../../support/gb18030.ts';
import { readTable } from '../../support/tables.ts';

const toUtf16le = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));
const toUtf16be = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

const ENCODERS: Readonly<Record<SourceEncoding, (text: string) => Uint8Array>> = {
  'utf-8': toUtf8,
  'utf-16le': toUtf16le,
  'utf-16be': toUtf16be,
  gb18030: toGb18030,
};
const ENCODINGS = Object.keys(ENCODERS) as SourceEncoding[];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
/** As strictly as RFC 4180 allows, or with quotes only where they are needed. */
const toCsv = (records: readonly (readonly string[])[], all: boolean, end: string): string =>
  records
    .map((cells) => cells.map((cell) => (all || /[",\r\n]/.test(cell) || cells.length === 1 ? quoted(cell) : cell)).join(','))
    .join(end);

const cell = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('\r\n', '\r', '\n', '"', '""', ',', '\t', '\\', '\ufeff', '𠮷', '007'),
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => parts.join('').replaceAll('\0', '').toWellFormed());
const table = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 6 }),
  }),
);

describe('encodings of a table', () => {
  for (const encoding of ENCODINGS)
    it(`reads every table back from ${encoding}, whatever its chunks, line ends and quotes`, async () => {
      const options = fc.record({
        all: fc.boolean(),
        end: fc.constantFrom('\n', '\r\n'),
        last: fc.boolean(),
        chunk: fc.integer({ min: 1, max: 40 }),
        mark: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(table, options, async ({ columns, rows }, { all, end, last, chunk, mark }) => {
          const heading = Array.from({ length: columns }, (_, i) => `列${i}`);
          const text = toCsv([heading, ...rows], all, end);
          fc.pre(encoding !== 'gb18030' || isInGb18030(text));
          const bytes = ENCODERS[encoding](`${mark ? '\ufeff' : ''}${text}${last ? end : ''}`);
          const read = await readTable(bytes, { chunk, ...(!mark && { encoding }) });
          expect(read).to.deep.equal({ columns: heading, rows, ragged: { count: 0, first: [] } });
        }),
        { numRuns: 150 },
      );
    });

  it('reads what other programs write in GB18030', async () => {
    // "姓名,诉求\n𠮷𫟅,€·\n" by Python's codec.
    const bytes = parseHex('d0d5c3fb2ccbdfc7f30a9534b2359839ad312ca2e3a1a40a');
    expect(await readTable(bytes, { encoding: 'gb18030' })).to.deep.include({ columns: ['姓名', '诉求'], rows: [['𠮷𫟅', '€·']] });
  });

  it('takes no file for another encoding than its mark, or than it is asked to', async () => {
    const bytes = toGb18030('姓名\n张\n');
    expect(await detailsOf(() => readTable(bytes), 'table-encoding-unfit')).to.deep.equal({ encoding: 'utf-8', line: 1, byte: 0 });
    const marked = concatBytes(Uint8Array.of(0xff, 0xfe), toUtf16le('a\n1\n'));
    await expectCode(() => readTable(marked, { encoding: 'gb18030' }), 'table-encoding-unfit');
    expect((await readTable(marked, { encoding: 'utf-16le' })).rows).to.deep.equal([['1']]);
  });

  it('names UTF-16 without a mark by its NUL characters, and UTF-32 likewise', async () => {
    expect(await detailsOf(() => readTable(toUtf16le('a\n1\n')), 'table-malformed')).to.deep.include({
      reason: 'holds a NUL character',
      line: 1,
    });
    const utf32 = Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x0a, 0, 0, 0);
    await expectCode(() => readTable(utf32), 'table-malformed');
  });

  const malformed: readonly (readonly [string, SourceEncoding, string, string])[] = [
    ['a lone continuation byte', 'utf-8', '61', '80'],
    ['an overlong form', 'utf-8', '', 'c0af'],
    ['a surrogate written in three bytes', 'utf-8', 'e4b8ad', 'eda080'],
    ['beyond U+10FFFF', 'utf-8', '', 'f4908080'],
    ['a sequence that a line end cuts off', 'utf-8', '', 'e4b8'],
    ['a byte that no sequence begins with', 'gb18030', 'd6d0', 'ff'],
    ['a sequence that a line end cuts off', 'gb18030', 'd6d0', 'd6'],
    ['a second byte out of range', 'gb18030', '', '8120'],
    ['beyond the last plane', 'gb18030', '', 'fe39fe39'],
    ['a first half without its second', 'utf-16le', '2d4e', '42d8'],
    ['a second half alone', 'utf-16be', '4e2d', 'dfb7'],
  ];
  for (const [what, encoding, before, bad] of malformed)
    it(`refuses ${what} in ${encoding}, with line and byte`, async () => {
      const start = ENCODERS[encoding]('a,b\n1,2\n');
      const bytes = concatBytes(start, parseHex(before), parseHex(bad), ENCODERS[encoding]('\n3,4\n'));
      const place = { encoding, line: 3, byte: start.length + before.length / 2 };
      for (const chunk of [1, 3, 1000])
        expect(await detailsOf(() => readTable(bytes, { encoding, chunk }), 'table-encoding-unfit')).to.deep.equal(place);
    });

  it('refuses a file that ends within a character', async () => {
    const utf16 = await detailsOf(
      () => readTable(concatBytes(toUtf16be('a\n1\n'), Uint8Array.of(0)), { encoding: 'utf-16be' }),
      'table-encoding-unfit',
    );
    expect(utf16).to.deep.equal({ encoding: 'utf-16be', line: 3, byte: 8 });
    const utf8 = await detailsOf(() => readTable(concatBytes(toUtf8('a\n1'), Uint8Array.of(0xe4, 0xb8))), 'table-encoding-unfit');
    expect(utf8).to.deep.equal({ encoding: 'utf-8', line: 2, byte: 3 });
  });

  it('counts bytes from the beginning of the file, mark and all', async () => {
    const bytes = concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), toUtf8('a\n'), Uint8Array.of(0xff));
    expect(await detailsOf(() => readTable(bytes), 'table-encoding-unfit')).to.deep.equal({ encoding: 'utf-8', line: 2, byte: 5 });
  });
});
