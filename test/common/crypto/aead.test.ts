import { expect } from 'chai';
import fc from 'fast-check';
import { AEAD_NONCE, AEAD_TAG, aeadOpen, aeadSeal } from '../../../common/crypto/aead.ts';
import { equalBytes, parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeSalamander } from '../../support/salamander.ts';
import { xchacha } from '../../support/sealing-by-node.ts';
import { flips } from '../../support/sealing.ts';

const inputs = {
  key: parseHex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f'),
  nonce: parseHex('404142434445464748494a4b4c4d4e4f5051525354555657'),
  data: parseHex('50515253c0c1c2c3c4c5c6c7'),
};
const plaintext = toUtf8(
  "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
);
const sealed = aeadSeal(plaintext, inputs);

describe('XChaCha20-Poly1305', () => {
  it('gives the example of draft-irtf-cfrg-xchacha-03, A.3.1', () =>
    expect(toHex(sealed)).to.equal(
      'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452' +
        '2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e' +
        'c0875924c1c7987947deafd8780acf49',
    ));
  it('opens what it sealed, and is the same by another implementation', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 50 }), (message, data) => {
        const box = aeadSeal(message, { ...inputs, data });
        expect(box.length).to.equal(message.length + AEAD_TAG);
        expect(toHex(box)).to.equal(xchacha(message, inputs.key, inputs.nonce, data).toString('hex'));
        expect(equalBytes(aeadOpen(box, { ...inputs, data }), message)).to.equal(true);
      }),
    ));
  it('refuses a change of any byte of ciphertext, key, nonce, data', async () => {
    for (const box of flips(sealed)) await expectCode(() => aeadOpen(box, inputs), 'seal-unopened');
    for (const name of ['key', 'nonce', 'data'] as const)
      for (const changed of flips(inputs[name])) await expectCode(() => aeadOpen(sealed, { ...inputs, [name]: changed }), 'seal-unopened');
  });
  it('refuses every truncation', async () => {
    for (let length = 0; length < sealed.length; length++)
      await expectCode(() => aeadOpen(sealed.slice(0, length), inputs), 'seal-unopened');
  });
  it('does not bind the key: one ciphertext can open under two', () => {
    const other = inputs.key.map((byte) => byte ^ 0xff);
    const message = new Uint8Array(64).fill(7);
    const made = Array.from({ length: 64 }, (_, i) => ({ ...inputs, nonce: new Uint8Array(AEAD_NONCE).fill(i) })).map((each) => ({
      ...each,
      box: makeSalamander({ ...each, keys: [inputs.key, other], plaintext: message, freeAt: 32 }),
    }));
    const found = made.find((each) => each.box !== undefined);
    if (found?.box === undefined) throw new Error('no nonce of 64 will do');
    const [first, second] = [aeadOpen(found.box, found), aeadOpen(found.box, { ...found, key: other })];
    expect(first.slice(0, 32)).to.deep.equal(message.slice(0, 32));
    expect(toHex(first)).not.to.equal(toHex(second));
  });
});
