import { expect } from 'chai';
import fc from 'fast-check';
import { agreeSecret, createOpeningKey, seal, verifySealingKey } from '../../../common/crypto/sealing.ts';
import { randomBytes } from '../../../common/crypto/random.ts';
import { hmacSha256, sha256 } from '../../../common/crypto/hash.ts';
import { equalBytes, parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { expectCode, passes } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';

const key = createOpeningKey(new Uint8Array(32).fill(1));
const other = createOpeningKey(new Uint8Array(32).fill(2));
const info = toUtf8('answer/1');
const box = seal(toUtf8('plaintext'), key.publicKey, { info, random: seededRandom('box') });
const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));

describe('sealed boxes', () => {
  it('open to what was sealed, of any length', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 40 }), (plaintext, about) => {
        const sealed = seal(plaintext, key.publicKey, { info: about, random: randomBytes });
        expect(sealed.length).to.equal(32 + plaintext.length + 16);
        expect(equalBytes(key.open(sealed, about), plaintext)).to.equal(true);
      }),
    ));
  it('are made again by who knows the ephemeral secret', () =>
    expect(seal(toUtf8('plaintext'), key.publicKey, { info, random: seededRandom('box') })).to.deep.equal(box));
  it('differ by ephemeral secret', () =>
    expect(seal(toUtf8('plaintext'), key.publicKey, { info, random: seededRandom('another') })).not.to.deep.equal(box));
  it('keep their format', () => expect(toHex(sha256(box))).to.equal('1de32f6b40015443e4c98d3bf582da9d41052e4b298a1ef26276cff89df6c07b'));
  it('refuse another key', () => expectCode(() => other.open(box, info), 'seal-unopened'));
  it('refuse other info', () => expectCode(() => key.open(box, toUtf8('answer/2')), 'seal-unopened'));
  it('refuse a change of any byte', async () => {
    for (let at = 0; at < box.length; at++) await expectCode(() => key.open(flipped(box, at), info), 'seal-unopened');
  });
  it('refuse every truncation', async () => {
    for (let length = 0; length < box.length; length++) await expectCode(() => key.open(box.slice(0, length), info), 'seal-unopened');
  });
  it('refuse a low-order ephemeral key', () => expectCode(() => key.open(new Uint8Array(box.length).fill(0), info), 'seal-unopened'));
});

describe('sealing keys', () => {
  it('pass when honest', () => verifySealingKey(key.publicKey));
  it('are refused at low order: 0, 1 and p', async () => {
    const p = parseHex(`ed${'ff'.repeat(30)}7f`);
    for (const low of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31)), p]) {
      await expectCode(() => verifySealingKey(low), 'key-unacceptable');
      await expectCode(() => seal(info, low, { info, random: randomBytes }), 'key-unacceptable');
    }
  });
  it('are refused in a second spelling, which none could open', async () => {
    const top = key.publicKey.map((byte, i) => (i === 31 ? byte | 0x80 : byte));
    expect(agreeSecret(new Uint8Array(32).fill(3), top)).to.deep.equal(agreeSecret(new Uint8Array(32).fill(3), key.publicKey));
    await expectCode(() => verifySealingKey(top), 'key-unacceptable');
    // 9 + p spells the base point again.
    const base = parseHex(`f6${'ff'.repeat(30)}7f`);
    await expectCode(() => verifySealingKey(base), 'key-unacceptable');
    expect(passes(() => verifySealingKey(parseHex(`09${'00'.repeat(31)}`)))).to.equal(true);
  });
  it('are refused at another length', async () => {
    await expectCode(() => createOpeningKey(new Uint8Array(31)), 'key-unacceptable');
    await expectCode(() => verifySealingKey(new Uint8Array(33).fill(9)), 'key-unacceptable');
  });
});

describe('HMAC-SHA256', () => {
  it('gives test case 2 of RFC 4231', () =>
    expect(toHex(hmacSha256(toUtf8('Jefe'), toUtf8('what do ya want '), toUtf8('for nothing?')))).to.equal(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ));
});
