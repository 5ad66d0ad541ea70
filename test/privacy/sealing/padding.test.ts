import { expect } from 'chai';
import fc from 'fast-check';
import { equalBytes } from '../../../common/encodings.ts';
import { bucketOf, pad, unpad } from '../../../privacy/sealing/padding.ts';

describe('buckets', () => {
  for (const [length, bucket] of [
    [0, 1024],
    [1023, 1024],
    [1024, 2048],
    [2047, 2048],
    [2048, 4096],
    [65_535, 65_536],
    [65_536, 73_728],
    [73_727, 73_728],
    [73_728, 81_920],
    [131_071, 131_072],
    [131_072, 147_456],
    [16 * 1024 * 1024, 18 * 1024 * 1024],
  ] as const)
    it(`take ${length} bytes into ${bucket}`, () => expect(bucketOf(length)).to.equal(bucket));

  it('hold their content and the mark, cost at most double up to 64 KiB and an eighth above, and grow with it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 24 }), fc.integer({ min: 0, max: 2 ** 24 }), (a, b) => {
        const bucket = bucketOf(a);
        expect(bucket).to.be.at.least(a + 1);
        if (a >= 1024) expect(bucket).to.be.at.most(a + 1 <= 65_536 ? 2 * a : Math.ceil((a + 1) * 1.125));
        expect(bucketOf(Math.min(a, b))).to.be.at.most(bucketOf(Math.max(a, b)));
      }),
    ));

  for (const [what, most, buckets] of [
    ['item', 16 * 1024 * 1024 + 32, 72],
    ['label', 1024 * 1024, 40],
  ] as const)
    it(`are ${buckets} up to the longest ${what}, which is all that a size can tell`, () => {
      const found = new Set<number>();
      for (let length = 0; length <= most; length = bucketOf(length)) found.add(bucketOf(length));
      expect(found.size).to.equal(buckets);
    });
});

describe('padding', () => {
  it('comes off again, whatever the content ends with', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.constantFrom([], [0], [0x80], [0x80, 0, 0]), (start, end) => {
        const content = Uint8Array.from([...start, ...end]);
        const back = unpad(pad(content));
        expect(back !== undefined && equalBytes(back, content)).to.equal(true);
      }),
    ));
  it('has one form: every other byte string of a bucket is another content or none', () => {
    const padded = pad(new Uint8Array(10).fill(7));
    for (let at = 0; at < padded.length; at++) {
      const back = unpad(padded.map((byte, i) => (i === at ? byte ^ 0x40 : byte)));
      expect(back === undefined || back.some((byte, i) => byte !== 7 || i > 9), String(at)).to.equal(true);
    }
  });
  for (const [what, bytes] of Object.entries({
    nothing: new Uint8Array(),
    'zeros alone': new Uint8Array(1024),
    'another mark': Uint8Array.from([1, 2, 0x81, ...new Uint8Array(1021)]),
    'no mark': new Uint8Array(1024).fill(7),
    'a larger bucket than it needs': Uint8Array.from([7, 0x80, ...new Uint8Array(2046)]),
    'no bucket': Uint8Array.from([7, 0x80, ...new Uint8Array(1021)]),
    'a mark alone': Uint8Array.of(0x80),
  }))
    it(`refuses ${what}`, () => expect(unpad(bytes)).to.equal(undefined));
});
