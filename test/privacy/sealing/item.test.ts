import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { sha256 } from '../../../common/crypto/hash.ts';
import { equalBytes, toHex, toUtf8 } from '../../../common/encodings.ts';
import { headerHash, signHeader, type HeaderPremise } from '../../../privacy/sealing/header.ts';
import { commitToItemKey, deriveItemKey } from '../../../privacy/sealing/item-key.ts';
import { openItem, openItemAlone, sealItem, type SealedItem, type UntrustedItem } from '../../../privacy/sealing/item.ts';
import { itemHeader, LEVELS, signedHeader, type ItemHeader } from '../../../privacy/sealing/messages.ts';
import { bucketOf } from '../../../privacy/sealing/padding.ts';
import { commit } from '../../../provenance/event/commitment.ts';
import * as fields from '../../../provenance/event/fields.ts';
import { expectCode } from '../../support/expect-code.ts';
import { freeStrings } from '../../support/free-strings.ts';
import { seededRandom } from '../../support/random.ts';
import {
  batchKey,
  bytesOf,
  connector,
  flips,
  head,
  idOf,
  itemOf,
  premiseOf,
  publicKeyOf,
  sealOne,
  signingKeyOf,
} from '../../support/sealing.ts';

const a = sealOne('a');
const b = sealOne('b');
const premise = premiseOf('a');
const keyOfA = deriveItemKey(batchKey, { item: idOf('a'), version: 1 });
const open = (item: UntrustedItem, key = batchKey, by: HeaderPremise = premise) => openItem(item, key, by);

/** The connector signs whatever it likes. */
const signAnew = ({ signed, box }: SealedItem, changed: Partial<ItemHeader>): SealedItem => ({
  signed: signHeader({ ...signed.header, ...changed }, connector),
  box,
});
const otherHash = toHex(bytesOf('another'));

describe('a sealed item', () => {
  it('opens to what was sealed, for the holder of the batch key and for the holder of its own key', () => {
    const { salt, content } = itemOf('a');
    const opened = { header: a.signed.header, headerHash: headerHash(a.signed.header), salt, content };
    expect(open(a)).to.deep.equal(opened);
    expect(openItemAlone(a, keyOfA, premise)).to.deep.equal(opened);
  });
  it('is committed to as every item is', () =>
    expect(a.signed.header.commitment).to.equal(commit(itemOf('a').salt, 'item', idOf('a'), itemOf('a').content)));
  it('comes back through JSON', () =>
    expect(open({ ...a, signed: JSON.parse(JSON.stringify(a.signed)) as unknown })).to.deep.equal(open(a)));
  it('opens without a lot where it was sealed without one', () => {
    const { lot: _, ...lotless } = head;
    const { salt, content, ...draft } = { ...lotless, ...itemOf('a') };
    const sealed = sealItem(draft, { salt, content }, { itemKey: keyOfA, connector, random: seededRandom('n') });
    const { lot: __, ...expected } = premise.expected;
    expect(open(sealed, batchKey, { ...premise, expected }).content).to.deep.equal(content);
    return expectCode(() => open(sealed), 'header-foreign');
  });
  it('opens at the version from which on the log lets headers hold and at newer ones, and at no older one', async () => {
    const newer = sealOne('a', { version: 3 }, { itemKey: deriveItemKey(batchKey, { item: idOf('a'), version: 3 }) });
    for (const leastVersion of [1, 2, 3]) expect(open(newer, batchKey, { ...premise, leastVersion }).header.version).to.equal(3);
    await expectCode(() => open(newer, batchKey, { ...premise, leastVersion: 4 }), 'header-superseded');
    await expectCode(() => open(a, batchKey, { ...premise, leastVersion: 2 }), 'header-superseded');
  });
  it('opens for any content and place', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(...LEVELS),
        (content, key, version, level) => {
          const itemKey = deriveItemKey(key, { item: idOf('a'), version });
          const sealed = sealOne('a', { content, version, level }, { itemKey });
          const opened = open(sealed, key, premiseOf('a', { version, level, policy: { major: 2, minor: 1 } }));
          expect(equalBytes(opened.content, content)).to.equal(true);
          expect(sealed.box.length).to.equal(24 + bucketOf(32 + content.length) + 16);
        },
      ),
      { numRuns: 50 },
    ));
  it('shows nothing of its length within a bucket', () =>
    expect(sealOne('a', { content: toUtf8('x') }).box.length).to.equal(sealOne('a', { content: new Uint8Array(900) }).box.length));
  it('is bounded', () => expectCode(() => sealOne('a', { content: new Uint8Array(16 * 1024 * 1024 + 1) }), 'item-too-long'));
  it('needs a salt of 32 bytes', () => expectCode(() => sealOne('a', { salt: new Uint8Array(31) }), 'salt-malformed'));
  it('needs a header of the right form', () => expectCode(() => sealOne('a', { version: 0 }), 'header-malformed'));
});

