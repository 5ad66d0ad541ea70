import { expect } from 'chai';
import { acceptanceOf, type Acceptance } from '../../../provenance/space/acceptance.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { drawScriptedLot, type DrawnScriptedLot } from '../../support/scripted-draw.ts';
import { label, openScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type LoggedEvent, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const HOURS = 48;

/** The owner's silence is called so by witnesses alone. */
describe('whether a lot is accepted', () => {
  let s: ScriptedSpace;
  let lot: DrawnScriptedLot;
  let inspected: LoggedEvent<'lot-inspected'>;
  let until = 0;

  const end = (time = s.clock()) => s.log('lot-inspected', lot.reviewer, lot.endOf({ envelope: { time } }));
  const begin = (answerHours: number | undefined = HOURS): void => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s, answerHours === 0 ? {} : { answerHours });
    inspected = end();
    until = inspected.signed.event.time + HOURS * HOUR;
  };
  beforeEach(() => begin());

  const read = (...witnessed: readonly WitnessedPoint[]): Acceptance => {
    const { state } = s.replay();
    return acceptanceOf(state, state.lots.get(lot.id) ?? expect.fail('no lot'), witnessed);
  };
  const at = (time: number, size = s.entries.length): WitnessedPoint => ({ size, time });
  const bySilence = () => ({ kind: 'accepted', by: 'silence', until });

  it('is open until a checkpoint from after the agreed hours shows the owner’s silence', () => {
    expect(read()).to.deep.equal({ kind: 'open', until });
    expect(read(at(until))).to.deep.equal({ kind: 'open', until });
    expect(read(at(until + 1))).to.deep.equal(bySilence());
    // What the checkpoint holds and the reader has not read may be the answer.
    expect(read(at(until + 1, s.entries.length + 1))).to.deep.equal({ kind: 'open', until });
  });

  it('is what the owner has said in time', () => {
    lot.accept(inspected);
    expect(read(at(until - 1), at(until + 1))).to.deep.equal({ kind: 'accepted', by: 'event' });
    begin();
    lot.giveBack(inspected, 'verdicts-contested');
    expect(read()).to.deep.equal({ kind: 'returned', reason: 'verdicts-contested' });
    expect(read(at(until + 1))).to.deep.equal({ kind: 'returned', reason: 'verdicts-contested' });
  });

  it('takes no refusal that a checkpoint from after the hours does not hold, whatever time it claims', () => {
    const size = s.entries.length;
    lot.giveBack(inspected, 'not-as-agreed', { envelope: { time: inspected.signed.event.time + 1 } });
    expect(read(at(until, size)).kind).to.equal('returned');
    expect(read(at(until + 1, size))).to.deep.equal(bySilence());
    expect(read(at(until + 1, size + 1)).kind).to.equal('returned');
  });

  it('takes a refusal whose own time is late, as long as no checkpoint shows it to be so', () => {
    lot.giveBack(inspected, 'not-as-agreed', { envelope: { time: until + HOUR } });
    expect(read(at(until + 1)).kind).to.equal('returned');
  });

  it('takes an acceptance that comes after the silence: it says the same', () => {
    const size = s.entries.length;
    lot.accept(inspected);
    expect(read(at(until + 1, size))).to.deep.equal({ kind: 'accepted', by: 'event' });
  });

  it('counts the hours from when the witnesses leave the end of the inspection, dated back or on', () => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { answerHours: HOURS });
    const now = lot.closed.signed.event.time;
    inspected = end(now - 1000 * HOUR);
    const shown = at(now, inspected.index);
    expect(read(shown, at(now + HOURS * HOUR))).to.deep.equal({ kind: 'open', until: now + HOURS * HOUR });
    expect(read(shown, at(now + HOURS * HOUR + 1))).to.include({ by: 'silence', until: now + HOURS * HOUR });
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { answerHours: HOURS });
    inspected = end(now + 1000 * HOUR);
    const held = { ...at(now + 1), by: now + 2000 };
    expect(read(held, at(now + 2001 + HOURS * HOUR))).to.include({ by: 'silence', until: now + 2000 + HOURS * HOUR });
  });

  it('rests on no silence where no hours were agreed, or before the inspection has ended', () => {
    begin(0);
    expect(read(at(until + 1000 * HOUR))).to.deep.equal({ kind: 'open' });
    lot.giveBack(inspected);
    expect(read(at(until + 1000 * HOUR)).kind).to.equal('returned');
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { answerHours: HOURS });
    expect(read(at(until + 1000 * HOUR))).to.deep.equal({ kind: 'open' });
  });

  /** A closed lot that nobody inspects, and what would release it. */
  const closeUninspected = () => {
    s = createScriptedSpace();
    const open = openScriptedLot(s);
    const { id } = open.lot.signed.event.subject;
    for (const place of open.items.keys()) label(s, open, open.labelers[0], place);
    const body = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: 'ab'.repeat(32) };
    const closed = s.log('lot-closed', open.connector, { subject: { id }, body, refs: [open.lot.id] });
    const hash = '0'.repeat(64);
    const released = { project: open.project, lot: id, manifest: hash, data: hash, labels: 3, items: 3 };
    return { keeper: open.keeper, id, closed, release: { subject: { id: s.newId() }, body: released, refs: [closed.id] } };
  };

  it('of a lot that nobody inspects is what the owner says once it is closed, but not after its release', () => {
    const { keeper, id, closed, release } = closeUninspected();
    const acceptance = () => {
      const { state } = s.replay();
      return acceptanceOf(state, state.lots.get(id) ?? expect.fail('no lot'), [at(until + HOUR)]);
    };
    expect(acceptance()).to.deep.equal({ kind: 'open' });
    s.log('release-signed', keeper, release);
    s.log('lot-returned', keeper, { subject: { id }, body: { reason: 'not-as-agreed' }, refs: [closed.id] });
    expect(acceptance()).to.deep.equal({ kind: 'open' });
    s.log('lot-accepted', keeper, { subject: { id }, body: {}, refs: [closed.id] });
    expect(acceptance()).to.deep.equal({ kind: 'accepted', by: 'event' });
  });

  it('keeps a lot that was given back from being released, also where nobody inspects', () => {
    const { keeper, id, closed, release } = closeUninspected();
    s.log('lot-returned', keeper, { subject: { id }, body: { reason: 'not-as-agreed' }, refs: [closed.id] });
    expect(s.judge('release-signed', keeper, release)).to.equal('release-unaccepted');
  });
});
