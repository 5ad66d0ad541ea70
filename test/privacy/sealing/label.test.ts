import { expect } from 'chai';
import fc from 'fast-check';
import { createOpeningKey } from '../../../common/crypto/sealing.ts';
import { equalBytes, parseBase64, parseHex, toBase64, toHex } from '../../../common/encodings.ts';
import { labelHash, verifySealedLabel } from '../../../privacy/sealing/label-hash.ts';
import { wrapLabelKey, type LabelAddress } from '../../../privacy/sealing/label-key.ts';
import { openLabel, sealLabel } from '../../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../../privacy/sealing/messages.ts';
import { bucketOf } from '../../../privacy/sealing/padding.ts';
import { expectCode } from '../../support/expect-code.ts';
import { seededRandom } from '../../support/random.ts';
import {
  address,
  bytesOf,
  colleague,
  flips,
  idOf,
  labelContent,
  labeler,
  labelOf,
  labelPremise,
  lotKey,
  publicKeyOf,
  signingKeyOf,
} from '../../support/sealing.ts';

const { sealed, hash, labelKey: ownKey } = labelOf();
const other = labelOf('another label');
const premise = labelPremise(hash);

const READERS = { lot: lotKey, author: labeler } as const;
const readers = Object.entries(READERS) as ['lot' | 'author', typeof lotKey][];

describe('a sealed label', () => {
  for (const [reader, key] of readers) {
    it(`opens for its ${reader}, also after JSON`, () => {
      const opened = { content: labelContent, labelKey: ownKey };
      expect(openLabel(sealed, reader, key, premise)).to.deep.equal(opened);
      expect(openLabel(JSON.parse(JSON.stringify(sealed)), reader, key, premise)).to.deep.equal(opened);
    });
    it(`opens as its ${reader} for nobody else: label-wrap-unopened`, () =>
      expectCode(() => openLabel(sealed, reader, colleague, premise), 'label-wrap-unopened'));
  }
  it('opens for any content and readers', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (content, lotSecret, ownSecret) => {
          const keys = { lot: createOpeningKey(lotSecret), author: createOpeningKey(ownSecret) };
          const to = { ...address, readers: { lot: publicKeyOf(keys.lot), author: publicKeyOf(keys.author) } };
          const made = labelOf(toHex(lotSecret), content, to);
          for (const reader of ['lot', 'author'] as const) {
            const opened = openLabel(made.sealed, reader, keys[reader], labelPremise(made.hash, to));
            expect(equalBytes(opened.content, content)).to.equal(true);
          }
          expect(parseBase64(made.sealed.box).length).to.equal(24 + bucketOf(content.length) + 16);
        },
      ),
      { numRuns: 30 },
    ));
  it('takes its place out of whatever holds one', () => {
    const place = { ...address.place, revision: 3 };
    const made = labelOf('place', labelContent, { ...address, place });
    expect(openLabel(made.sealed, 'lot', lotKey, labelPremise(made.hash)).content).to.deep.equal(labelContent);
  });
  it('has a key of its own each time', () => expect(other.labelKey).not.to.deep.equal(ownKey));
  it('is bounded', () => expectCode(() => labelOf('long', new Uint8Array(1024 * 1024 + 1)), 'label-too-long'));
  it('of the longest content is read', () => {
    const content = new Uint8Array(1024 * 1024).fill(7);
    const made = labelOf('long', content);
    expect(openLabel(made.sealed, 'lot', lotKey, labelPremise(made.hash)).content.length).to.equal(content.length);
  });
  it('keeps both wraps apart even where lot and author have one key', () => {
    const to = { ...address, readers: { lot: publicKeyOf(lotKey), author: publicKeyOf(lotKey) } };
    const { wraps } = labelOf('one key', labelContent, to).sealed;
    expect(wraps.lot).not.to.equal(wraps.author);
  });
  for (const [what, lot] of Object.entries({
    'low order': '00'.repeat(32),
    'order 4': `01${'00'.repeat(31)}`,
    'second spelling': `f6${'ff'.repeat(30)}7f`,
    'another length': 'ab',
  }))
    it(`is not made for a lot key of ${what}: key-unacceptable`, () =>
      expectCode(() => labelOf('x', labelContent, { ...address, readers: { ...address.readers, lot } }), 'key-unacceptable'));
});

