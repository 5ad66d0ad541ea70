import { expect } from 'chai';
import { commitToLabelKey, toLabelContentKey, wrapLabelKey } from '../../../privacy/sealing/label-key.ts';
import { judgeLabel, type LabelVerdict } from '../../../privacy/sealing/label-judgement.ts';
import { openLabel } from '../../../privacy/sealing/label.ts';
import { pad } from '../../../privacy/sealing/padding.ts';
import { forgeLabel, labelData, labelKey, wrapAtRandom, type LabelParts } from '../../support/dishonest-label.ts';
import { makeSalamander } from '../../support/salamander.ts';
import {
  address,
  bytesOf,
  colleague,
  flips,
  idOf,
  labelContent,
  labelOf,
  labelPremise,
  lotKey,
  publicKeyOf,
} from '../../support/sealing.ts';

const otherKey = bytesOf('another label key');
const honest = forgeLabel();
const judge = (key: Uint8Array, { sealed, premise } = honest): LabelVerdict => judgeLabel(key, sealed, premise);

const KEY_FOREIGN: LabelVerdict = { verdict: 'key-foreign', against: 'nobody' };
const LABEL_FOREIGN: LabelVerdict = { verdict: 'label-foreign', against: 'nobody' };
const SEALED_GARBAGE: LabelVerdict = { verdict: 'author-sealed-garbage', against: 'author' };
const OTHER_COMMITMENT: LabelVerdict = { verdict: 'author-committed-to-another-key', against: 'author' };
const wrapped = (...readers: readonly ('lot' | 'author')[]): LabelVerdict => ({
  verdict: 'author-wrapped-garbage',
  against: 'author',
  readers,
});

describe('a label that its owner calls unreadable', () => {
  it('was readable: the author shows its key, and the owner lied', () => {
    expect(judge(labelKey)).to.deep.equal({ verdict: 'readable', against: 'owner', content: labelContent });
    const { sealed, hash, labelKey: own } = labelOf();
    expect(judgeLabel(own, sealed, labelPremise(hash)).verdict).to.equal('readable');
  });
  it('is readable only if the holder of the lot key opens it', () =>
    expect(openLabel(honest.sealed, 'lot', lotKey, honest.premise).labelKey).to.deep.equal(labelKey));

  const lies: Readonly<Record<string, readonly [LabelParts, LabelVerdict]>> = {
    'garbage for the lot': [{ wraps: { lot: '5a'.repeat(80) } }, wrapped('lot')],
    'another key for the lot': [{ wraps: { lot: wrapLabelKey(otherKey, address, 'lot') } }, wrapped('lot')],
    'a wrap for the lot that nobody can make again': [{ wraps: { lot: wrapAtRandom(labelKey, 'lot') } }, wrapped('lot')],
    'another key for herself': [{ wraps: { author: wrapLabelKey(otherKey, address, 'author') } }, wrapped('author')],
    'both wraps the wrong way round': [
      { wraps: { lot: wrapLabelKey(labelKey, address, 'author'), author: wrapLabelKey(labelKey, address, 'lot') } },
      wrapped('lot', 'author'),
    ],
    'another key for both': [
      { wraps: { lot: wrapLabelKey(otherKey, address, 'lot'), author: wrapLabelKey(otherKey, address, 'author') } },
      wrapped('lot', 'author'),
    ],
    'a commitment to another key': [{ committed: otherKey }, OTHER_COMMITMENT],
    'a commitment to another key, with a random wrap': [
      { committed: otherKey, wraps: { lot: wrapAtRandom(labelKey, 'lot') } },
      OTHER_COMMITMENT,
    ],
    'content under another key': [{ contentKey: otherKey }, SEALED_GARBAGE],
    'garbage for content': [{ sealedBytes: new Uint8Array(1040) }, SEALED_GARBAGE],
    'no content at all': [{ sealedBytes: new Uint8Array(), nonce: new Uint8Array() }, SEALED_GARBAGE],
    'content without padding': [{ padded: labelContent }, SEALED_GARBAGE],
  };
  for (const [what, [parts, verdict]] of Object.entries(lies))
    it(`${what}: ${verdict.verdict}`, () => expect(judge(labelKey, forgeLabel(parts))).to.deep.equal(verdict));

  it('the key that the lot was given shows it too, where a signed wrap holds it and the commitment does not', () => {
    const forged = forgeLabel({ wraps: { lot: wrapLabelKey(otherKey, address, 'lot') } });
    expect(judge(otherKey, forged)).to.deep.equal(OTHER_COMMITMENT);
  });
  it('garbage as content is readable, and stands for the schema of results to judge', () => {
    const content = Uint8Array.of(0xff, 0);
    expect(judge(labelKey, forgeLabel({ padded: pad(content) }))).to.deep.equal({ verdict: 'readable', against: 'owner', content });
  });
  for (const [what, lot] of Object.entries({ 'low order': '00'.repeat(32), 'a second spelling': `f6${'ff'.repeat(30)}7f` }))
    it(`a lot key of ${what}: the owner named it`, () => {
      const premise = { ...honest.premise, readers: { ...address.readers, lot } };
      expect(judgeLabel(labelKey, honest.sealed, premise)).to.deep.equal({ verdict: 'lot-key-unacceptable', against: 'owner' });
    });
  it('an author whose own key is of low order', () => {
    const premise = { ...honest.premise, readers: { ...address.readers, author: '00'.repeat(32) } };
    expect(judgeLabel(labelKey, honest.sealed, premise)).to.deep.equal({ verdict: 'author-key-unacceptable', against: 'author' });
  });
});

