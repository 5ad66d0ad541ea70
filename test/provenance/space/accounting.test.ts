import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { concatBytes, toHex } from '../../../common/encodings.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { accountForItems, labelsRoot, toClosing } from '../../../provenance/space/accounting.ts';
import { label, openScriptedLot, report, signLabel, type ScriptedLabel } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type LoggedEvent } from '../../support/scripted-space.ts';

describe('accounting for the items of a lot', () => {
  const s = createScriptedSpace('accounting');
  const lot = openScriptedLot(s);
  const [wang, li] = lot.labelers;
  const toWork = <S>({ id, index, signed }: { readonly id: string; readonly index: number; readonly signed: S }) => ({
    id,
    index,
    signed,
    entry: s.entries[index] ?? new Uint8Array(),
  });
  const account = (labels: readonly ScriptedLabel[], reports: readonly LoggedEvent<'item-reported'>[] = []) =>
    accountForItems(lot.lot.signed, { labels: labels.map(toWork), reports: reports.map(toWork) });

  const first = label(s, lot, wang, 1);
  const second = label(s, lot, wang, 1, { replaces: first });
  const foreign = label(s, lot, li, 1);
  const foreignRevision = label(s, lot, li, 1, { replaces: second });
  const skipped = label(s, lot, wang, 1, { replaces: second, body: { revision: 3 } });
  const unfounded = label(s, lot, wang, 1, { replaces: foreign });
  const headless = label(s, lot, wang, 2, { body: { revision: 1 } });
  const broken = report(s, lot, li, 0);
  const again = report(s, lot, li, 1);
  const elsewhere = signLabel(s, lot, wang, 0, { body: { lot: s.newId() } });

  it('leaves every item over when nothing was done', () => {
    expect(account([]).left).to.deep.equal(lot.items.map(({ id }) => id));
  });

  it('counts the newest revision of the labeler who was first, whatever the order of reading', () => {
    for (const order of [
      [first, second],
      [second, first],
    ])
      expect(account(order).labels.map(({ id }) => id)).to.deep.equal([second.id]);
  });

  it('counts no label by a second person, though she names the one before', () => {
    expect(account([first, second, foreign, foreignRevision]).labels.map(({ id }) => id)).to.deep.equal([second.id]);
  });

  it('counts no revision that skips one, names another label, or has none before it', () => {
    expect(account([first, second, skipped]).labels.map(({ id }) => id)).to.deep.equal([second.id]);
    expect(account([first, unfounded]).labels.map(({ id }) => id)).to.deep.equal([first.id]);
    expect(account([headless]).labels).to.deep.equal([]);
  });

  it('counts a report where there is no label', () => {
    const { labels, reports, left } = account([first], [broken, again]);
    expect(labels.map(({ id }) => id)).to.deep.equal([first.id]);
    expect(reports.map(({ id }) => id)).to.deep.equal([broken.id]);
    expect(left).to.deep.equal([lot.items[2]?.id]);
  });

  it('does not look at work on another lot', () => {
    expect(account([elsewhere]).left).to.have.length(3);
  });

  it('states the root over the leaf hashes that the labels have in the log, in the lot’s order', () => {
    const one = label(s, lot, li, 0);
    const { labels } = account([first, one]);
    expect(labels.map(({ id }) => id)).to.deep.equal([one.id, first.id]);
    const leaf = (index: number): Uint8Array => sha256(Uint8Array.of(0), leafHash(s.entries[index] ?? new Uint8Array()));
    expect(labelsRoot(labels)).to.equal(toHex(sha256(Uint8Array.of(1), leaf(one.index), leaf(first.index))));
    expect(labelsRoot([])).to.equal(toHex(sha256()));
    expect(labelsRoot(labels.toReversed())).to.not.equal(labelsRoot(labels));
    expect(concatBytes(...labels.map(({ entry }) => entry))).to.have.length(64);
  });

  it('makes a closing that the space takes: complete only when nothing is left', () => {
    const open = toClosing(account([first], [broken]));
    expect(open).to.deep.include({ cause: 'deadline', labels: 1, reports: 1, left: [lot.items[2]?.id] });
    const whole = toClosing(account([first, label(s, lot, li, 2)], [broken]));
    expect(whole).to.deep.include({ cause: 'complete', labels: 2, reports: 1, left: [] });
    const closed = s.log('lot-closed', lot.connector, {
      subject: { id: lot.lot.signed.event.subject.id },
      body: whole,
      refs: [lot.lot.id],
    });
    expect(s.replay().state.lots.get(lot.lot.signed.event.subject.id)?.closed?.id).to.equal(closed.id);
  });
});
