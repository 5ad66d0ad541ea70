import { expect } from 'chai';
import { readKeptLabels } from '../../../console/src/space/own-work.ts';
import { DomainError } from '../../../common/errors.ts';
import { verifyChainLink, type ChainHead } from '../../../provenance/event/chain.ts';
import { eventId } from '../../../provenance/event/signing.ts';
import { stateOf } from '../../../console/src/space/records.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createMachine, openDevice, openStage, type Device } from '../../support/device.ts';
import { annotationDraft, reportDraft } from '../../support/label-draft.ts';
import type { TinyLog } from '../../support/tiny-log.ts';

const states = async ({ outbox }: Device): Promise<string[]> => (await outbox.facts()).records.map(stateOf);

/** Steps until nothing is due; time passes as the outbox asks for. */
const settle = async (log: TinyLog, device: Device, most = 40): Promise<void> => {
  for (let i = 0; i < most; i++) {
    const idle = await device.outbox.step();
    if ((await states(device)).every((state) => state === 'received' || state === 'refused')) return;
    log.now += idle;
  }
};

const proveAll = async (log: TinyLog, { ledger, outbox }: Device): Promise<void> => {
  log.publish();
  await ledger.advance();
  await outbox.step();
};

describe('outbox', () => {
  it('takes an event from its hold to its proof in the own copy of the log', async () => {
    const { log, lot, labeler } = openStage();
    const machine = createMachine();
    const device = await openDevice(log, labeler, machine);
    await device.outbox.submit(annotationDraft(lot));
    expect(await states(device)).to.deep.equal(['waiting']);
    expect(await device.outbox.step()).to.equal(3000);
    expect(log.seen).to.deep.equal([]);
    log.now += 3000;
    await device.outbox.step();
    expect(await states(device)).to.deep.equal(['received']);
    await proveAll(log, device);
    expect(await states(device)).to.deep.equal([]);
    const [logged] = await device.outbox.recent();
    expect([...(await readKeptLabels(machine.store, device.key))]).to.deep.equal([logged?.id]);
    expect(logged?.id).to.equal(log.acknowledged[0]);
    expect(logged?.size).to.equal(device.ledger.point.size);
  });

  it('leaves no trace of what is taken back during the hold', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    const { order } = await device.outbox.submit(annotationDraft(lot));
    expect((await device.outbox.takeBack(order))?.type).to.equal('annotation-signed');
    await device.outbox.submit(reportDraft(lot, 1));
    await settle(log, device);
    expect(log.seen.map(({ event }) => [event.type, event.seq])).to.deep.equal([['item-reported', 0]]);
  });

  it('takes nothing back once it is signed', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    const { order } = await device.outbox.submit(reportDraft(lot), { hold: 0 });
    log.weather = 'lost-answer';
    await device.outbox.step();
    expect(await states(device)).to.deep.equal(['signed']);
    expect(await device.outbox.takeBack(order)).to.equal(undefined);
    log.weather = 'fine';
    await settle(log, device);
    expect(log.acknowledged.length).to.equal(1);
  });

  it('signs nothing while it cannot ask where the chain stands', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    const { order } = await device.outbox.submit(reportDraft(lot), { hold: 0 });
    log.weather = 'lost-request';
    await device.outbox.step();
    expect(await states(device)).to.deep.equal(['waiting']);
    expect((await device.outbox.takeBack(order))?.type).to.equal('item-reported');
  });

  it('sends in order, one behind the other, each once its predecessor is received', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    for (let i = 0; i < 5; i++) await device.outbox.submit(reportDraft(lot, i), { hold: 0 });
    await settle(log, device);
    expect(log.seen.map(({ event }) => event.seq)).to.deep.equal([0, 1, 2, 3, 4]);
    let head: ChainHead | undefined;
    for (const { event } of log.seen) {
      verifyChainLink(head, event);
      head = { seq: event.seq, id: eventId(event) };
    }
  });

  it('sends the same bytes again when an answer is lost', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.submit(reportDraft(lot, 0), { hold: 0 });
    await device.outbox.step();
    await device.outbox.submit(reportDraft(lot, 1), { hold: 0 });
    log.weather = 'lost-answer';
    const idle = await device.outbox.step();
    expect(idle).to.be.within(1000, 30_000);
    expect(await states(device)).to.deep.equal(['received', 'signed']);
    expect((await device.outbox.facts()).trouble).to.equal('gateway-unreachable');
    log.weather = 'fine';
    log.now += idle;
    await device.outbox.step();
    expect(await states(device)).to.deep.equal(['received', 'received']);
    expect(new Set(log.seen.slice(1).map(({ event }) => eventId(event))).size).to.equal(1);
    expect((await device.outbox.facts()).trouble).to.equal(undefined);
  });

  it('tries again after 1 to 30 seconds, ever later', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    log.weather = 'failing';
    const pauses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const idle = await device.outbox.step();
      pauses.push(idle);
      log.now += idle;
    }
    for (const pause of pauses) expect(pause).to.be.within(1000, 30_000);
    expect(pauses[0]).to.equal(1000);
    expect(Math.max(...pauses)).to.be.greaterThan(4000);
    log.weather = 'fine';
    await settle(log, device);
    expect(await states(device)).to.deep.equal(['received']);
  });

  it('keeps everything when the session is over, and says so', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    log.weather = 'session-over';
    await device.outbox.step();
    expect((await device.outbox.facts()).trouble).to.equal('session-expired');
    expect((await device.outbox.facts()).waiting).to.equal(1);
    log.weather = 'fine';
    await settle(log, device);
    expect(await states(device)).to.deep.equal(['received']);
  });

  it('keeps a refused event with its reason and goes on after it by chain-resumed', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    const foreign = { ...reportDraft(lot), refs: [] };
    await device.outbox.submit(reportDraft(lot, 0), { hold: 0 });
    await device.outbox.submit(foreign, { hold: 0 });
    await device.outbox.submit(reportDraft(lot, 1), { hold: 0 });
    await settle(log, device);
    const { records } = await device.outbox.facts();
    expect(records.find(({ refused }) => refused !== undefined)?.refused?.code).to.equal('reference-missing');
    expect(log.seen.map(({ event }) => [event.type, event.seq])).to.deep.equal([
      ['item-reported', 0],
      ['item-reported', 1],
      ['chain-resumed', 2],
      ['item-reported', 3],
    ]);
    const refused = records.find(({ refused: reason }) => reason !== undefined);
    await device.outbox.dismiss(refused?.order ?? '');
    expect(await states(device)).not.to.include('refused');
  });

  it('takes nothing new once 500 events are not in the log', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    for (let i = 0; i < 500; i++) await device.outbox.submit(reportDraft(lot, i));
    await expectCode(() => device.outbox.submit(reportDraft(lot)), 'outbox-full');
    expect((await device.outbox.facts()).full).to.equal('records');
  });

  it('takes nothing new once an event waits since 24 hours', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.submit(reportDraft(lot));
    log.now += 24 * 3_600_000;
    await expectCode(() => device.outbox.submit(reportDraft(lot)), 'outbox-full');
    expect((await device.outbox.facts()).full).to.equal('age');
    await settle(log, device);
    await device.outbox.submit(reportDraft(lot));
  });

  it('goes on after a reload with what the store holds', async () => {
    const { log, lot, labeler } = openStage();
    const machine = createMachine();
    const before = await openDevice(log, labeler, machine);
    await before.outbox.submit(reportDraft(lot, 0), { hold: 0 });
    await before.outbox.step();
    await before.outbox.submit(reportDraft(lot, 1), { hold: 0 });
    log.weather = 'lost-answer';
    await before.outbox.step();
    await before.outbox.submit(reportDraft(lot, 2));
    log.weather = 'fine';
    const after = await openDevice(log, labeler, machine);
    expect(await states(after)).to.deep.equal(['received', 'signed', 'waiting']);
    await settle(log, after);
    await proveAll(log, after);
    expect((await after.outbox.recent()).map(({ id }) => id)).to.deep.equal(log.acknowledged);
    expect(log.acknowledged.length).to.equal(3);
  });

  it('refuses what could never be an event', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await expectCode(() => device.outbox.submit({ ...reportDraft(lot), refs: ['nothing'] }), 'event-malformed');
  });

  it('tells the gateway’s refusal of an act at once and keeps nothing of it', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await expectCode(() => device.outbox.act({ ...reportDraft(lot), refs: [] }), 'reference-missing');
    expect(await states(device)).to.deep.equal([]);
    const { id, index } = await device.outbox.act(reportDraft(lot));
    expect(log.acknowledged.at(-1)).to.equal(id);
    expect(index).to.equal(log.space.entries.length - 1);
  });

  it('says of an act without an answer that it goes out again', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.act(reportDraft(lot, 0));
    log.weather = 'lost-answer';
    try {
      await device.outbox.act(reportDraft(lot, 1));
      expect.fail('no error');
    } catch (error) {
      expect(error).to.be.instanceOf(DomainError);
      expect((error as DomainError).code).to.equal('gateway-unreachable');
      expect((error as DomainError).details['kept']).to.equal(true);
    }
    log.weather = 'fine';
    await settle(log, device);
    expect(log.acknowledged.length).to.equal(2);
  });
});
