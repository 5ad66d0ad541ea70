import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { inspectionOf } from '../../../provenance/space/inspection.ts';
import { openStage, type Stage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { openPerson, type TestPerson } from '../../support/people.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

const MINE = '11'.repeat(32);

describe('the inspecting firm’s part of the draw, in the console', () => {
  let stage: Stage;
  let reviewer: Actor;
  let person: TestPerson;
  let id = '';
  beforeEach(async () => {
    stage = openStage('inspector', { inspection: { plan: { kind: 'zero-defect', share: 10 }, hours: 24 } });
    id = stage.lot.lot.signed.event.subject.id;
    reviewer = stage.log.space.certify(stage.lot.firm, ['reviewer']);
    stage.log.publish();
    person = await openPerson(stage.log, reviewer, stage.lot.firm);
  });

  const known = async (of = person) => {
    stage.log.publish();
    const { state } = await of.client.follow();
    return { state, lot: state.lots.get(id) ?? expect.fail('no lot') };
  };
  const commitAsOwner = () =>
    stage.log.space.log('inspection-committed', stage.lot.connector, {
      subject: { id },
      body: { commitment: toHex(sha256(parseHex(MINE))) },
      refs: [stage.lot.lot.id],
    });
  const close = (time = stage.log.now): LoggedEvent<'lot-closed'> => {
    const body = { cause: 'complete' as const, labels: 3, reports: 0, left: [], root: 'ab'.repeat(32) };
    return stage.log.space.log('lot-closed', stage.lot.connector, { subject: { id }, body, refs: [stage.lot.lot.id], envelope: { time } });
  };
  const secretsSent = (): readonly string[] =>
    stage.log.seen.flatMap(({ event }) => (event.type === 'inspection-revealed' ? [event.body.secret] : []));

  it('commits, reveals after the witnessed closing, and the sample follows from both', async () => {
    await person.inspector.commitToDraw(id);
    const owner = commitAsOwner();
    const closed = close();
    await known();
    await person.inspector.revealDraw(id);
    const { lot } = await known();
    const revealed = lot.draw.inspector?.revealed?.signed.event;
    expect(toHex(sha256(parseHex(revealed?.body.secret ?? '')))).to.equal(lot.draw.inspector?.committed.signed.event.body.commitment);
    expect(revealed?.checkpoint.size).to.be.greaterThan(closed.index);
    const checkpoint = { size: stage.log.space.entries.length, root: '0'.repeat(64) };
    expect(revealed?.refs).to.have.members([closed.id, owner.id, lot.draw.inspector?.committed.id]);
    const envelope = { checkpoint, time: stage.log.now };
    stage.log.space.log('inspection-revealed', stage.lot.connector, {
      subject: { id },
      body: { secret: MINE },
      refs: revealed?.refs ?? [],
      envelope,
    });
    const last = await known();
    expect(inspectionOf(last.state, last.lot, [], drawInspection)).to.include({ kind: 'drawn', size: 3 });
  });

  it('sends nothing of the secret while no witness has seen the closing, however long the gateway waits', async () => {
    await person.inspector.commitToDraw(id);
    commitAsOwner();
    await known();
    await expectCode(() => person.inspector.revealDraw(id), 'draw-reveal-early');
    const size = stage.log.space.entries.length;
    close();
    stage.log.publish(size);
    await expectCode(() => person.inspector.revealDraw(id), 'draw-reveal-early');
    expect(secretsSent()).to.deep.equal([]);
  });

  it('commits to the bytes that it kept when its first try was broken off', async () => {
    stage.log.weather = 'lost-request';
    await person.inspector.commitToDraw(id).catch(() => undefined);
    stage.log.weather = 'fine';
    await person.inspector.commitToDraw(id).catch(() => undefined);
    const { lot } = await known();
    const commitment = lot.draw.inspector?.committed.signed.event.body.commitment;
    const kept = await person.client.options.store.get(`draw/${id}/${person.key}/${commitment}`);
    expect(commitment).to.equal(toHex(sha256(parseHex(String(kept)))));
    await expectCode(() => person.inspector.commitToDraw(id), 'draw-committed');
  });

  it('can reveal what counts of two commitments that were made at once', async () => {
    const both = await Promise.allSettled([person.inspector.commitToDraw(id), person.inspector.commitToDraw(id)]);
    expect(both.map(({ status }) => status)).to.include('fulfilled');
    commitAsOwner();
    close();
    await known();
    await person.inspector.revealDraw(id);
    const { lot } = await known();
    const { committed, revealed } = lot.draw.inspector ?? expect.fail('no commitment');
    expect(toHex(sha256(parseHex(revealed?.signed.event.body.secret ?? '')))).to.equal(committed.signed.event.body.commitment);
  });

  it('can reveal it whichever of two pages of the same device committed first', async () => {
    const { store, locks } = person.client.options;
    const other = await openPerson(stage.log, reviewer, stage.lot.firm, { store, locks });
    await Promise.allSettled([other.inspector.commitToDraw(id), person.inspector.commitToDraw(id)]);
    commitAsOwner();
    close();
    await known();
    await person.inspector.revealDraw(id);
    expect((await known()).lot.draw.inspector).to.have.property('revealed');
  });

  it('says so when another device committed, or nobody did', async () => {
    close(stage.lot.lot.signed.event.body.deadline);
    await known();
    await expectCode(() => person.inspector.revealDraw(id), 'draw-uncommitted');
    stage = openStage('elsewhere', { inspection: { plan: { kind: 'zero-defect', share: 10 }, hours: 24 } });
    id = stage.lot.lot.signed.event.subject.id;
    const hire = (): Actor => stage.log.space.certify(stage.lot.firm, ['reviewer']);
    const [first, second] = [hire(), hire()];
    stage.log.publish();
    const [committer, other] = [await openPerson(stage.log, first, stage.lot.firm), await openPerson(stage.log, second, stage.lot.firm)];
    await committer.inspector.commitToDraw(id);
    close(stage.lot.lot.signed.event.body.deadline);
    await known(other);
    await expectCode(() => other.inspector.revealDraw(id), 'draw-secret-gone');
    expect(secretsSent()).to.deep.equal([]);
  });

  it('is refused to labelers', async () => {
    const labeler = await openPerson(stage.log, stage.lot.labelers[0], stage.lot.firm);
    await expectCode(() => labeler.inspector.commitToDraw(id), 'role-missing');
  });
});
