import { expect } from 'chai';
import { toHex, toUtf8 } from '../../../common/encodings.ts';
import { signCheckpoint } from '../../../provenance/log/checkpoint.ts';
import { leafHash, treeRoot } from '../../../provenance/log/merkle.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { createMachine, openDevice, openStage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { reportDraft } from '../../support/label-draft.ts';
import { cosign, keyOf, LOG_NAME, WITNESSES } from '../../support/log.ts';

/** The same log with one entry exchanged. */
const otherHistory = (entries: readonly Uint8Array[], at: number): Uint8Array[] => [...entries].with(at, toUtf8('{"another":"entry"}'));

describe('the own copy of the log', () => {
  it('holds what the scripted space holds', async () => {
    const { log, lot, labeler } = openStage();
    const { ledger } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    expect(ledger.health).to.equal('verified');
    expect(ledger.state.size).to.equal(log.space.entries.length);
    expect([...ledger.state.lots.keys()]).to.deep.equal([lot.lot.signed.event.subject.id]);
    expect(ledger.watch.ignored).to.deep.equal([]);
  });

  it('catches two histories of one size', async () => {
    const { log, labeler } = openStage();
    const { ledger, alarms } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    log.publish(undefined, undefined, otherHistory(log.space.entries, 3));
    await expectCode(() => ledger.advance(), 'log-forked');
    const [alarm] = await alarms.list();
    expect(alarm?.code).to.equal('log-forked');
    const found = alarm?.evidence as { details: { evidence: object } } | undefined;
    expect(verifyMisbehavior(found?.details.evidence, log.policy)).to.equal('two-roots');
    expect(ledger.health).to.equal('contradicted');
    log.publish();
    await expectCode(() => ledger.advance(), 'log-contradicted');
  });

  it('catches a second history that is longer', async () => {
    const { log, labeler } = openStage();
    const { ledger, alarms } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    log.publish(undefined, undefined, [...otherHistory(log.space.entries, 3), toUtf8('more')]);
    await expectCode(() => ledger.advance(), 'log-forked');
    expect((await alarms.list()).map(({ code }) => code)).to.deep.equal(['log-forked']);
  });

  it('catches a history that was exchanged while the browser was closed', async () => {
    const { log, labeler } = openStage();
    const machine = createMachine();
    await (await openDevice(log, labeler, machine)).ledger.advance();
    for (const entries of [otherHistory(log.space.entries, 3), [...otherHistory(log.space.entries, 3), toUtf8('more')]]) {
      log.publish(undefined, undefined, entries);
      const { ledger } = await openDevice(log, labeler, machine);
      await expectCode(() => ledger.advance(), 'log-forked');
      expect(ledger.point.size).to.equal(0);
      expect(ledger.leafAt(0)).to.equal(undefined);
    }
  });

  it('catches a log that went back, also after a reload', async () => {
    const { log, labeler } = openStage();
    const machine = createMachine();
    await (await openDevice(log, labeler, machine)).ledger.advance();
    log.publish(5);
    const { ledger, alarms } = await openDevice(log, labeler, machine);
    await expectCode(() => ledger.advance(), 'log-rolled-back');
    expect((await alarms.list()).map(({ code }) => code)).to.deep.equal(['log-rolled-back']);
  });

  it('takes no checkpoint with fewer than three witnesses, and none whose witness line is wrong', async () => {
    const { log, labeler } = openStage();
    const { ledger, alarms } = await openDevice(log, labeler, createMachine());
    log.publish(undefined, ['city', 'hotline']);
    await expectCode(() => ledger.advance(), 'quorum-missing');
    expect(await alarms.list()).to.deep.equal([]);
    const note = log.publish();
    log.lies.checkpoint = () => note.replace(/(firm\.example\/witness .{20})./, '$1A');
    await expectCode(() => ledger.advance(), 'signature-invalid');
    expect((await alarms.list()).map(({ code }) => code)).to.deep.equal(['log-unverified']);
  });

  it('takes no other space with its own keys', async () => {
    const { log, labeler } = openStage();
    const { ledger, alarms } = await openDevice(log, labeler, createMachine());
    const { space } = log;
    const root = treeRoot(space.entries.map(leafHash));
    const forged = signCheckpoint({ origin: LOG_NAME, size: space.entries.length, root }, keyOf('a log of its own'));
    log.lies.checkpoint = () => WITNESSES.reduce((note, name) => cosign(note, name, Math.floor(log.now / 1000)), forged);
    await expectCode(() => ledger.advance(), 'note-unsigned');
    expect((await alarms.list()).map(({ code }) => code)).to.deep.equal(['log-unverified']);
    expect(ledger.state.size).to.equal(0);
  });

  it('keeps its place in two tabs', async () => {
    const { log, lot, labeler } = openStage();
    const machine = createMachine();
    const [one, two] = [await openDevice(log, labeler, machine), await openDevice(log, labeler, machine)];
    await one.ledger.advance();
    await two.outbox.act(reportDraft(lot));
    log.publish();
    await two.ledger.advance();
    await one.ledger.advance();
    expect(one.ledger.point).to.deep.equal(two.ledger.point);
  });
});

