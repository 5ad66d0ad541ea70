import { expect } from 'chai';
import fc from 'fast-check';
import { isUuid, uuidv7 } from '../../common/ids.ts';
import { formatFen } from '../../common/money.ts';
import { parseBase64, parseHex, toBase64, toHex } from '../../common/encodings.ts';
import { expectCode } from '../support/expect-code.ts';

describe('money', () => {
  for (const [fen, text] of [
    [0, '¥0.00'],
    [5, '¥0.05'],
    [100, '¥1.00'],
    [4_821_560, '¥48,215.60'],
    [123_456_789_012, '¥1,234,567,890.12'],
    [-99, '-¥0.99'],
    [-100_000, '-¥1,000.00'],
  ] as const)
    it(`writes ${fen} fen as ${text}`, () => expect(formatFen(fen)).to.equal(text));
  for (const fen of [0.5, Number.NaN, 2 ** 53]) it(`refuses ${fen} fen`, () => expectCode(() => formatFen(fen), 'malformed-money'));
});

describe('ids', () => {
  it('carry the clock and the given randomness', () => {
    const id = uuidv7(
      () => 0x0193_3f5e_0000,
      (length) => new Uint8Array(length),
    );
    expect(id).to.equal('01933f5e-0000-7000-8000-000000000000');
    expect(isUuid(id)).to.equal(true);
  });
  for (const value of ['', 'abc', '01933F5E-0000-7000-8000-000000000000', '01933f5e00007000800000000000000000', 7, null])
    it(`are not ${JSON.stringify(value)}`, () => expect(isUuid(value)).to.equal(false));
});

describe('encodings', () => {
  const bytes = fc.uint8Array({ maxLength: 20_000 });
  it('are those of the platform, and come back', () =>
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toBase64(value)).to.equal(Buffer.from(value).toString('base64'));
        expect(toHex(value)).to.equal(Buffer.from(value).toString('hex'));
        expect(Buffer.compare(parseBase64(toBase64(value)), value)).to.equal(0);
        expect(Buffer.compare(parseHex(toHex(value)), value)).to.equal(0);
      }),
      { numRuns: 50 },
    ));
  it('write 60 KB a hundred times within two seconds', () => {
    const started = performance.now();
    for (let i = 0; i < 100; i++) parseBase64(toBase64(new Uint8Array(60_000).fill(i)));
    expect(performance.now() - started).to.be.lessThan(2000);
  });
  for (const text of ['A', 'AA', 'AA=', 'AB==', 'AAA', 'AAAA\n', ' AAAA', 'A-_A', 'AA==AA==', '===='])
    it(`refuse base64 ${JSON.stringify(text)}`, () => expectCode(() => parseBase64(text), 'malformed-encoding'));
  for (const text of ['0', '0g', 'AB', '0 ', '00\n'])
    it(`refuse hexadecimal ${JSON.stringify(text)}`, () => expectCode(() => parseHex(text), 'malformed-encoding'));
});
