import { expect } from 'chai';
import type { EventType } from '../../../provenance/event/event.ts';
import { drawScriptedLot, ROOT, type DrawnScriptedLot } from '../../support/scripted-draw.ts';
import { createScriptedSpace, type Actor, type EventDraft, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

/** Each tries what a gateway in league would take: only the replay stands between. */
describe('who says what the inspection of a lot found, and who answers', () => {
  let s: ScriptedSpace;
  let lot: DrawnScriptedLot;
  let reviewer: Actor;
  let closed: LoggedEvent<'lot-closed'>;
  let id = '';

  beforeEach(() => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s);
    ({ id, reviewer, closed } = lot);
  });

  /** What the replay would say to it. */
  const judge = <Type extends EventType>(type: Type, by: Actor, draft: EventDraft<Type>): string => s.judge(type, by, draft);

  const verdictOf = (at = 0, draft: Partial<EventDraft<'verdict-signed'>> = {}): EventDraft<'verdict-signed'> => ({
    subject: { id: lot.items[at]?.id ?? '', commitment: lot.items[at]?.commitment ?? '' },
    body: { lot: id, label: ROOT, finding: { verdict: 'pass' } },
    refs: [closed.id, lot.labels[at]?.id ?? ''],
    ...draft,
  });
  const endOf = (draft: Partial<EventDraft<'lot-inspected'>> = {}) => lot.endOf(draft);
  const end = () => s.log('lot-inspected', reviewer, endOf());
  const stateOf = () => s.replay().state.lots.get(id) ?? expect.fail('no lot');

  it('lets a reviewer of the inspecting firm judge a label of the closed lot', () => {
    expect(judge('verdict-signed', reviewer, verdictOf())).to.equal('counts');
    const finding = { verdict: 'defect', reason: 'boundary', severity: 'slight' } as const;
    expect(judge('verdict-signed', reviewer, verdictOf(1, { body: { lot: id, label: ROOT, finding } }))).to.equal('counts');
  });

  it('refuses the verdict of another organisation, of a labeler and of somebody without the duty', () => {
    const [foreign, administrator] = [s.certify(lot.owner, ['reviewer']), s.certify(lot.firm, ['administrator'])];
    expect(judge('verdict-signed', foreign, verdictOf())).to.equal('inspection-foreign');
    expect(judge('verdict-signed', administrator, verdictOf())).to.equal('role-missing');
    expect(judge('verdict-signed', lot.labelers[0], verdictOf())).to.equal('role-missing');
  });

  it('refuses a reviewer who could label in the lot, by another device of hers too', () => {
    const [labeler] = lot.labelers;
    const device = { ...s.newActor(lot.firm.org), subject: labeler.subject };
    s.certify(lot.firm, ['reviewer'], device);
    expect(judge('verdict-signed', device, verdictOf())).to.equal('reviewer-labeled');
  });

  it('refuses a verdict over an item of another lot, a moved item and another closing', () => {
    const [first, second] = lot.items;
    const moved = { id: first?.id ?? '', commitment: second?.commitment ?? '' };
    expect(judge('verdict-signed', reviewer, verdictOf(0, { subject: moved }))).to.equal('item-not-in-lot');
    expect(judge('verdict-signed', reviewer, verdictOf(0, { subject: { ...moved, id: s.newId() } }))).to.equal('item-not-in-lot');
    const [about = ''] = lot.labels.map((one) => one.id);
    for (const refs of [[about], [closed.id], [about, closed.id], [closed.id, about, about], [closed.id, closed.id]])
      expect(judge('verdict-signed', reviewer, verdictOf(0, { refs })), refs.join(' ')).to.equal('reference-missing');
  });

  it('calls nothing unreadable that is not sealed', () => {
    const body = { ...verdictOf().body, finding: { verdict: 'unseen', part: 'label' } as const };
    expect(judge('verdict-signed', reviewer, verdictOf(0, { body }))).to.equal('finding-unfit');
  });

  it('says something in words of open projects alone', () => {
    const note = 'cd'.repeat(32);
    expect(judge('verdict-signed', reviewer, verdictOf(0, { body: { ...verdictOf().body, note } }))).to.equal('counts');
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { lotKey: 'ef'.repeat(32) });
    ({ id, reviewer, closed } = lot);
    expect(judge('verdict-signed', reviewer, verdictOf(0, { body: { ...verdictOf().body, note } }))).to.equal('note-unsealed');
  });

  it('ends the inspection once, by the inspecting firm, over the closing and the reveals', () => {
    expect(judge('lot-inspected', s.certify(lot.owner, ['reviewer']), endOf())).to.equal('inspection-foreign');
    expect(judge('lot-inspected', reviewer, endOf({ refs: [closed.id] }))).to.equal('reference-missing');
    expect(judge('lot-inspected', reviewer, endOf({ body: { inspected: 1, defects: 2, root: ROOT } }))).to.equal('inspection-sums-differ');
    expect(judge('lot-inspected', reviewer, endOf({ body: { inspected: 4, defects: 0, root: ROOT } }))).to.equal('inspection-sums-differ');
    const unseen = { inspected: 2, defects: 1, unseen: 2, root: ROOT };
    expect(judge('lot-inspected', reviewer, endOf({ body: unseen }))).to.equal('inspection-sums-differ');
    end();
    expect(stateOf().inspected?.signed.event.body.defects).to.equal(1);
    expect(judge('lot-inspected', reviewer, endOf())).to.equal('inspection-ended');
    expect(judge('verdict-signed', reviewer, verdictOf())).to.equal('inspection-ended');
  });

  it('takes no sample from who says that a side was silent: everything was inspected then', () => {
    lot = drawScriptedLot(s, { silent: true });
    ({ id, reviewer } = lot);
    const endWith = (inspected: number): string => judge('lot-inspected', reviewer, endOf({ body: { inspected, defects: 1, root: ROOT } }));
    expect([1, 2, 4].map(endWith)).to.deep.equal(Array.from({ length: 3 }, () => 'inspection-sums-differ'));
    expect(endWith(3)).to.equal('counts');
  });

  it('lets the owner answer once, to the end of the inspection and to nothing before', () => {
    const answer = (refs: readonly string[]): EventDraft<'lot-accepted'> => ({ subject: { id }, body: {}, refs });
    expect(judge('lot-accepted', lot.keeper, answer([closed.id]))).to.equal('acceptance-early');
    const inspected = end();
    expect(judge('lot-accepted', lot.keeper, answer([closed.id]))).to.equal('reference-missing');
    expect(judge('lot-accepted', reviewer, answer([inspected.id]))).to.equal('role-missing');
    expect(judge('lot-accepted', s.certify(lot.firm, ['data-owner']), answer([inspected.id]))).to.equal('subject-foreign');
    lot.giveBack(inspected);
    expect(stateOf().answered?.signed.event.type).to.equal('lot-returned');
    expect(judge('lot-accepted', lot.keeper, answer([inspected.id]))).to.equal('acceptance-given');
  });
});
