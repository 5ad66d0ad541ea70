import { expect } from 'chai';
import type { GoldTerms } from '../../../provenance/space/rules-gold.ts';
import { openScriptedLot, signRoster } from '../../support/scripted-lot.ts';
import { createScriptedSpace, memberOf, type Actor, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOURS = { contest: 72, open: 48, decide: 96 };
const ROOT = 'ab'.repeat(32);

describe('what the opening of a lot says of gold answers', () => {
  let s: ScriptedSpace;
  let court: Actor;
  beforeEach(() => {
    s = createScriptedSpace();
    court = s.join('auditor');
  });

  const termsBy = (adjudicator: string, items = 2): GoldTerms => ({ ...HOURS, items, root: ROOT, adjudicator });
  /** What becomes of an opening with these terms. */
  const refusalOf = (toTerms: (lot: ReturnType<typeof openScriptedLot>) => GoldTerms, inspector?: Actor): string => {
    const lot = openScriptedLot(s);
    const { body, refs } = structuredClone(lot.lot.signed.event);
    const inspection = inspector && { inspection: { by: inspector.org, plan: { kind: 'zero-defect' as const, share: 10 }, hours: 24 } };
    const deadline = s.clock() + 4 * 86_400_000;
    const draft = { subject: { id: s.newId() }, body: { ...body, ...inspection, deadline, gold: toTerms(lot) }, refs };
    return s.judge('lot-opened', lot.connector, draft);
  };

  it('counts with an adjudicator on neither side', () => {
    expect(refusalOf(() => termsBy(court.org))).to.equal('counts');
    expect(refusalOf(() => termsBy(s.join('firm').org))).to.equal('counts');
  });

  it('names no more answers than items', () => expect(refusalOf(() => termsBy(court.org, 4))).to.equal('gold-terms-unfit'));

  it('lets neither the owner, who labels, who inspects, the operator nor a stranger decide', () => {
    expect(refusalOf(({ owner }) => termsBy(owner.org))).to.equal('gold-terms-unfit');
    expect(refusalOf(({ firm }) => termsBy(firm.org))).to.equal('gold-terms-unfit');
    expect(refusalOf(() => termsBy(s.join('operator').org))).to.equal('gold-terms-unfit');
    expect(refusalOf(() => termsBy(s.join('owner').org))).to.equal('gold-terms-unfit');
    expect(refusalOf(() => termsBy(s.newId()))).to.equal('gold-terms-unfit');
    const inspector = s.join('firm');
    expect(refusalOf(() => termsBy(inspector.org), inspector)).to.equal('gold-terms-unfit');
  });

  it('keeps people of the adjudicator from the lot while it is open', () => {
    const firm = s.join('firm');
    const lot = openScriptedLot(s, { gold: () => termsBy(firm.org) });
    const outsider = s.certify(firm, ['labeler']);
    const members = [...lot.labelers, outsider].map(memberOf('labeler'));
    const draft = { subject: { id: lot.project }, body: { number: 2, members }, refs: [lot.opened.id] };
    expect(s.judge('roster-signed', lot.keeper, draft)).to.equal('roster-duty-clash');
    s.log('lot-closed', lot.connector, {
      subject: { id: lot.lot.signed.event.subject.id },
      body: { cause: 'deadline', labels: 0, reports: 0, left: lot.items.map(({ id }) => id), root: ROOT },
      refs: [lot.lot.id],
    });
    signRoster(s, lot.keeper, lot.opened, [...lot.labelers, outsider], 2);
    expect(s.replay().state.projects.get(lot.project)?.roster?.signed.event.body.number).to.equal(2);
  });
});

describe('the figures of gold answers', () => {
  let s: ScriptedSpace;
  let lot: ReturnType<typeof openScriptedLot>;
  let id = '';
  const RIGHT = { labels: 2, choices: { compared: 2, right: 1 }, spans: { wanted: 3, found: 4, matched: 2 }, people: 1, figures: ROOT };
  beforeEach(() => {
    s = createScriptedSpace();
    const { org: adjudicator } = s.join('auditor');
    lot = openScriptedLot(s, { gold: () => ({ ...HOURS, items: 2, root: ROOT, adjudicator }) });
    id = lot.lot.signed.event.subject.id;
  });

  const close = () => {
    const body = { cause: 'deadline' as const, labels: 2, reports: 0, left: [lot.items[2]?.id ?? ''], root: ROOT };
    return s.log('lot-closed', lot.connector, { subject: { id }, body, refs: [lot.lot.id] });
  };
  const refusalOf = (changes: object = {}, refs: readonly string[] = [], by = lot.connector): string =>
    s.judge('gold-scored', by, { subject: { id }, body: { ...RIGHT, ...changes }, refs });

  it('are signed by the owner’s connector, once, after the closing and over it', () => {
    expect(refusalOf({}, [lot.lot.id])).to.equal('gold-early');
    const closed = close();
    expect(refusalOf({}, [closed.id])).to.equal('counts');
    for (const refs of [[], [lot.lot.id], [closed.id, lot.lot.id]]) expect(refusalOf({}, refs)).to.equal('reference-missing');
    expect(refusalOf({}, [closed.id], lot.keeper)).to.equal('role-missing');
    expect(refusalOf({}, [closed.id], s.certify(lot.firm, ['connector', 'witness']))).to.equal('subject-foreign');
    s.log('gold-scored', lot.connector, { subject: { id }, body: RIGHT, refs: [closed.id] });
    expect(s.replay().state.lots.get(id)?.scored?.signed.event.body).to.deep.equal(RIGHT);
    expect(refusalOf({}, [closed.id])).to.equal('gold-scored');
  });

  it('are of no lot whose opening commits to no answers', () => {
    const other = openScriptedLot(s);
    const subject = { id: other.lot.signed.event.subject.id };
    expect(s.judge('gold-scored', other.connector, { subject, body: RIGHT, refs: [other.lot.id] })).to.equal('gold-not-agreed');
  });

  it('add up', () => {
    const { id: closed } = close();
    const lies = [
      { labels: 3 },
      { people: 3 },
      { people: 0 },
      { labels: 0 },
      { choices: { compared: 1, right: 2 } },
      { spans: { wanted: 3, found: 1, matched: 2 } },
      { spans: { wanted: 1, found: 3, matched: 2 } },
    ];
    for (const lie of lies) expect(refusalOf(lie, [closed]), JSON.stringify(lie)).to.equal('gold-sums-differ');
    expect(refusalOf({ labels: 0, people: 0 }, [closed])).to.equal('counts');
  });
});