describe('the hash of a sealed label', () => {
  it('is checked without any key', () => expect(verifySealedLabel(sealed, hash)).to.deep.equal(sealed));
  const changed: Readonly<Record<string, SealedLabel>> = {
    'key commitment': { ...sealed, key: other.sealed.key },
    box: { ...sealed, box: other.sealed.box },
    "lot's wrap": { ...sealed, wraps: { ...sealed.wraps, lot: other.sealed.wraps.lot } },
    "author's wrap": { ...sealed, wraps: { ...sealed.wraps, author: other.sealed.wraps.author } },
    'order of wraps': { ...sealed, wraps: { lot: sealed.wraps.author, author: sealed.wraps.lot } },
    'whole label': other.sealed,
  };
  for (const [what, label] of Object.entries(changed))
    it(`another ${what}: label-differs`, () => expectCode(() => openLabel(label, 'lot', lotKey, premise), 'label-differs'));
  it('each byte changed: label-differs', async () => {
    for (const box of flips(parseBase64(sealed.box)))
      await expectCode(() => openLabel({ ...sealed, box: toBase64(box) }, 'lot', lotKey, premise), 'label-differs');
    for (const wrap of flips(parseHex(sealed.wraps.lot)))
      await expectCode(() => verifySealedLabel({ ...sealed, wraps: { ...sealed.wraps, lot: toHex(wrap) } }, hash), 'label-differs');
  });
  const malformed: Readonly<Record<string, unknown>> = {
    nothing: null,
    'another version': { ...sealed, v: 2 },
    'a member too many': { ...sealed, note: 'x' },
    'a third wrap': { ...sealed, wraps: { ...sealed.wraps, colleague: sealed.wraps.lot } },
    'one wrap': { ...sealed, wraps: { lot: sealed.wraps.lot } },
    'a longer wrap': { ...sealed, wraps: { ...sealed.wraps, lot: `${sealed.wraps.lot}00` } },
    'no base64': { ...sealed, box: '*' },
    'base64 with loose bits': { ...sealed, box: 'AB==' },
    'a box that is too long': { ...sealed, box: 'A'.repeat(1_600_000) },
    'a short commitment': { ...sealed, key: 'ab' },
  };
  for (const [what, label] of Object.entries(malformed))
    it(`${what}: label-malformed`, () => expectCode(() => openLabel(label, 'lot', lotKey, premise), 'label-malformed'));
});

describe('a label in another place', () => {
  const places: Readonly<Record<string, string>> = {
    space: idOf('another space'),
    lot: idOf('another lot'),
    item: idOf('another item'),
    author: publicKeyOf(signingKeyOf('colleague')),
    lotEvent: toHex(bytesOf('another event')),
  };
  for (const [name, value] of Object.entries(places)) {
    const elsewhere: LabelAddress = { ...address, place: { ...address.place, [name]: value } };
    it(`another ${name}, whose event holds the same hash: label-wrap-unopened`, async () => {
      for (const [reader, key] of readers)
        await expectCode(() => openLabel(sealed, reader, key, labelPremise(hash, elsewhere)), 'label-wrap-unopened');
    });
    it(`another ${name}, with wraps made for it: the content stays where it was, label-unopened`, () => {
      const moved = {
        ...sealed,
        wraps: { lot: wrapLabelKey(ownKey, elsewhere, 'lot'), author: wrapLabelKey(ownKey, elsewhere, 'author') },
      };
      return expectCode(() => openLabel(moved, 'lot', lotKey, labelPremise(labelHash(moved), elsewhere)), 'label-unopened');
    });
  }
  it("a colleague cannot sign somebody else's label as her own: label-wrap-unopened", () => {
    const hers = {
      place: { ...address.place, author: publicKeyOf(signingKeyOf('colleague')) },
      readers: { ...address.readers, author: publicKeyOf(colleague) },
    };
    return expectCode(() => openLabel(sealed, 'lot', lotKey, labelPremise(hash, hers)), 'label-wrap-unopened');
  });
  it('another key of the author in the premise: label-wrap-differs', () =>
    expectCode(
      () =>
        openLabel(
          sealed,
          'lot',
          lotKey,
          labelPremise(hash, { ...address, readers: { ...address.readers, author: publicKeyOf(colleague) } }),
        ),
      'label-wrap-differs',
    ));
  it('an author without acceptable key: label-wrap-differs', () =>
    expectCode(
      () => openLabel(sealed, 'lot', lotKey, labelPremise(hash, { ...address, readers: { ...address.readers, author: '00'.repeat(32) } })),
      'label-wrap-differs',
    ));
});

describe('sealing', () => {
  it('repeats with the same randomness and never otherwise', () => {
    expect(sealLabel(labelContent, address, seededRandom('label'))).to.deep.equal(labelOf());
    expect(other.sealed.box).not.to.equal(sealed.box);
  });
});