describe('an item header', () => {
  it('has no free string', () => expect(freeStrings(z.toJSONSchema(signedHeader))).to.deep.equal([]));
  it('knows the levels of the events', () => expect(LEVELS).to.deep.equal(fields.LEVELS));
  it('has a hash of its own with each member', () => {
    const hashes = [a, b, sealOne('a', { version: 2 }), sealOne('a', { level: 'g4' })].map(({ signed }) => headerHash(signed.header));
    expect(new Set(hashes).size).to.equal(4);
  });
});

const members = Object.keys(itemHeader.shape) as (keyof ItemHeader)[];
const changed: ItemHeader = {
  ...b.signed.header,
  v: 1,
  space: idOf('another space'),
  project: idOf('another project'),
  lot: idOf('another lot'),
  batch: idOf('another batch'),
  version: 2,
  level: 'g1',
  policy: { major: 2, minor: 0 },
};
/** What fails first when the connector itself signs the header with this member changed. */
const WHEN_SIGNED: Readonly<Partial<Record<keyof ItemHeader, string>>> = {
  space: 'header-foreign',
  project: 'header-foreign',
  lot: 'header-foreign',
  item: 'header-foreign',
  ciphertext: 'item-ciphertext-differs',
  version: 'item-key-differs',
  key: 'item-key-differs',
  batch: 'item-unopened',
  level: 'item-unopened',
  policy: 'item-unopened',
  row: 'item-unopened',
  commitment: 'item-unopened',
};

describe('a sealed item that was tampered with', () => {
  for (const name of members.filter((each) => each !== 'v')) {
    const header = { ...a.signed.header, [name]: changed[name] };
    it(`${name} changed: header-signature-invalid`, () =>
      expectCode(() => open({ ...a, signed: { ...a.signed, header } }), 'header-signature-invalid'));
    it(`${name} changed and signed anew by the connector: ${WHEN_SIGNED[name]}`, () =>
      expectCode(() => open(signAnew(a, header)), WHEN_SIGNED[name] ?? ''));
  }
  for (const name of members) {
    const { [name]: _, ...header } = a.signed.header;
    const code = name === 'lot' ? 'header-signature-invalid' : 'header-malformed';
    it(`${name} left out: ${code}`, () => expectCode(() => open({ ...a, signed: { ...a.signed, header } }), code));
  }
  it('each byte of the box changed: item-ciphertext-differs', async () => {
    for (const box of flips(a.box)) await expectCode(() => open({ ...a, box }), 'item-ciphertext-differs');
  });
  it('each byte of the box changed and signed anew by the connector: item-unopened', async () => {
    for (const box of flips(a.box))
      await expectCode(() => open(signAnew({ ...a, box }, { ciphertext: toHex(sha256(box)) })), 'item-unopened');
  });
  it('a box of any shorter length, signed by the connector: item-unopened', async () => {
    for (const length of [0, 1, 23, 24, 39, 40, 41, a.box.length - 1]) {
      const box = a.box.slice(0, length);
      await expectCode(() => open(signAnew({ ...a, box }, { ciphertext: toHex(sha256(box)) })), 'item-unopened');
    }
  });
  it('each digit of the signature changed: header-signature-invalid', async () => {
    const { signature } = a.signed;
    for (let at = 0; at < signature.length; at++) {
      const other = signature.slice(0, at) + (signature[at] === '1' ? '2' : '1') + signature.slice(at + 1);
      await expectCode(() => open({ ...a, signed: { ...a.signed, signature: other } }), 'header-signature-invalid');
    }
  });
  const malformed: Readonly<Record<string, unknown>> = {
    nothing: null,
    'a header alone': a.signed.header,
    'another version': { ...a.signed, header: { ...a.signed.header, v: 2 } },
    'a member too many': { ...a.signed, header: { ...a.signed.header, note: 'x' } },
    'a member too many around': { ...a.signed, note: 'x' },
    'a null lot': { ...a.signed, header: { ...a.signed.header, lot: null } },
    'an id in upper case': { ...a.signed, header: { ...a.signed.header, item: idOf('a').toUpperCase() } },
    'version 0': { ...a.signed, header: { ...a.signed.header, version: 0 } },
    'a fraction': { ...a.signed, header: { ...a.signed.header, version: 1.5 } },
    'an unknown level': { ...a.signed, header: { ...a.signed.header, level: 'g5' } },
    'a short signature': { ...a.signed, signature: 'ab' },
  };
  for (const [what, signed] of Object.entries(malformed))
    it(`${what}: header-malformed`, () => expectCode(() => open({ ...a, signed }), 'header-malformed'));
});

