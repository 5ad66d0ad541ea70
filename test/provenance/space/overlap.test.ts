import { expect } from 'chai';
import { accountForItems, labelsRoot, toClosing, type AccountingTerms } from '../../../provenance/space/accounting.ts';
import { personsIn } from '../../../provenance/space/people.ts';
import { label, openScriptedLot, report, type ScriptedLabel } from '../../support/scripted-lot.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createScriptedSpace, type LoggedEvent } from '../../support/scripted-space.ts';

describe('a lot whose items two people label', () => {
  const s = createScriptedSpace('overlap');
  const lot = openScriptedLot(s, { overlap: 2 });
  const [wang, li] = lot.labelers;
  const zhao = s.certify(lot.firm, ['labeler']);
  // Wang on another device.
  const wangAgain = s.certify(lot.firm, ['labeler'], { ...s.newActor(lot.firm.org), subject: wang.subject });
  const toWork = <S>({ id, index, signed }: { readonly id: string; readonly index: number; readonly signed: S }) => ({
    id,
    index,
    signed,
    entry: s.entries[index] ?? new Uint8Array(),
  });
  const persons = (): AccountingTerms => ({ personOf: personsIn(s.replay().state) });
  const account = (
    labels: readonly ScriptedLabel[],
    reports: readonly LoggedEvent<'item-reported'>[] = [],
    terms: AccountingTerms = persons(),
  ) => accountForItems(lot.lot.signed, { labels: labels.map(toWork), reports: reports.map(toWork) }, terms);
  const idsOf = (labels: readonly { readonly id: string }[]): readonly string[] => labels.map(({ id }) => id);

  const first = label(s, lot, wang, 0);
  const second = label(s, lot, li, 0);
  const third = label(s, lot, zhao, 0);
  const corrected = label(s, lot, wang, 0, { replaces: first });
  const twice = label(s, lot, wang, 0);
  const otherDevice = label(s, lot, wangAgain, 0);
  const alone = label(s, lot, li, 1);
  const broken = report(s, lot, wang, 1);
  const ownReport = report(s, lot, li, 1);
  const brokenToo = report(s, lot, li, 2);
  const brokenAgain = report(s, lot, li, 2);

  it('counts a label of each of them, her newest revision, in the order of the log', () => {
    expect(idsOf(account([first, second]).labels)).to.deep.equal([first.id, second.id]);
    expect(idsOf(account([corrected, second, first]).labels)).to.deep.equal([second.id, corrected.id]);
    expect(account([first, second]).left).to.deep.equal(lot.items.slice(1).map(({ id }) => id));
  });

  it('leaves an item over that only one of them labeled, and counts that label', () => {
    const { labels, left } = account([first]);
    expect([idsOf(labels), left]).to.deep.equal([[first.id], lot.items.map(({ id }) => id)]);
  });

  it('counts nobody twice: neither a second first label nor one by another device of hers', () => {
    expect(idsOf(account([first, twice]).labels)).to.deep.equal([first.id]);
    expect(idsOf(account([first, otherDevice]).labels)).to.deep.equal([first.id]);
    expect(idsOf(account([first, otherDevice, second]).labels)).to.deep.equal([first.id, second.id]);
    // The negative control: without persons two keys are two people.
    expect(idsOf(account([first, otherDevice], [], {}).labels)).to.deep.equal([first.id, otherDevice.id]);
  });

  it('counts no third person, whoever corrected what meanwhile', () => {
    expect(idsOf(account([third, corrected, second, first]).labels)).to.deep.equal([second.id, corrected.id]);
    expect(idsOf(account([first, third]).labels)).to.deep.equal([first.id, third.id]);
  });

  it('counts a report of each who did not label the item, and of nobody twice', () => {
    const { labels, reports, left } = account([first, second, alone], [broken, ownReport, brokenToo, brokenAgain]);
    expect(idsOf(labels)).to.deep.equal([first.id, second.id, alone.id]);
    expect(idsOf(reports)).to.deep.equal([broken.id, brokenToo.id]);
    expect(left).to.deep.equal([lot.items[2]?.id]);
  });

  it('goes back to the people who remain when a label does not open', () => {
    const unreadable = new Set([first.id]);
    expect(idsOf(account([first, second, third], [], { ...persons(), unreadable }).labels)).to.deep.equal([second.id, third.id]);
    const { labels, broken: found } = accountForItems(
      lot.lot.signed,
      { labels: [toWork(second)], reports: [], broken: [toWork(first)] },
      persons(),
    );
    expect([idsOf(labels), idsOf(found)]).to.deep.equal([[second.id], [first.id]]);
  });

  const close = (body: ReturnType<typeof toClosing>) => {
    const subject = { id: lot.lot.signed.event.subject.id };
    return s.log('lot-closed', lot.connector, { subject, body, refs: [lot.lot.id] });
  };
  const isClosed = (): boolean => s.replay().state.lots.get(lot.lot.signed.event.subject.id)?.closed !== undefined;

  it('closes over as much work as it asks for, and over no more and no less', () => {
    const body = toClosing(account([first, second, alone], [broken, brokenToo]));
    expect(body).to.deep.include({ cause: 'deadline', labels: 3, reports: 2, left: [lot.items[2]?.id] });
    expect(body.root).to.equal(labelsRoot([first, second, alone].map(toWork)));
    for (const wrong of [
      { ...body, left: [], cause: 'complete' as const },
      { ...body, labels: 4 },
      { ...body, labels: 1 },
      { ...body, left: [...body.left, lot.items[1]?.id ?? '', lot.items[0]?.id ?? ''], labels: 4, reports: 0 },
      { ...body, left: [], labels: 7, reports: 0, cause: 'complete' as const },
    ]) {
      close(wrong);
      expect(isClosed(), JSON.stringify(wrong)).to.equal(false);
    }
    close(body);
    expect(isClosed()).to.equal(true);
  });

  for (const overlap of [0, 1, 6, 1.5])
    it(`is not opened for ${overlap} people`, async () => {
      const other = createScriptedSpace(`overlap ${overlap}`);
      await expectCode(() => openScriptedLot(other, { overlap }), 'event-malformed');
    });
});
