import { expect } from 'chai';
import { toUtf8 } from '../../../common/encodings.ts';
import { acceptanceBy, inspectionBy } from '../../../console/src/space/own-inspection.ts';
import { signCheckpoint } from '../../../provenance/log/checkpoint.ts';
import { leafHash, treeRoot } from '../../../provenance/log/merkle.ts';
import { createMachine, type Machine } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { cosign, keyOf, LOG_NAME, WITNESSES } from '../../support/log.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';
import { HOUR, HOURS, openTimed, type TimedStage } from '../../support/timed-stage.ts';

describe('time, by the checkpoints that a device kept', () => {
  let stage: TimedStage;
  let machine: Machine;
  let owner: TestPerson;
  beforeEach(async () => {
    stage = openTimed('kept');
    machine = createMachine();
    owner = await openPerson(stage.log, stage.lot.keeper, stage.lot.owner, machine);
  });

  const follow = async (person = owner) => {
    const ledger = await person.client.follow();
    return { ledger, lot: ledger.state.lots.get(stage.id) ?? expect.fail('no lot') };
  };
  const anew = () => openPerson(stage.log, stage.lot.keeper, stage.lot.owner);
  const acceptance = async (person = owner) => {
    const { ledger, lot } = await follow(person);
    return acceptanceBy(ledger, lot);
  };
  const inspection = async (person = owner) => {
    const { ledger, lot } = await follow(person);
    return inspectionBy(ledger, lot);
  };
  const draw = (): void => {
    stage.close();
    stage.reveal('owner');
    stage.reveal('inspector');
  };

  describe('of an inspection whose end firm and gateway date back', () => {
    const endDatedBack = (): number => {
      const witnessed = stage.log.now;
      stage.end(witnessed - 2 * HOURS.answer * HOUR);
      stage.publishAfter(1);
      return witnessed;
    };

    it('leaves the owner her hours, whom the newest checkpoint alone would call silent', async () => {
      draw();
      stage.publishAfter(0);
      await follow();
      const witnessed = endDatedBack();
      expect(await acceptance()).to.deep.equal({ kind: 'open', until: witnessed + HOURS.answer * HOUR });
      expect((await acceptance(await anew())).kind).to.equal('accepted');
      await owner.owner.returnLot(stage.id, 'verdicts-contested');
      stage.publishAfter(0);
      expect((await acceptance()).kind).to.equal('returned');
    });

    it('leaves her them after a restart, and from another tab', async () => {
      draw();
      stage.publishAfter(0);
      await follow();
      const witnessed = endDatedBack();
      const again = await openPerson(stage.log, stage.lot.keeper, stage.lot.owner, machine);
      for (const person of [again, owner])
        expect(await acceptance(person)).to.deep.equal({ kind: 'open', until: witnessed + HOURS.answer * HOUR });
    });

    it('leaves them to a device that was never there, by a checkpoint that somebody honest cites', async () => {
      draw();
      stage.publishAfter(0);
      stage.citeNewest();
      const witnessed = endDatedBack();
      expect(await acceptance(await anew())).to.deep.equal({ kind: 'open', until: witnessed + HOURS.answer * HOUR });
    });

    it('leaves them so, whatever checkpoints that never were the liars cite around it', async () => {
      draw();
      stage.publishAfter(0);
      stage.citeNewest();
      stage.citeNothing();
      const witnessed = endDatedBack();
      expect(await acceptance(await anew())).to.deep.equal({ kind: 'open', until: witnessed + HOURS.answer * HOUR });
    });

    it('calls her silent once her real hours are over', async () => {
      draw();
      stage.publishAfter(0);
      await follow();
      const witnessed = endDatedBack();
      stage.publishAfter(HOURS.answer);
      expect(await acceptance()).to.deep.equal({ kind: 'accepted', by: 'silence', until: witnessed + HOURS.answer * HOUR });
    });
  });

  it('leaves the firm its hours to reveal, where the owner dates the closing back', async () => {
    const reviewer = await openPerson(stage.log, stage.reviewer, stage.lot.firm);
    const witnessed = stage.log.now;
    stage.close(witnessed - 2 * HOURS.reveal * HOUR);
    stage.publishAfter(1);
    const until = witnessed + HOURS.reveal * HOUR;
    expect(await inspection(reviewer)).to.deep.equal({ kind: 'waiting', for: ['owner', 'inspector'], until });
    expect(await inspection(await anew())).to.deep.include({ kind: 'whole', reason: 'unrevealed' });
  });

  it('calls a reveal late that a checkpoint from after the hours does not hold, however it is dated', async () => {
    const closed = stage.close();
    stage.reveal('inspector');
    stage.publishAfter(0);
    await follow();
    stage.publishAfter(HOURS.reveal + 1);
    await follow();
    stage.reveal('owner', closed.signed.event.time + 1);
    stage.publishAfter(1);
    expect(await inspection()).to.deep.include({ kind: 'whole', reason: 'unrevealed', cost: ['owner'] });
    expect((await inspection(await anew()))?.kind).to.equal('drawn');
  });

  describe('of pay that owner and gateway withhold', () => {
    let labeler: TestPerson;
    const line = async () => {
      await labeler.client.follow();
      return (await labeler.labeler.statement()).lines[0];
    };
    beforeEach(async () => {
      draw();
      const verdict = stage.verdict();
      stage.end();
      const shown = [...stage.labels, verdict] as unknown as readonly LoggedEvent[];
      const events = shown.map(({ id, index, signed, salt = '' }) => ({ id, index, signed, salt }));
      const sums = { earned: 0, due: 0, atRisk: 0, withheld: 0, appealed: 0 };
      const inspections = [{ lot: stage.id, verdicts: [verdict.index] }];
      const page = { size: 0, points: [], lines: [], sums, flaws: [], events, inspections };
      stage.log.handlers.push((path) => (path.startsWith('/api/me/statement') ? page : undefined));
      stage.publishAfter(0);
      labeler = await openPerson(stage.log, stage.lot.labelers[0], stage.lot.firm);
    });

    it('pays her in full, where they withhold after the hours under an older date', async () => {
      const closed = stage.log.now;
      stage.publishAfter(HOURS.withhold + 1);
      expect((await line())?.rule).to.equal('withholding-lapsed');
      stage.withhold(closed + HOUR);
      stage.publishAfter(1);
      expect(await line()).to.deep.include({ state: 'due', rule: 'withholding-lapsed', withheld: 0 });
    });

    it('leaves her the hours to appeal, where they date it back until these seem over', async () => {
      const closed = stage.log.now;
      stage.publishAfter(2 * HOURS.appeal);
      await line();
      const witnessed = stage.log.now;
      stage.withhold(closed + 1);
      stage.publishAfter(1);
      expect(await line()).to.deep.include({ state: 'withheld', rule: 'may-be-appealed', until: witnessed + HOURS.appeal * HOUR });
    });
  });

  describe('where the gateway lies about an older one', () => {
    beforeEach(() => {
      draw();
      stage.publishAfter(0);
      stage.citeNewest();
      stage.end(stage.log.now - 2 * HOURS.answer * HOUR);
      stage.publishAfter(1);
    });
    const alarms = async (person: TestPerson) => (await person.client.alarms.list()).map(({ code }) => code);
    const signed = (entries: readonly Uint8Array[], key = 'log', by: readonly string[] = WITNESSES): string => {
      const note = signCheckpoint({ origin: LOG_NAME, size: entries.length, root: treeRoot(entries.map(leafHash)) }, keyOf(key));
      return by.reduce((text, name) => cosign(text, name, Math.floor(stage.log.now / 1000)), note);
    };
    const before = (size: number) => stage.log.space.entries.slice(0, size);
    /** A device that has nothing from before asks for what events cite. */
    const expectRefused = async (older: (note: string, size: number) => string, code: string, alarm: string): Promise<void> => {
      stage.log.lies.older = older;
      const fresh = createMachine();
      await expectCode(() => openPerson(stage.log, stage.lot.keeper, stage.lot.owner, fresh), code);
      const raised = await fresh.store.list('alarm/');
      expect(raised.map(([, kept]) => (kept as { code: string }).code)).to.deep.equal([alarm]);
      expect((await fresh.store.list('points/')).map(([, kept]) => (kept as { size: number }).size)).to.deep.equal([
        stage.log.space.entries.length,
      ]);
    };

    it('refuses one by another key', () => expectRefused((_, size) => signed(before(size), 'made up'), 'note-unsigned', 'log-unverified'));

    it('refuses one whose witness line is made up', () =>
      expectRefused((note) => note.replace(/(firm\.example\/witness .{20})./, '$1A'), 'signature-invalid', 'log-unverified'));

    it('refuses another one in its place', () =>
      expectRefused((_, size) => signed(before(size - 1)), 'checkpoint-malformed', 'log-unverified'));

    it('takes another history under a quorum for what it is', () =>
      expectRefused((_, size) => signed([...before(size - 1), toUtf8('{"another":"entry"}')]), 'log-forked', 'log-forked'));

    it('keeps none without a quorum, and does without one that is said not to be there', async () => {
      for (const older of [(_: string, size: number) => signed(before(size), 'log', ['city', 'hotline']), () => undefined]) {
        stage.log.lies.older = older;
        const person = await anew();
        expect((await follow(person)).ledger.points).to.have.length(1);
        expect(await alarms(person)).to.deep.equal([]);
        expect((await acceptance(person)).kind).to.equal('accepted');
      }
    });

    it('alarms by what it kept, where the log is another one', async () => {
      await follow();
      const entries = stage.log.space.entries.with(3, toUtf8('{"another":"entry"}'));
      stage.log.publish(undefined, undefined, entries);
      await expectCode(() => owner.client.follow(), 'log-forked');
      expect(await alarms(owner)).to.deep.equal(['log-forked']);
    });
  });
});
