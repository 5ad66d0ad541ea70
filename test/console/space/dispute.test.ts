import { expect } from 'chai';
import { toSignableBytes, type Json } from '../../../common/canonical-json.ts';
import { parseHex, toHex, toUtf8 } from '../../../common/encodings.ts';
import { judgeDispute, writeDispute, type LabelDispute } from '../../../console/src/space/dispute.ts';
import { headerHash } from '../../../privacy/sealing/header.ts';
import { labelHash } from '../../../privacy/sealing/label-hash.ts';
import { sealLabel } from '../../../privacy/sealing/label.ts';
import type { SealedLabel } from '../../../privacy/sealing/messages.ts';
import { toLogEntry } from '../../../provenance/event/entry.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import type { UnreadableReason } from '../../../provenance/event/fields.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { expectCode } from '../../support/expect-code.ts';
import { RESULT, label, openScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace } from '../../support/scripted-space.ts';
import { bytesOf, lotKey, publicKeyOf, sealOne } from '../../support/sealing.ts';

interface Draft {
  /** Changes what goes out before its hash is signed. */
  readonly spoil?: (sealed: SealedLabel) => SealedLabel;
  /** What is sealed in place of what is signed. */
  readonly content?: Uint8Array;
  /** What the owner's connector then says; nothing without. */
  readonly reason?: UnreadableReason;
  /** Who signed the header that the label names. */
  readonly header?: 'connector' | 'stranger';
}

/** A sealed label in a log, and what its author could show of it. */
const scripted = ({ spoil, content, reason, header: signer = 'connector' }: Draft = {}) => {
  const s = createScriptedSpace();
  const lot = openScriptedLot(s, { level: 'g3', clearance: 'g3', lotKey: publicKeyOf(lotKey) });
  const [author] = lot.labelers;
  const item = lot.items[0] ?? expect.fail('no item');
  const lotId = lot.lot.signed.event.subject.id;
  const place = { space: s.space, lot: lotId, item: item.id, author: toHex(author.key.publicKey), lotEvent: lot.lot.id };
  const readers = { lot: publicKeyOf(lotKey), author: toHex(author.opening.publicKey) };
  const { key } = signer === 'connector' ? lot.connector : lot.keeper;
  const { salt, value } = item.opening;
  const text = { salt: parseHex(salt), content: toSignableBytes(value) };
  const named = { space: s.space, project: lot.project, lot: lotId, item: item.id, ...text };
  const header = sealOne('an item', named, { connector: key }).signed;
  const result = s.seal('annotation', item.id, RESULT);
  const honest = sealLabel(content ?? toSignableBytes(result.opening as unknown as Json), { place, readers }, s.random);
  const sealed = spoil?.(honest.sealed) ?? honest.sealed;
  const signedFor = { header: headerHash(header.header), label: labelHash(sealed) };
  const logged = label(s, lot, author, 0, { body: { result: result.commitment, sealed: signedFor } });
  if (reason !== undefined) {
    const { subject } = logged.signed.event;
    s.log('label-unreadable', lot.connector, {
      subject: { id: subject.id, commitment: subject.commitment ?? '' },
      body: { lot: lotId, reason },
      refs: [lot.lot.id, logged.id],
    });
  }
  const dispute: LabelDispute = {
    v: 1,
    kind: 'label-dispute',
    space: s.space,
    signed: logged.signed,
    salt: logged.salt,
    sealed,
    labelKey: toHex(honest.labelKey),
    header,
  };
  const leaves = s.entries.map((entry) => toHex(leafHash(entry)));
  const ledger = {
    state: s.replay().state,
    indexOf: (leaf: Uint8Array) => {
      const at = leaves.indexOf(toHex(leaf));
      return at < 0 ? undefined : at;
    },
  };
  const judge = (change: Partial<Record<keyof LabelDispute, unknown>> = {}) =>
    judgeDispute(writeDispute({ ...dispute, ...change } as LabelDispute), ledger);
  const again = () => judge({ header: sealOne('an item again', named, { connector: key }).signed });
  return { dispute, ledger, judge, logged, again };
};