describe('a forged', () => {
  it('organisation counts for nobody: its root is not pinned', async () => {
    const { log, labeler } = openStage();
    const intruder = log.space.join('owner');
    const person = log.space.certify(intruder, ['data-owner']);
    log.publish();
    const { ledger } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    expect(ledger.state.organisations.has(intruder.org)).to.equal(false);
    expect(ledger.state.certificates.has(toHex(person.key.publicKey))).to.equal(false);
    expect(ledger.watch.ignored.map(({ code }) => code)).to.deep.equal(['root-not-pinned', 'organisation-unknown']);
  });

  it('member counts for nobody: its certificate is by the wrong key', async () => {
    const { log, lot, labeler } = openStage();
    const forger = { ...log.space.newActor(lot.owner.org), key: keyOf('forger') };
    const forged = log.space.certify(forger, ['data-owner']);
    log.publish();
    const { ledger } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    expect(ledger.state.certificates.has(toHex(forged.key.publicKey))).to.equal(false);
    expect(ledger.watch.ignored.map(({ code }) => code)).to.deep.equal(['actor-uncertified']);
  });

  it('roster counts for nobody: no data owner signed it', async () => {
    const { log, lot, labeler } = openStage();
    const { project, opened, labelers } = lot;
    const members = [{ certificate: labelers[0].certificate, key: toHex(labelers[0].key.publicKey), duty: 'reviewer' as const }];
    log.space.log('roster-signed', labelers[1], { subject: { id: project }, body: { number: 2, members }, refs: [opened.id] });
    log.publish();
    const { ledger } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    expect(ledger.state.projects.get(project)?.roster?.signed.event.body.number).to.equal(1);
    expect(ledger.watch.ignored.map(({ code }) => code)).to.deep.equal(['role-missing']);
  });

  it('delegation list is refused when it is older than the newest', async () => {
    const { log, lot, labeler } = openStage();
    const { owner } = lot;
    const delegate = log.space.certify(owner, ['administrator']);
    const subject = { id: owner.org };
    const key = toHex(delegate.key.publicKey);
    log.space.log('delegations-listed', owner, { subject, body: { number: 2, delegates: [] } });
    log.space.log('delegations-listed', owner, { subject, body: { number: 1, delegates: [key] } });
    log.publish();
    const { ledger } = await openDevice(log, labeler, createMachine());
    await ledger.advance();
    expect(ledger.state.organisations.get(owner.org)?.delegations.at(-1)?.delegates).to.deep.equal([]);
    expect(ledger.watch.ignored.map(({ code }) => code)).to.deep.equal(['delegation-stale']);
  });
});
