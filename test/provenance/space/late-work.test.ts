import { expect } from 'chai';
import { accountForItems, toClosing } from '../../../provenance/space/accounting.ts';
import { label, openScriptedLot, report, type ScriptedLabel } from '../../support/scripted-lot.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createScriptedSpace, type LoggedEvent } from '../../support/scripted-space.ts';

describe('work that found no place', () => {
  const s = createScriptedSpace('late work');
  const lot = openScriptedLot(s, { late: 2 });
  const [wang, li] = lot.labelers;
  const zhao = s.certify(lot.firm, ['labeler']);
  const toWork = <S>({ id, index, signed }: { readonly id: string; readonly index: number; readonly signed: S }) => ({
    id,
    index,
    signed,
    entry: s.entries[index] ?? new Uint8Array(),
  });
  const account = (
    labels: readonly ScriptedLabel[],
    {
      reports = [],
      unreadable,
      late = 2,
    }: { reports?: readonly LoggedEvent<'item-reported'>[]; unreadable?: Set<string>; late?: number } = {},
  ) => {
    const { event, ...signature } = lot.lot.signed;
    const opened = { ...signature, event: { ...event, body: { ...event.body, late } } };
    return accountForItems(opened, { labels: labels.map(toWork), reports: reports.map(toWork) }, { unreadable });
  };
  const idsOf = (work: readonly { readonly id: string }[]): readonly string[] => work.map(({ id }) => id);

  const [first, second, third] = [label(s, lot, wang, 0), label(s, lot, li, 0), label(s, lot, zhao, 0)];
  const [fourth, fifth] = [label(s, lot, li, 1), label(s, lot, zhao, 1)];
  const [sixth, seventh] = [label(s, lot, wang, 2), label(s, lot, zhao, 2)];
  const reported = report(s, lot, wang, 1);
  const all = [seventh, third, fifth, first, sixth, fourth, second];

  it('counts once an item, the earliest of it, and of as many items as the lot pays, the earliest first', () => {
    const { labels, left } = account(all);
    expect(idsOf(labels)).to.deep.equal(idsOf([first, second, fourth, fifth, sixth]));
    expect(left).to.deep.equal([]);
    expect(idsOf(account(all, { late: 1 }).labels)).to.deep.equal(idsOf([first, second, fourth, sixth]));
    expect(idsOf(account(all, { late: 3 }).labels)).to.deep.equal(idsOf([first, second, fourth, fifth, sixth, seventh]));
  });

  it('counts nothing in a lot that says nothing of it', () => {
    expect(idsOf(account(all, { late: 0 }).labels)).to.deep.equal(idsOf([first, fourth, sixth]));
  });

  it('counts a report too, and one that a label took the place of', () => {
    expect(idsOf(account([fourth], { reports: [reported] }).reports)).to.deep.equal([reported.id]);
    const before = account([fifth], { reports: [reported] });
    expect([idsOf(before.labels), idsOf(before.reports)]).to.deep.equal([[fifth.id], [reported.id]]);
    expect(account([fifth], { reports: [reported], late: 0 }).reports).to.deep.equal([]);
  });

  it('takes the place of a label that its owner cannot open', () => {
    const { labels, left } = account([first, second, third, fourth], { unreadable: new Set([first.id]), late: 1 });
    expect(idsOf(labels)).to.deep.equal(idsOf([second, third, fourth]));
    expect(left).to.deep.equal([lot.items[2]?.id]);
  });

  it('does not make an item whole that has too little', () => {
    const { labels, left } = account([first, second]);
    expect(labels).to.have.length(2);
    expect(left).to.deep.equal(lot.items.slice(1).map(({ id }) => id));
  });

  const close = (body: ReturnType<typeof toClosing>): boolean => {
    const subject = { id: lot.lot.signed.event.subject.id };
    s.log('lot-closed', lot.connector, { subject, body, refs: [lot.lot.id] });
    return s.replay().state.lots.get(subject.id)?.closed !== undefined;
  };

  it('is closed over with no more of it than the lot pays', () => {
    const body = toClosing(account(all));
    expect([body.labels, body.left]).to.deep.equal([5, []]);
    expect(close({ ...body, labels: 6 })).to.equal(false);
    expect(close({ ...body, labels: 2 })).to.equal(false);
    expect(close(body)).to.equal(true);
  });

  for (const late of [0, 401, -1, 1.5])
    it(`is not promised for ${late} items`, async () => {
      await expectCode(() => openScriptedLot(createScriptedSpace(`late ${late}`), { late }), 'event-malformed');
    });
});
