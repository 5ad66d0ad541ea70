import { expect } from 'chai';
import { aeadOpen } from '../../../common/crypto/aead.ts';
import { toLabelContentKey, wrapLabelKey } from '../../../privacy/sealing/label-key.ts';
import { openLabel } from '../../../privacy/sealing/label.ts';
import { pad } from '../../../privacy/sealing/padding.ts';
import { forgeLabel, labelData, labelKey, wrapAtRandom, type LabelParts } from '../../support/dishonest-label.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeSalamander } from '../../support/salamander.ts';
import { address, bytesOf, idOf, labelContent, labeler, lotKey } from '../../support/sealing.ts';

const otherKey = bytesOf('another label key');

/** What the holder of the lot key and the author see of a label whose author signed for it but made it dishonestly. */
const LIES: Readonly<Record<string, readonly [parts: LabelParts, lot: string, author: string]>> = {
  'another key for the lot': [{ wraps: { lot: wrapLabelKey(otherKey, address, 'lot') } }, 'label-key-differs', 'label-wrap-differs'],
  'another key for herself': [{ wraps: { author: wrapLabelKey(otherKey, address, 'author') } }, 'label-wrap-differs', 'label-key-differs'],
  'garbage for the lot': [{ wraps: { lot: '5a'.repeat(80) } }, 'label-wrap-unopened', 'label-wrap-differs'],
  'garbage for herself': [{ wraps: { author: '5a'.repeat(80) } }, 'label-wrap-differs', 'label-wrap-unopened'],
  'the right key for the lot, so that nobody can make the wrap again': [
    { wraps: { lot: wrapAtRandom(labelKey, 'lot') } },
    'label-wrap-differs',
    'label-wrap-differs',
  ],
  'a wrap of another item for the lot': [
    { wraps: { lot: wrapLabelKey(labelKey, { ...address, place: { ...address.place, item: idOf('x') } }, 'lot') } },
    'label-wrap-unopened',
    'label-wrap-differs',
  ],
  'a commitment to another key': [{ committed: otherKey }, 'label-key-differs', 'label-key-differs'],
  'content under another key': [{ contentKey: otherKey }, 'label-unopened', 'label-unopened'],
  'garbage for content': [{ sealedBytes: new Uint8Array(1040).fill(1) }, 'label-unopened', 'label-unopened'],
  'no content at all': [{ sealedBytes: new Uint8Array(), nonce: new Uint8Array() }, 'label-unopened', 'label-unopened'],
  'content without padding': [{ padded: labelContent }, 'label-padding-malformed', 'label-padding-malformed'],
  'content in a larger bucket': [
    { padded: new Uint8Array([...pad(labelContent), ...new Uint8Array(1024)]) },
    'label-padding-malformed',
    'label-padding-malformed',
  ],
};

describe('a label whose author lies', () => {
  for (const [what, [parts, lot, author]] of Object.entries(LIES)) {
    const forged = forgeLabel(parts);
    it(`${what}: the lot sees ${lot}`, () => expectCode(() => openLabel(forged.sealed, 'lot', lotKey, forged.premise), lot));
    it(`${what}: the author herself sees ${author}`, () =>
      expectCode(() => openLabel(forged.sealed, 'author', labeler, forged.premise), author));
  }
  it('garbage as content under right keys opens: the schema of results judges it', () => {
    const forged = forgeLabel({ padded: pad(Uint8Array.of(0xff, 0)) });
    expect(openLabel(forged.sealed, 'lot', lotKey, forged.premise).content).to.deep.equal(Uint8Array.of(0xff, 0));
  });
  it('made by hand and honest, it opens', () => {
    const forged = forgeLabel();
    expect(openLabel(forged.sealed, 'lot', lotKey, forged.premise).content).to.deep.equal(labelContent);
  });
});

describe('one ciphertext for two label keys', () => {
  const keys = [labelKey, otherKey] as const;
  const make = (nonce: Uint8Array) =>
    makeSalamander({
      keys: [toLabelContentKey(keys[0]), toLabelContentKey(keys[1])],
      nonce,
      data: labelData(),
      plaintext: pad(new Uint8Array(100).fill(7)),
      freeAt: 32,
    });
  const nonce =
    Array.from({ length: 64 }, (_, i) => new Uint8Array(24).fill(i)).find((each) => make(each) !== undefined) ?? new Uint8Array(24);
  const sealedBytes = make(nonce) ?? new Uint8Array();
  const two = forgeLabel({ nonce, sealedBytes, wraps: { lot: wrapLabelKey(otherKey, address, 'lot') } });

  it('exists: the AEAD alone opens it twice, the first time to a label in order', () => {
    const [first, second] = keys.map((key) => aeadOpen(sealedBytes, { key: toLabelContentKey(key), nonce, data: labelData() }));
    expect(first?.length).to.equal(1024);
    expect(first).not.to.deep.equal(second);
    const one = forgeLabel({ nonce, sealedBytes });
    expect(openLabel(one.sealed, 'lot', lotKey, one.premise).content.length).to.equal(100);
  });
  it('is refused to the lot, which was given the second key', () =>
    expectCode(() => openLabel(two.sealed, 'lot', lotKey, two.premise), 'label-key-differs'));
  it('is refused to the author, who has the first one, since the lot was not given it', () =>
    expectCode(() => openLabel(two.sealed, 'author', labeler, two.premise), 'label-wrap-differs'));
});