describe('a dispute over a label', () => {
  it('is decided against the owner that calls a readable label unreadable', () => {
    const { judge, logged } = scripted({ reason: 'wrap-unopened' });
    expect(judge()).to.include({ finding: 'readable', against: 'owner', reason: 'wrap-unopened', label: logged.id, index: logged.index });
  });

  it('is decided against the author who sealed garbage', () => {
    const swapped = (sealed: SealedLabel): SealedLabel => ({ ...sealed, wraps: { ...sealed.wraps, lot: sealed.wraps.author } });
    const blank = (sealed: SealedLabel): SealedLabel => ({ ...sealed, box: btoa('x'.repeat(1064)) });
    expect(scripted({ spoil: swapped, reason: 'wrap-unopened' }).judge()).to.include({
      finding: 'author-wrapped-garbage',
      against: 'author',
    });
    expect(scripted({ spoil: blank, reason: 'ciphertext-unopened' }).judge()).to.include({
      finding: 'author-sealed-garbage',
      against: 'author',
    });
  });

  it('is decided against the author who sealed another answer than she signed', () => {
    const other = toSignableBytes({ salt: '00'.repeat(32), value: [] });
    for (const content of [other, toUtf8('{}')])
      expect(scripted({ content, reason: 'commitment-differs' }).judge()).to.include({
        finding: 'author-sealed-other-answers',
        against: 'author',
      });
  });

  it('blames nobody for an answer that is said not to fit an item that nobody shows', () =>
    expect(scripted({ reason: 'answers-unfit' }).judge()).to.include({ finding: 'fit-not-shown', against: 'nobody' }));

  it('is none where the owner has said nothing', () =>
    expect(scripted().judge()).to.include({ finding: 'not-disputed', against: 'nobody', reason: undefined }));

  it('is decided by the header where the owner does not know it', () => {
    const { judge } = scripted({ reason: 'header-unknown' });
    expect(judge()).to.include({ finding: 'header-signed', against: 'owner' });
    const { header: _, ...without } = scripted({ reason: 'header-unknown' }).dispute;
    const { ledger } = scripted({ reason: 'header-unknown' });
    expect(judgeDispute(writeDispute(without), ledger)).to.include({ finding: 'header-not-shown', against: 'nobody' });
    const forged = scripted({ reason: 'header-unknown', header: 'stranger' });
    expect(forged.judge()).to.include({ finding: 'header-not-shown', against: 'nobody' });
    const another = sealOne('another', {}).signed;
    const resealed = scripted({ reason: 'header-unknown' });
    expect(resealed.again().finding).to.equal('header-not-shown');
    expect(judge({ header: another })).to.include({ finding: 'header-not-shown', against: 'nobody' });
  });

  it('shows nothing with a key or a label that is not the one', () => {
    const { judge } = scripted({ reason: 'wrap-unopened' });
    expect(judge({ labelKey: toHex(bytesOf('another key')) })).to.include({ finding: 'key-foreign', against: 'nobody' });
    const other = scripted({ content: toUtf8('another'), reason: 'wrap-unopened' }).dispute.sealed;
    expect(judge({ sealed: other })).to.include({ finding: 'label-foreign', against: 'nobody' });
  });

  it('is refused for an event that this log does not hold, or whose signature does not hold', async () => {
    const { judge, dispute } = scripted({ reason: 'wrap-unopened' });
    await expectCode(() => judge({ salt: '00'.repeat(32) }), 'dispute-unlogged');
    await expectCode(() => judge({ space: '019aa000-0000-7000-8000-000000000009' }), 'dispute-unlogged');
    await expectCode(() => judge({ signed: { ...dispute.signed, signature: '0'.repeat(128) } }), 'signature-invalid');
  });

  it('is refused for an open label and for a report, though the log holds them', async () => {
    const s = createScriptedSpace();
    const lot = openScriptedLot(s);
    const [author] = lot.labelers;
    const open = label(s, lot, author, 0);
    const [, reported = expect.fail('no item')] = lot.items;
    const report = s.log('item-reported', author, {
      subject: { id: reported.id, commitment: reported.commitment },
      body: { lot: lot.lot.signed.event.subject.id, reason: 'empty' },
      refs: [lot.lot.id],
    });
    const leaves = s.entries.map((entry) => toHex(leafHash(entry)));
    const ledger = { state: s.replay().state, indexOf: (leaf: Uint8Array) => leaves.indexOf(toHex(leaf)) };
    const { dispute } = scripted({ reason: 'wrap-unopened' });
    for (const { signed, salt } of [open, report]) {
      expect(
        ledger.indexOf(leafHash(toLogEntry(signed as unknown as SignedEvent, parseHex(salt ?? '')))),
        signed.event.type,
      ).to.be.at.least(0);
      const text = writeDispute({ ...dispute, space: s.space, signed, salt } as LabelDispute);
      await expectCode(() => judgeDispute(text, ledger), 'dispute-unlogged');
    }
  });

  it('is refused when it is no dispute file', async () => {
    const { dispute, ledger } = scripted({ reason: 'wrap-unopened' });
    const { labelKey: _, ...keyless } = dispute;
    for (const text of [
      '',
      'x',
      '[]',
      JSON.stringify(keyless),
      JSON.stringify({ ...dispute, more: 1 }),
      ' '.repeat(3_000_000),
      `${writeDispute(dispute)}${' '.repeat(3_000_000)}`,
    ])
      await expectCode(() => judgeDispute(text, ledger), 'dispute-malformed');
  });
});
