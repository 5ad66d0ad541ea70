import { expect } from 'chai';
import { AEAD_NONCE, aeadOpen, aeadSeal } from '../../../common/crypto/aead.ts';
import { sha256 } from '../../../common/crypto/hash.ts';
import { concatBytes, toHex, toUtf8 } from '../../../common/encodings.ts';
import { signHeader, toAssociatedData } from '../../../privacy/sealing/header.ts';
import { commitToItemKey, deriveItemKey, toContentKey } from '../../../privacy/sealing/item-key.ts';
import { openItem, type SealedItem, type UntrustedItem } from '../../../privacy/sealing/item.ts';
import { pad } from '../../../privacy/sealing/padding.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeSalamander } from '../../support/salamander.ts';
import { batchKey, bytesOf, connector, idOf, itemOf, premiseOf, sealOne, signingKeyOf } from '../../support/sealing.ts';

const a = sealOne('a');
const keyOfA = deriveItemKey(batchKey, { item: idOf('a'), version: 1 });
const open = (item: UntrustedItem, key = batchKey, by = premiseOf('a')) => openItem(item, key, by);

/** A dishonest connector seals these bytes under the header's own key and associated data, and signs for them. */
const sealBytes = (plaintext: Uint8Array, header = a.signed.header): SealedItem => {
  const nonce = new Uint8Array(AEAD_NONCE).fill(9);
  const box = concatBytes(nonce, aeadSeal(plaintext, { key: toContentKey(keyOfA), nonce, data: toAssociatedData(header) }));
  return { signed: signHeader({ ...header, ciphertext: toHex(sha256(box)) }, connector), box };
};

describe('who may seal what', () => {
  it('a labeler who holds the batch key cannot make an item: only the connector signs headers', () => {
    const forged = sealOne('a', { content: toUtf8('"not of the owner"') }, { connector: signingKeyOf('labeler') });
    return expectCode(() => open(forged), 'header-signature-invalid');
  });
  it('a connector that seals other bytes than it commits to: item-commitment-differs', () =>
    expectCode(() => open(sealBytes(pad(concatBytes(itemOf('a').salt, toUtf8('"other"'))))), 'item-commitment-differs'));
  it('a connector that seals another salt than it commits with: item-commitment-differs', () =>
    expectCode(() => open(sealBytes(pad(concatBytes(bytesOf('s'), itemOf('a').content)))), 'item-commitment-differs'));
  it('a connector that leaves out the salt: item-padding-malformed', () =>
    expectCode(() => open(sealBytes(pad(new Uint8Array(31)))), 'item-padding-malformed'));
  for (const [what, plaintext] of Object.entries({
    'does not pad': concatBytes(itemOf('a').salt, itemOf('a').content),
    'pads to a larger bucket': concatBytes(pad(concatBytes(itemOf('a').salt, itemOf('a').content)), new Uint8Array(1024)),
    'pads with something': pad(concatBytes(itemOf('a').salt, itemOf('a').content)).map((byte, i) => (i === 1023 ? 1 : byte)),
    'seals nothing': new Uint8Array(),
  }))
    it(`a connector that ${what}: item-padding-malformed`, () => expectCode(() => open(sealBytes(plaintext)), 'item-padding-malformed'));
  it('a connector that shows an item in one of two versions: the reader who expects the commitment of the lot refuses the other', () => {
    const other = sealOne('a', { content: toUtf8('"for Bob alone"') });
    const commitment = a.signed.header.commitment;
    expect(open(a, batchKey, premiseOf('a', { commitment })).content).to.deep.equal(itemOf('a').content);
    return expectCode(() => open(other, batchKey, premiseOf('a', { commitment })), 'header-foreign');
  });
});

describe('one ciphertext for two keys', () => {
  const keys = [batchKey, bytesOf("Bob's batch key")].map((key) => deriveItemKey(key, { item: idOf('a'), version: 1 }));
  const [alices = keyOfA, bobs = keyOfA] = keys;
  const header = a.signed.header;
  const data = toAssociatedData(header);
  const make = (nonce: Uint8Array) =>
    makeSalamander({
      keys: [toContentKey(alices), toContentKey(bobs)],
      nonce,
      data,
      // Salt and content are fixed by the commitment inside the associated data: only the padding is left to choose.
      plaintext: pad(concatBytes(itemOf('a').salt, itemOf('a').content)),
      freeAt: 512,
    });
  const nonce = Array.from({ length: 64 }, (_, i) => new Uint8Array(AEAD_NONCE).fill(i)).find((each) => make(each) !== undefined);
  const sealed = make(nonce ?? new Uint8Array(AEAD_NONCE)) ?? new Uint8Array();
  const box = concatBytes(nonce ?? new Uint8Array(), sealed);
  const item = { signed: signHeader({ ...header, ciphertext: toHex(sha256(box)) }, connector), box };

  it('exists: the AEAD alone opens it twice, differently', () => {
    const [first, second] = [alices, bobs].map((key) => aeadOpen(sealed, { key: toContentKey(key), nonce: nonce ?? box, data }));
    expect(first?.slice(0, 60)).to.deep.equal(pad(concatBytes(itemOf('a').salt, itemOf('a').content)).slice(0, 60));
    expect(first).not.to.deep.equal(second);
  });
  it('is refused to the first reader for its padding', () => expectCode(() => open(item), 'item-padding-malformed'));
  it('is refused to the second one for the key', () => expectCode(() => open(item, bytesOf("Bob's batch key")), 'item-key-differs'));
  it('is refused to the second one for the key that the header commits to, whatever else it says', () => {
    const forBob = { ...item, signed: signHeader({ ...item.signed.header, key: commitToItemKey(bobs) }, connector) };
    // The commitment to the key is part of the associated data, so changing it gives up the collision.
    return expectCode(() => open(forBob, bytesOf("Bob's batch key")), 'item-unopened');
  });
});
