import { expect } from 'chai';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { anomaliesOf } from '../../../provenance/anomalies/anomalies.ts';
import type { Anomaly, AnomalyKind } from '../../../provenance/anomalies/anomaly.ts';
import { createLogWatch } from '../../../provenance/anomalies/log-watch.ts';
import type { WitnessedPoint } from '../../../provenance/log/witnessed-point.ts';
import { createReplay } from '../../../provenance/space/replay.ts';
import { drawScriptedLot, ROOT } from '../../support/scripted-draw.ts';
import { label, openScriptedLot, type ScriptedLot } from '../../support/scripted-lot.ts';
import { createScriptedSpace, type Actor, type EventDraft, type ScriptedSpace } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Each is noticed by whoever reads the log, and no honest log shows it. */
describe('anomalies of a log', () => {
  let s: ScriptedSpace;
  beforeEach(() => {
    s = createScriptedSpace();
  });

  const at = (time: number, size = s.entries.length): WitnessedPoint => ({ size, time, by: time });
  const now = (): WitnessedPoint => at(s.clock());
  const read = (...witnessed: readonly WitnessedPoint[]): readonly Anomaly[] => {
    const [replay, watch] = [createReplay(s.space, s.premises), createLogWatch()];
    for (const entry of s.entries) watch.take(replay.take(entry));
    return anomaliesOf(watch, { state: replay.state, witnessed, draw: drawInspection });
  };
  /** But for times, of which a test of its own speaks. */
  const kinds = (...witnessed: readonly WitnessedPoint[]): readonly AnomalyKind[] =>
    read(...witnessed).flatMap(({ kind }) => (kind === 'time-uncertain' ? [] : [kind]));
  const the = (kind: AnomalyKind, ...witnessed: readonly WitnessedPoint[]): Anomaly =>
    read(...witnessed).find((one) => one.kind === kind) ?? expect.fail(`no ${kind}`);

  /** Somebody grades once more, with whatever lie the envelope holds. */
  const grade = ({ registered, graded }: ScriptedLot, officer: Actor, envelope: EventDraft<'dataset-graded'>['envelope'] & object) => {
    const { subject, body } = graded.signed.event;
    return s.log('dataset-graded', officer, {
      subject: { id: subject.id, commitment: subject.commitment ?? '' },
      body,
      refs: [registered.id],
      envelope,
    });
  };

  it('are none while work goes its way', () => {
    const lot = openScriptedLot(s);
    label(s, lot, lot.labelers[0], 0);
    expect(kinds(now())).to.deep.equal([]);
  });

  describe('of chains', () => {
    it('are places of a key that no entry can have, and none where a private entry may be it', () => {
      const lot = openScriptedLot(s);
      const { owner, officer, graded } = lot;
      // A grading officer commands, too, which is private: the label of somebody else may be that command for all a reader sees.
      label(s, lot, lot.labelers[0], 0);
      const { seq } = graded.signed.event;
      grade(lot, officer, { seq: seq + 2, prev: ROOT });
      expect(kinds()).to.deep.equal([]);
      const late = grade(lot, officer, { seq: seq + 4, prev: ROOT });
      expect(the('chain-gap')).to.deep.include({ index: late.index, org: owner.org, figures: { missing: 1, seq: seq + 4 } });
    });

    it('are places before the first event of a key', () => {
      const lot = openScriptedLot(s);
      grade(lot, s.certify(lot.owner, ['grading-officer']), { seq: 1 });
      expect(kinds()).to.deep.equal(['chain-gap']);
    });

    it('are two histories of one key', () => {
      const lot = openScriptedLot(s);
      grade(lot, lot.officer, { prev: ROOT });
      expect(kinds()).to.deep.equal(['chain-forked']);
    });

    it('are places that a device says it has lost, but not the rest of it', () => {
      const { graded, officer } = openScriptedLot(s);
      const { seq } = graded.signed.event;
      const subject = { id: officer.certificate };
      const resumed = s.log('chain-resumed', officer, { subject, body: { lastKnownSeq: seq }, envelope: { seq: seq + 4 } });
      expect(the('chain-resumed')).to.deep.include({ index: resumed.index, figures: { left: 3, seq: seq + 4 } });
      expect(kinds()).to.deep.equal(['chain-resumed']);
      s.log('chain-resumed', officer, { subject, body: { lastKnownSeq: seq + 9 }, envelope: { seq: seq + 10 } });
      expect(kinds()).to.deep.equal(['chain-gap', 'chain-resumed']);
    });

    it('do not call a device lost that begins anew where the log holds nothing of it', () => {
      const { owner } = openScriptedLot(s);
      const fresh = s.certify(owner, ['data-owner']);
      s.log('chain-resumed', fresh, { subject: { id: fresh.certificate }, body: { lastKnownSeq: 0 }, envelope: { seq: 2 } });
      expect(the('chain-resumed').figures).to.deep.equal({ left: 2, seq: 2 });
      expect(kinds()).to.deep.equal(['chain-resumed']);
    });

    it('are entries that a gateway logged and that do not count', () => {
      const { lot, labelers } = openScriptedLot(s);
      const { subject } = lot.signed.event;
      const body = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
      const closed = s.log('lot-closed', labelers[0], { subject: { id: subject.id }, body, refs: [lot.id] });
      expect(the('entry-ignored')).to.deep.equal({ kind: 'entry-ignored', index: closed.index, code: 'role-missing' });
    });
  });

  describe('of times', () => {
    const gradeAt = (time: number) => {
      const lot = openScriptedLot(s);
      return grade(lot, lot.officer, { time });
    };

    it('are claims that the witnesses rule out, on either side', () => {
      const start = s.clock();
      const bounds = { before: start + 2 * HOUR };
      for (const [claimed, isOutside] of [
        [start + 3 * HOUR, true],
        [start + HOUR, false],
      ] as const) {
        s = createScriptedSpace();
        const { index } = gradeAt(claimed);
        expect(kinds(at(bounds.before))).to.deep.equal(isOutside ? ['time-outside'] : []);
        if (isOutside) expect(the('time-outside', at(bounds.before))).to.deep.include({ index, times: { claimed, before: bounds.before } });
      }
      s = createScriptedSpace();
      const lot = openScriptedLot(s);
      const size = s.entries.length;
      const [older, held] = [at(start + 10 * HOUR, size - 1), start + 11 * HOUR];
      const body = { cause: 'deadline' as const, labels: 0, reports: 0, left: lot.items.map(({ id }) => id), root: ROOT };
      const closed = s.log('lot-closed', lot.connector, {
        subject: { id: lot.lot.signed.event.subject.id },
        body,
        refs: [lot.lot.id],
        envelope: { time: start + HOUR, checkpoint: { size, root: ROOT } },
      });
      expect(the('time-outside', older, at(held))).to.deep.include({ index: closed.index, org: lot.owner.org });
      // Who has kept none that is older than the cited one cannot say.
      expect(kinds(at(held))).to.deep.equal([]);
      // Witnesses renew their lines on the cited one: who signed under the first of them, and was logged later, is no liar.
      expect(kinds(at(start + 10 * HOUR, size), at(held))).to.deep.equal([]);
    });

    it('are uncertain above a day or open on one side, all between the same checkpoints in one line', () => {
      const start = s.clock();
      s.join('owner');
      const size = s.entries.length;
      s.join('firm');
      s.join('auditor');
      const uncertain = (...points: readonly WitnessedPoint[]) =>
        read(...points).map(({ index, times, figures }) => ({ index, times, figures }));
      expect(uncertain()).to.deep.equal([{ index: 0, times: {}, figures: { events: 3, last: 2 } }]);
      expect(uncertain(at(start, size), at(start + DAY))).to.deep.equal([
        { index: 1, times: { before: start + DAY }, figures: { events: 2, last: 2 } },
        { index: 0, times: { before: start }, figures: { events: 1, last: 0 } },
      ]);
      s.join('owner');
      const cited = { size: s.entries.length, root: ROOT };
      const root = s.join('firm');
      const body = { number: 1, delegates: [] };
      s.log('delegations-listed', root, { subject: { id: root.org }, body, envelope: { checkpoint: cited } });
      const points = (span: number): readonly WitnessedPoint[] => [at(start, cited.size - 1), at(start + span)];
      const last = s.entries.length - 1;
      expect(uncertain(...points(DAY)).map(({ index }) => index)).to.not.include(last);
      expect(uncertain(...points(DAY + 1))[0]).to.deep.equal({
        index: last,
        times: { after: start, before: start + DAY + 1 },
        figures: { events: 1, last },
      });
    });
  });

  describe('of lots', () => {
    const hours = { withhold: 240, appeal: 72, decide: 48 };

    it('are open beyond their deadline, as a checkpoint shows', () => {
      const { lot, owner } = openScriptedLot(s);
      const { deadline } = lot.signed.event.body;
      expect(kinds(at(deadline))).to.deep.equal([]);
      expect(the('lot-overdue', at(deadline + 1))).to.deep.include({ index: lot.index, org: owner.org, times: { deadline } });
      expect(kinds(at(deadline + 1, s.entries.length + 1))).to.deep.equal([]);
    });

    it('are closed without a commitment, or before their time', () => {
      const inspection = { plan: { kind: 'zero-defect', share: 500 }, hours: 24 } as const;
      const lot = openScriptedLot(s, { inspection });
      const { subject, body } = lot.lot.signed.event;
      const closing = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: ROOT };
      const closed = s.log('lot-closed', lot.connector, {
        subject: { id: subject.id },
        body: closing,
        refs: [lot.lot.id],
        envelope: { time: body.deadline },
      });
      const after = at(body.deadline + HOUR);
      const missing = read(after).filter(({ kind }) => kind === 'commitment-missing');
      expect(missing.map(({ index, org }) => [index, org])).to.have.deep.members([
        [closed.index, lot.owner.org],
        [closed.index, lot.firm.org],
      ]);
      expect(kinds(after)).to.include('inspection-open');
      // The checkpoint that holds the closing was witnessed a day before the time that it claims.
      expect(kinds(at(body.deadline - DAY)))
        .to.include('closed-early')
        .and.not.include('commitment-missing');
    });

    it('lack a reveal, or have it late', () => {
      const lot = drawScriptedLot(s, { silent: true });
      const due = lot.closed.signed.event.time + DAY;
      expect(kinds(at(due))).to.deep.equal([]);
      expect(the('reveal-missing', at(due + 1))).to.deep.include({ index: lot.closed.index, org: lot.firm.org });
      const size = s.entries.length;
      const refs = lot.reveals[0]?.signed.event.refs ?? [];
      const reveal = s.log('inspection-revealed', lot.reviewer, {
        subject: { id: lot.id },
        body: { secret: '22'.repeat(32) },
        refs,
        envelope: { checkpoint: { size, root: ROOT } },
      });
      expect(the('reveal-late', at(due + 1, size))).to.deep.include({ index: reveal.index, org: lot.firm.org });
    });

    it('wait for the end of their inspection, and for an answer that nothing brings about', () => {
      const lot = drawScriptedLot(s);
      expect(the('inspection-open', now())).to.deep.include({ index: lot.closed.index, org: lot.firm.org });
      const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
      expect(the('answer-open', now())).to.deep.include({ index: inspected.index, org: lot.owner.org });
      expect(kinds(now())).to.deep.equal(['answer-open']);
      lot.accept(inspected);
      expect(kinds(now())).to.deep.equal([]);
    });

    it('were not inspected in time', () => {
      const lot = drawScriptedLot(s, {
        inspection: { plan: { kind: 'zero-defect', share: 500 }, hours: 24, inspectHours: 48, answerHours: 48 },
      });
      const due = lot.closed.signed.event.time + 72 * HOUR;
      expect(kinds(at(due))).to.deep.equal(['inspection-open']);
      expect(the('inspection-missing', at(due + 1))).to.deep.include({ index: lot.closed.index, org: lot.firm.org });
      expect(kinds(at(due + 48 * HOUR + 1))).to.deep.equal(['inspection-missing', 'answer-missing']);
    });

    it('were accepted by silence, or given back too late', () => {
      const lot = drawScriptedLot(s, { answerHours: 48 });
      const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
      const until = inspected.signed.event.time + 48 * HOUR;
      const after = at(until + 1);
      expect(kinds(at(until))).to.deep.equal([]);
      expect(the('answer-missing', after)).to.deep.include({ index: inspected.index, org: lot.owner.org, times: { until } });
      const returned = lot.giveBack(inspected);
      expect(the('answer-late', after)).to.deep.include({ index: returned.index, org: lot.owner.org });
    });

    it('have pay that is withheld too late, or of which the last word may still come', () => {
      const lot = drawScriptedLot(s, { pay: hours });
      const inspected = s.log('lot-inspected', lot.reviewer, lot.endOf());
      const size = s.entries.length;
      const withheld = s.log('pay-withheld', lot.keeper, {
        subject: { id: lot.id },
        body: { reason: 'boundary', clause: 3, amount: 20 },
        refs: [inspected.id, lot.labels[0]?.id ?? '', ROOT],
      });
      const until = withheld.signed.event.time + (hours.appeal + hours.decide) * HOUR;
      const pay = (...points: readonly WitnessedPoint[]) => kinds(...points).filter((kind) => kind.startsWith('with'));
      expect(the('withheld-open', at(until))).to.deep.include({ index: withheld.index, code: 'boundary', figures: { amount: 20 } });
      expect(pay(at(until + 1))).to.deep.equal([]);
      const due = lot.closed.signed.event.time + hours.withhold * HOUR;
      expect(pay(at(due + 1, size), at(due + 2))).to.deep.equal(['withholding-late']);
    });

    it('have labels that their owner says she cannot open', () => {
      const lot = openScriptedLot(s, { level: 'g1', lotKey: '77'.repeat(32) });
      const sealed = { header: ROOT, label: ROOT };
      const { id, signed } = label(s, lot, lot.labelers[0], 0, { body: { sealed } });
      const { id: item, commitment = '' } = signed.event.subject;
      const subject = { id: item, commitment };
      const body = { lot: lot.lot.signed.event.subject.id, reason: 'key-differs' as const };
      const unreadable = s.log('label-unreadable', lot.connector, { subject, body, refs: [lot.lot.id, id] });
      expect(the('label-unreadable')).to.deep.include({ index: unreadable.index, org: lot.owner.org, code: 'key-differs' });
    });

    it('were released anew', () => {
      const lot = openScriptedLot(s);
      const subject = { id: lot.lot.signed.event.subject.id };
      const left = lot.items.map(({ id }) => id);
      const closed = s.log('lot-closed', lot.connector, {
        subject,
        body: { cause: 'deadline', labels: 0, reports: 0, left, root: ROOT },
        refs: [lot.lot.id],
      });
      const body = { project: lot.project, lot: subject.id, manifest: ROOT, data: ROOT, labels: 0, items: 3 };
      const first = s.log('release-signed', lot.keeper, { subject: { id: s.newId() }, body, refs: [closed.id] });
      expect(kinds(now())).to.deep.equal([]);
      const former = first.signed.event.subject.id;
      const second = s.log('release-signed', lot.keeper, {
        subject: { id: s.newId() },
        body: { ...body, supersedes: former },
        refs: [closed.id, first.id],
      });
      expect(the('release-superseded')).to.deep.include({
        index: first.index,
        subject: { kind: 'release', id: former },
        figures: { by: second.index },
      });
    });
  });

  it('come the gravest first, and of one kind the newest', () => {
    const lots = [openScriptedLot(s), openScriptedLot(s)];
    const last = lots[1] ?? expect.fail('no lot');
    grade(last, last.officer, { prev: ROOT });
    const found = read(at(s.clock() + 2 * DAY));
    expect(found.map(({ kind }) => kind)).to.deep.equal(['chain-forked', 'lot-overdue', 'lot-overdue', 'time-uncertain']);
    expect(found.slice(1, 3).map(({ index }) => index)).to.deep.equal(lots.map(({ lot }) => lot.index).toReversed());
  });
});
