import { expect } from 'chai';
import { drawScriptedLot, ROOT, type DrawnScriptedLot } from '../../support/scripted-draw.ts';
import { createScriptedSpace, type EventDraft, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

/** What the log alone says of a certificate; that it is true of labels and plan a lot record shows. */
describe('certificates of quality', () => {
  let s: ScriptedSpace;
  let lot: DrawnScriptedLot;
  let inspected: LoggedEvent<'lot-inspected'>;
  beforeEach(() => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s);
    inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
  });

  const indices = (): readonly number[] => lot.labels.map(({ index }) => index);
  const draftOf = (refs: readonly string[], changes: Partial<EventDraft<'lot-certified'>['body']> = {}): EventDraft<'lot-certified'> => ({
    subject: { id: lot.id },
    body: {
      range: { first: Math.min(...indices()), last: Math.max(...indices()) },
      labels: 3,
      inspected: 2,
      defects: 1,
      accept: 1,
      ...changes,
    },
    refs,
  });
  const judge = (draft: EventDraft<'lot-certified'>, by = lot.reviewer): string => s.judge('lot-certified', by, draft);

  it('are the inspecting firm’s, over the end of the inspection and the acceptance, once', () => {
    const accepted = lot.accept(inspected);
    const refs = [inspected.id, accepted.id];
    expect(judge(draftOf(refs), s.certify(lot.firm, ['administrator']))).to.equal('counts');
    expect(judge(draftOf(refs), lot.keeper)).to.equal('inspection-foreign');
    expect(judge(draftOf(refs), lot.labelers[0])).to.equal('role-missing');
    for (const cited of [[], [inspected.id], [accepted.id, inspected.id], [...refs, ROOT]])
      expect(judge(draftOf(cited)), cited.join(' ')).to.equal('reference-missing');
    s.log('lot-certified', lot.reviewer, draftOf(refs));
    expect(s.replay().state.lots.get(lot.id)?.certified?.signed.event.body.defects).to.equal(1);
    expect(judge(draftOf(refs))).to.equal('certificate-given');
  });

  it('come after the owner’s acceptance, and of no lot that she gave back', () => {
    expect(judge(draftOf([inspected.id]))).to.equal('certificate-early');
    const returned = lot.giveBack(inspected);
    expect(judge(draftOf([inspected.id, returned.id]))).to.equal('certificate-early');
  });

  it('say what closing and inspection say, within the plan’s number that they name, where the labels can stand', () => {
    const refs = [inspected.id, lot.accept(inspected).id];
    const { first, last } = { first: Math.min(...indices()), last: Math.max(...indices()) };
    for (const changes of [
      { labels: 2 },
      { inspected: 3 },
      { defects: 0 },
      { unseen: 1 },
      { range: { first: lot.lot.index, last } },
      { range: { first, last: lot.closed.index } },
      { range: { first, last: first + 1 } },
    ])
      expect(judge(draftOf(refs, changes)), JSON.stringify(changes)).to.equal('certificate-differs');
    expect(judge(draftOf(refs, { accept: 0 }))).to.equal('certificate-unmet');
    const { accept: _, ...body } = draftOf(refs).body;
    expect(judge({ ...draftOf(refs), body })).to.equal('counts');
  });

  it('may vouch for the newest release of the lot, too, and for no other', () => {
    const accepted = lot.accept(inspected);
    const body = { project: lot.project, lot: lot.id, manifest: ROOT, data: ROOT, labels: 3, items: 3 };
    const first = s.log('release-signed', lot.keeper, { subject: { id: s.newId() }, body, refs: [lot.closed.id, accepted.id] });
    const second = s.log('release-signed', lot.keeper, {
      subject: { id: s.newId() },
      body: { ...body, supersedes: first.signed.event.subject.id },
      refs: [lot.closed.id, accepted.id, first.id],
    });
    const over = (release: string) => judge(draftOf([inspected.id, accepted.id, release]));
    expect([over(first.id), over(second.id)]).to.deep.equal(['reference-missing', 'counts']);
    expect(judge(draftOf([inspected.id, accepted.id]))).to.equal('counts');
  });

  it('count a label that nobody could read as one that may be a defect', () => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { lotKey: '77'.repeat(32) });
    inspected = s.log('lot-inspected', lot.reviewer, lot.endOf({ body: { inspected: 2, defects: 0, unseen: 1, root: ROOT } }));
    const refs = [inspected.id, lot.accept(inspected).id];
    expect(judge(draftOf(refs, { defects: 0, unseen: 1, accept: 0 }))).to.equal('certificate-unmet');
    expect(judge(draftOf(refs, { defects: 0, accept: 1 }))).to.equal('certificate-differs');
    expect(judge(draftOf(refs, { defects: 0, unseen: 1, accept: 1 }))).to.equal('counts');
  });
});