describe('a sealed item in the wrong place', () => {
  it('another item: header-foreign', () => expectCode(() => open(b), 'header-foreign'));
  it("another item's box: item-ciphertext-differs", () =>
    expectCode(() => open({ signed: a.signed, box: b.box }), 'item-ciphertext-differs'));
  it("another item's signature: header-signature-invalid", () =>
    expectCode(() => open({ ...a, signed: { ...a.signed, signature: b.signed.signature } }), 'header-signature-invalid'));
  it('another batch key: item-key-differs', () => expectCode(() => open(a, bytesOf('another batch key')), 'item-key-differs'));
  it("another item's key: item-key-differs", () =>
    expectCode(() => openItemAlone(a, deriveItemKey(batchKey, { item: idOf('b'), version: 1 }), premise), 'item-key-differs'));
  it('the key of another version: item-key-differs', () =>
    expectCode(() => openItemAlone(a, deriveItemKey(batchKey, { item: idOf('a'), version: 2 }), premise), 'item-key-differs'));
  it('its own key and a zero, which HMAC takes for the same: item-key-differs', () => {
    const long = Uint8Array.from([...keyOfA, 0]);
    expect(commitToItemKey(long)).to.equal(commitToItemKey(keyOfA));
    return expectCode(() => openItemAlone(a, long, premise), 'item-key-differs');
  });
  it("another connector's key: header-signature-invalid", () =>
    expectCode(
      () => open(a, batchKey, { ...premise, connector: publicKeyOf(signingKeyOf('another connector')) }),
      'header-signature-invalid',
    ));
  const expected: Partial<HeaderPremise['expected']> = {
    space: idOf('another space'),
    project: idOf('another project'),
    lot: idOf('another lot'),
    item: idOf('b'),
    batch: idOf('another batch'),
    version: 2,
    level: 'g4',
    policy: { major: 2, minor: 2 },
    row: otherHash,
    commitment: otherHash,
    key: otherHash,
    ciphertext: otherHash,
  };
  for (const [name, value] of Object.entries(expected))
    it(`expected with another ${name}: header-foreign`, () =>
      expectCode(() => open(a, batchKey, premiseOf('a', { [name]: value })), 'header-foreign'));
  it('expected without a lot: header-foreign', () => {
    const { lot: _, ...rest } = premise.expected;
    return expectCode(() => open(a, batchKey, { ...premise, expected: rest }), 'header-foreign');
  });
});