describe('a key that is not the label key', () => {
  const keys: Readonly<Record<string, Uint8Array>> = {
    'another key': otherKey,
    'the key of the content': toLabelContentKey(labelKey),
    nothing: new Uint8Array(),
    'a byte less': labelKey.slice(0, 31),
    'the key and a zero, which HMAC takes for the same': Uint8Array.from([...labelKey, 0]),
    'the lot key': bytesOf('lot'),
  };
  for (const [what, key] of Object.entries(keys)) it(`${what}: accuses nobody`, () => expect(judge(key)).to.deep.equal(KEY_FOREIGN));
  it('the key and a zero does commit alike', () =>
    expect(commitToLabelKey(Uint8Array.from([...labelKey, 0]))).to.equal(commitToLabelKey(labelKey)));
  it('each bit changed: accuses nobody', () => {
    for (const key of flips(labelKey)) expect(judge(key)).to.deep.equal(KEY_FOREIGN);
  });
  it('an owner who was given a random wrap cannot be accused of the key that lay in it', () => {
    const forged = forgeLabel({ wraps: { lot: wrapAtRandom(otherKey, 'lot') } });
    expect(judge(otherKey, forged)).to.deep.equal(KEY_FOREIGN);
    expect(judge(labelKey, forged)).to.deep.equal(wrapped('lot'));
  });
  it('of a ciphertext that opens under both: accuses nobody', () => {
    const make = (nonce: Uint8Array) =>
      makeSalamander({
        keys: [toLabelContentKey(labelKey), toLabelContentKey(otherKey)],
        nonce,
        data: labelData(),
        plaintext: pad(new Uint8Array(100).fill(7)),
        freeAt: 32,
      });
    const nonce = Array.from({ length: 64 }, (_, i) => new Uint8Array(24).fill(i)).find((each) => make(each) !== undefined) ?? labelKey;
    const forged = forgeLabel({ nonce, sealedBytes: make(nonce) ?? nonce });
    expect(judge(labelKey, forged).verdict).to.equal('readable');
    expect(judge(otherKey, forged)).to.deep.equal(KEY_FOREIGN);
  });
});

describe('a label that is not the signed one', () => {
  const other = forgeLabel({ labelKey: otherKey });
  it('accuses nobody, whatever key is shown', () => {
    for (const key of [labelKey, otherKey]) expect(judgeLabel(key, other.sealed, honest.premise)).to.deep.equal(LABEL_FOREIGN);
  });
  for (const [what, value] of Object.entries({ nothing: null, 'no label': { v: 1 }, 'a member too many': { ...honest.sealed, note: 'x' } }))
    it(`${what}: accuses nobody`, () => expect(judgeLabel(labelKey, value, honest.premise)).to.deep.equal(LABEL_FOREIGN));
  it("somebody else's, signed as the own: its wraps are made for another place", () => {
    const place = { ...address.place, item: idOf('another item') };
    expect(judgeLabel(labelKey, honest.sealed, { ...honest.premise, place })).to.deep.equal(wrapped('lot', 'author'));
    const readers = { ...address.readers, author: publicKeyOf(colleague) };
    expect(judgeLabel(labelKey, honest.sealed, { ...honest.premise, readers })).to.deep.equal(wrapped('author'));
  });
});
