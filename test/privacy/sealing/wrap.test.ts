import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { createOpeningKey } from '../../../common/crypto/sealing.ts';
import type { SigningKey } from '../../../common/crypto/signature.ts';
import { concatBytes, parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { signedWrap, type KeyWrap, type SignedWrap } from '../../../privacy/sealing/messages.ts';
import { openBatchKey, openLotKey, verifyBatchWrap, wrapBatchKey, wrapLotKey, type BatchPlace } from '../../../privacy/sealing/wrap.ts';
import { expectCode } from '../../support/expect-code.ts';
import { freeStrings } from '../../support/free-strings.ts';
import { seededRandom } from '../../support/random.ts';
import {
  batchKey,
  batchPlace,
  bytesOf,
  colleague,
  connector,
  flips,
  head,
  idOf,
  labeler,
  lotKey,
  lotPlace,
  openingKeyOf,
  publicKeyOf,
  signingKeyOf,
} from '../../support/sealing.ts';

const random = seededRandom('wraps');
const signing = { connector, random };
const signer = publicKeyOf(connector);
const mine = wrapBatchKey(batchKey, batchPlace, publicKeyOf(labeler), signing);
const hers = wrapBatchKey(batchKey, batchPlace, publicKeyOf(colleague), signing);
const lots = wrapLotKey(bytesOf('lot'), lotPlace, publicKeyOf(labeler), signing);

const open = (wrap: unknown, place: BatchPlace = batchPlace, by = labeler) => openBatchKey(wrap, place, by, signer);
const openLot = (wrap: unknown, key = publicKeyOf(lotKey)) => openLotKey(wrap, lotPlace, labeler, { connector: signer, lotKey: key });
/** Signed by hand, as docs/protocols/sealing.md has it. */
const signAnew = (wrap: KeyWrap, key: SigningKey = connector): SignedWrap => ({
  wrap,
  signature: toHex(key.sign(concatBytes(toUtf8('xinbiao/key-wrap/1\n'), toSignableBytes(wrap as Json)))),
});

const otherPlaces = {
  space: idOf('another space'),
  project: idOf('another project'),
  lot: idOf('another lot'),
  batch: idOf('another batch'),
};

describe('a batch key for one person', () => {
  it('opens to the key, also after JSON', () => {
    expect(open(mine)).to.deep.equal(batchKey);
    expect(open(JSON.parse(JSON.stringify(mine)))).to.deep.equal(batchKey);
    expect(open(hers, batchPlace, colleague)).to.deep.equal(batchKey);
  });
  it('opens for any key, person and place', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.boolean(),
        (key, secret, lotless) => {
          const person = createOpeningKey(secret);
          const { lot: _, ...rest } = batchPlace;
          const place = lotless ? rest : batchPlace;
          const wrap = wrapBatchKey(key, place, publicKeyOf(person), signing);
          expect(toHex(open(wrap, place, person))).to.equal(toHex(key));
        },
      ),
      { numRuns: 30 },
    ));
  it('takes a place out of whatever holds one', () =>
    expect(open(wrapBatchKey(batchKey, head, publicKeyOf(labeler), signing), head)).to.deep.equal(batchKey));
  it('is verified without opening it', () => verifyBatchWrap(mine, batchPlace, publicKeyOf(labeler), signer));
  it('has no free string', () => expect(freeStrings(z.toJSONSchema(signedWrap))).to.deep.equal([]));

  it('in a wrap for somebody else: wrap-foreign', () => expectCode(() => open(hers), 'wrap-foreign'));
  for (const [name, id] of Object.entries(otherPlaces)) {
    it(`expected in another ${name}: wrap-foreign`, () => expectCode(() => open(mine, { ...batchPlace, [name]: id }), 'wrap-foreign'));
    it(`from another ${name}: wrap-foreign`, () =>
      expectCode(() => open(wrapBatchKey(batchKey, { ...batchPlace, [name]: id }, publicKeyOf(labeler), signing)), 'wrap-foreign'));
    it(`from another ${name}, renamed: wrap-signature-invalid`, () => {
      const { wrap, signature } = wrapBatchKey(batchKey, { ...batchPlace, [name]: id }, publicKeyOf(labeler), signing);
      return expectCode(() => open({ wrap: { ...wrap, ...batchPlace }, signature }), 'wrap-signature-invalid');
    });
    it(`from another ${name}, renamed and signed by the connector: wrap-unopened`, () => {
      const { wrap } = wrapBatchKey(batchKey, { ...batchPlace, [name]: id }, publicKeyOf(labeler), signing);
      return expectCode(() => open(signAnew({ ...wrap, ...batchPlace })), 'wrap-unopened');
    });
  }
  it('from a batch without lot: wrap-foreign', () => {
    const { lot: _, ...lotless } = batchPlace;
    return expectCode(() => open(wrapBatchKey(batchKey, lotless, publicKeyOf(labeler), signing)), 'wrap-foreign');
  });
  it("somebody else's box under the own name, signed by the connector: wrap-unopened", () =>
    expectCode(() => open(signAnew({ ...mine.wrap, box: hers.wrap.box })), 'wrap-unopened'));
  it('signed by somebody else: wrap-signature-invalid', () =>
    expectCode(() => open(signAnew(mine.wrap, signingKeyOf('gateway'))), 'wrap-signature-invalid'));
  it("another wrap's signature: wrap-signature-invalid", () =>
    expectCode(() => open({ wrap: mine.wrap, signature: hers.signature }), 'wrap-signature-invalid'));
  it('each byte of the box changed: wrap-signature-invalid; signed anew: wrap-unopened', async () => {
    for (const box of flips(parseHex(mine.wrap.box))) {
      const wrap = { ...mine.wrap, box: toHex(box) };
      await expectCode(() => open({ wrap, signature: mine.signature }), 'wrap-signature-invalid');
      // The top bit of an X25519 key says nothing to the curve; the key of the box hangs on it all the same.
      await expectCode(() => open(signAnew(wrap)), 'wrap-unopened');
    }
  });
  it('a low-order ephemeral key: wrap-unopened', () =>
    expectCode(() => open(signAnew({ ...mine.wrap, box: '00'.repeat(32) + mine.wrap.box.slice(64) })), 'wrap-unopened'));
  it('is not wrapped for a low-order key: key-unacceptable', () =>
    expectCode(() => wrapBatchKey(batchKey, batchPlace, '00'.repeat(32), signing), 'key-unacceptable'));
  const malformed: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    'a wrap alone': mine.wrap,
    'another version': { ...mine, wrap: { ...mine.wrap, v: 2 } },
    'an unknown purpose': { ...mine, wrap: { ...mine.wrap, purpose: 'item-key' } },
    'a member too many': { ...mine, wrap: { ...mine.wrap, note: 'x' } },
    'no batch': { ...mine, wrap: { ...mine.wrap, batch: undefined } },
    'a longer box': { ...mine, wrap: { ...mine.wrap, box: `${mine.wrap.box}00` } },
  };
  for (const [what, wrap] of Object.entries(malformed)) it(`${what}: wrap-malformed`, () => expectCode(() => open(wrap), 'wrap-malformed'));
  it('a key of another length: wrap-malformed', () =>
    expectCode(() => wrapBatchKey(new Uint8Array(31), batchPlace, publicKeyOf(labeler), signing), 'wrap-malformed'));
});

