import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { acceptanceOf, isInspectorAbsent, type Acceptance } from '../../../provenance/space/acceptance.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { drawScriptedLot, type DrawnScriptedLot } from '../../support/scripted-draw.ts';
import { createScriptedSpace, type EventDraft, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const [REVEAL_HOURS, INSPECT_HOURS, ANSWER_HOURS] = [24, 48, 72] as const;

describe('a firm that does not inspect in its time', () => {
  let s: ScriptedSpace;
  let lot: DrawnScriptedLot;
  /** Until when the firm inspects, and until when the owner answers without it. */
  let due = 0;
  let until = 0;

  const begin = (silent = false): void => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { inspectHours: INSPECT_HOURS, answerHours: ANSWER_HOURS, silent });
    due = lot.closed.signed.event.time + (REVEAL_HOURS + INSPECT_HOURS) * HOUR;
    until = due + ANSWER_HOURS * HOUR;
  };
  beforeEach(() => begin());

  const known = () => {
    const { state } = s.replay();
    return { state, known: state.lots.get(lot.id) ?? expect.fail('no lot') };
  };
  const read = (...witnessed: readonly WitnessedPoint[]): Acceptance => acceptanceOf(known().state, known().known, witnessed);
  const isAbsent = (...witnessed: readonly WitnessedPoint[]): boolean => isInspectorAbsent(known().state, known().known, witnessed);
  const at = (time: number, size = s.entries.length): WitnessedPoint => ({ size, time, by: time });
  const dated = (time: number) => ({ envelope: { time } });
  type Reason = EventOf<'lot-returned'>['body']['reason'];
  const acceptAt = (time: number): EventDraft<'lot-accepted'> => ({
    subject: { id: lot.id },
    body: {},
    refs: [lot.closed.id],
    ...dated(time),
  });
  const returnAt = (time: number, reason: Reason = 'not-inspected'): EventDraft<'lot-returned'> => ({
    ...acceptAt(time),
    body: { reason },
  });

  it('is absent only by a checkpoint from after its time, which the reader has read', () => {
    expect(isAbsent()).to.equal(false);
    expect(isAbsent(at(due))).to.equal(false);
    expect(isAbsent(at(due + 1, s.entries.length + 1))).to.equal(false);
    expect(isAbsent(at(due + 1))).to.equal(true);
    s.log('lot-inspected', lot.reviewer, lot.endOf());
    expect(isAbsent(at(due + 1))).to.equal(false);
  });

  it('leaves the owner to accept or return without it, by the closing', () => {
    lot.accept(lot.closed, dated(due + 1));
    expect(read()).to.deep.equal({ kind: 'accepted', by: 'event' });
    begin();
    lot.giveBack(lot.closed, 'not-inspected', dated(due + 1));
    expect(read(at(due + 2))).to.deep.equal({ kind: 'returned', reason: 'not-inspected' });
  });

  it('is not passed over before its time, by what the answer says of that', () => {
    expect(s.judge('lot-accepted', lot.keeper, acceptAt(due))).to.equal('acceptance-early');
    expect(s.judge('lot-returned', lot.keeper, returnAt(due))).to.equal('acceptance-early');
  });

  it('is waited for without end where no time was agreed', () => {
    s = createScriptedSpace();
    lot = drawScriptedLot(s, { answerHours: ANSWER_HOURS });
    expect(s.judge('lot-accepted', lot.keeper, acceptAt(until + 1000 * HOUR))).to.equal('acceptance-early');
    expect(read(at(until + 1000 * HOUR))).to.deep.equal({ kind: 'open' });
  });

  it('is the one reason for giving back such a lot, and never one for another', () => {
    expect(s.judge('lot-returned', lot.keeper, returnAt(due + 1, 'inspection-failed'))).to.equal('return-reason-unfit');
    const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
    const draft = { ...returnAt(due + 1), refs: [inspected.id] };
    expect(s.judge('lot-returned', lot.keeper, draft)).to.equal('return-reason-unfit');
  });

  it('cannot inspect any more once the owner has answered', () => {
    lot.accept(lot.closed, dated(due + 1));
    expect(s.judge('lot-inspected', lot.reviewer, lot.endOf())).to.equal('acceptance-given');
  });

  it('is heard late as long as the owner has not answered; the owner then answers to it', () => {
    const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf(dated(due + HOUR)));
    expect(s.judge('lot-accepted', lot.keeper, acceptAt(due + 2 * HOUR))).to.equal('reference-missing');
    expect(read(at(due + 2 * HOUR))).to.deep.equal({ kind: 'open', until: due + HOUR + ANSWER_HOURS * HOUR });
    lot.accept(inspected);
    expect(read()).to.deep.equal({ kind: 'accepted', by: 'event' });
  });

  it('and an owner who is silent, too, have accepted the lot; nothing that comes later changes it', () => {
    const before = s.entries.length;
    expect(read(at(until))).to.deep.equal({ kind: 'open', until });
    const accepted = { kind: 'accepted', by: 'silence', until };
    expect(read(at(until + 1))).to.deep.equal(accepted);
    const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf(dated(due - HOUR)));
    lot.giveBack(inspected, 'inspection-failed', dated(due));
    expect(read(at(until + 1, before))).to.deep.equal(accepted);
    // To who has no checkpoint from between, it came in time.
    expect(read(at(until + 1)).kind).to.equal('returned');
  });

  it('has not been passed over by a lot given back under a later date than the witnesses leave it', () => {
    lot.giveBack(lot.closed, 'not-inspected', dated(due + HOUR));
    expect(read(at(due - HOUR))).to.deep.equal({ kind: 'open', until });
    expect(read(at(due - HOUR), at(until + 1))).to.deep.equal({ kind: 'accepted', by: 'silence', until });
    expect(read(at(due + 1)).kind).to.equal('returned');
  });

  it('may have been silent in the draw before', () => {
    begin(true);
    lot.accept(lot.closed, dated(due + 1));
    expect(read()).to.deep.equal({ kind: 'accepted', by: 'event' });
  });

  describe('of a sealed lot', () => {
    /** The connector says so now. */
    const seal = (time: number) => {
      const reviewer = toHex(lot.reviewer.key.publicKey);
      const body = { batch: s.newId(), reviewers: [reviewer] };
      return s.log('sample-sealed', lot.connector, { subject: { id: lot.id }, body, refs: [lot.closed.id], ...dated(time) });
    };
    beforeEach(() => {
      s = createScriptedSpace();
      lot = drawScriptedLot(s, { lotKey: 'ef'.repeat(32), inspectHours: INSPECT_HOURS, answerHours: ANSWER_HOURS, rostered: true });
      due = lot.closed.signed.event.time + (REVEAL_HOURS + INSPECT_HOURS) * HOUR;
      until = due + ANSWER_HOURS * HOUR;
    });

    it('is not absent as long as its sample is sealed for nobody: the owner can accept the lot, and not give it back', () => {
      expect(isAbsent(at(until + 1))).to.equal(false);
      expect(s.judge('lot-returned', lot.keeper, returnAt(until + 1))).to.equal('acceptance-early');
      expect(read(at(until))).to.deep.equal({ kind: 'open', until });
      expect(read(at(until + 1))).to.deep.equal({ kind: 'accepted', by: 'silence', until });
      expect(s.judge('lot-accepted', lot.keeper, acceptAt(due))).to.equal('acceptance-early');
      lot.accept(lot.closed, dated(due + 1));
      expect(read()).to.deep.equal({ kind: 'accepted', by: 'event' });
    });

    it('may be given back where the firm has nobody on the roster for whom it could be sealed', () => {
      s.revoke(lot.firm, lot.reviewer);
      expect(s.judge('lot-returned', lot.keeper, returnAt(due))).to.equal('acceptance-early');
      lot.giveBack(lot.closed, 'not-inspected', dated(due + 1));
      expect(read(at(due + 2)).kind).to.equal('returned');
    });

    it('has its hours from when the sample was sealed, as the witnesses leave that', () => {
      const late = due - HOUR;
      const { index } = seal(late - 20 * HOUR);
      const later = late + INSPECT_HOURS * HOUR;
      const shown = at(late, index);
      expect(isAbsent(shown, at(later))).to.equal(false);
      expect(isAbsent(shown, at(later + 1))).to.equal(true);
      lot.giveBack(lot.closed, 'not-inspected', dated(later + 1));
      expect(read(shown, at(later + 2)).kind).to.equal('returned');
    });

    it('is not held to hours in a lot that silence had accepted before its sample was sealed', () => {
      const before = s.entries.length;
      seal(due);
      lot.giveBack(lot.closed, 'not-inspected', dated(due + INSPECT_HOURS * HOUR + 1));
      expect(read(at(until + 1, before))).to.deep.equal({ kind: 'accepted', by: 'silence', until });
      expect(read().kind).to.equal('returned');
    });
  });
});