describe('the key of a closed lot for a reviewer', () => {
  it('opens to the key pair', () => expect(openLot(lots).publicKey).to.deep.equal(lotKey.publicKey));
  it('another key than that of the event: lot-key-differs', async () => {
    await expectCode(() => openLot(lots, publicKeyOf(colleague)), 'lot-key-differs');
    await expectCode(() => openLot(wrapLotKey(bytesOf('other'), lotPlace, publicKeyOf(labeler), signing)), 'lot-key-differs');
  });
  it('is not taken for a batch key, nor the other way round: wrap-foreign', async () => {
    await expectCode(() => open(lots), 'wrap-foreign');
    await expectCode(() => openLot(mine), 'wrap-foreign');
  });
  it('renamed to a batch key and signed by the connector: wrap-unopened', () => {
    const { box } = lots.wrap;
    return expectCode(() => open(signAnew({ ...mine.wrap, box })), 'wrap-unopened');
  });
  for (const name of ['space', 'project', 'lot'] as const)
    it(`from another ${name}: wrap-foreign`, () =>
      expectCode(
        () => openLot(wrapLotKey(bytesOf('lot'), { ...lotPlace, [name]: otherPlaces[name] }, publicKeyOf(labeler), signing)),
        'wrap-foreign',
      ));
  it('for somebody else: wrap-foreign', () =>
    expectCode(() => openLot(wrapLotKey(bytesOf('lot'), lotPlace, publicKeyOf(openingKeyOf('x')), signing)), 'wrap-foreign'));
});
