import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { signReceipt } from '../../../provenance/log/receipt.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { stateOf } from '../../../console/src/space/records.ts';
import { createMachine, openDevice, openStage, type Device } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { reportDraft } from '../../support/label-draft.ts';
import { keyOf, LOG_NAME } from '../../support/log.ts';
import type { Lies, TinyLog } from '../../support/tiny-log.ts';

const MINUTE = 60_000;

/** Each lie about a receipt, and the reason under which it is found out. */
const LIES: Readonly<Record<string, { readonly reason: string; readonly lies: (log: TinyLog) => Lies }>> = {
  'by another key': {
    reason: 'receipt-forged',
    lies: () => ({ receiptText: (text) => text.replace(/ [A-Za-z0-9+/=]+\n$/, (line) => ` ${line.slice(1, 9)}${'A'.repeat(86)}==\n`) }),
  },
  'by a key of no name': {
    reason: 'receipt-key-unknown',
    lies: () => ({
      receiptText: () => signReceipt(LOG_NAME, { index: 0, leaf: sha256(), time: 1, deadline: 2 }, keyOf('a stranger')),
    }),
  },
  'that is no receipt': { reason: 'receipt-malformed', lies: () => ({ receiptText: () => 'received with thanks\n' }) },
  'for another leaf': { reason: 'another-leaf', lies: () => ({ receipt: (receipt) => ({ ...receipt, leaf: sha256() }) }) },
  'for another index': { reason: 'another-index', lies: () => ({ receipt: (receipt) => ({ ...receipt, index: receipt.index + 1 }) }) },
  'for another event': {
    reason: 'another-event',
    lies: () => ({ acknowledgement: (answer) => ({ ...answer, id: 'ab'.repeat(32) }) }),
  },
  'at an index that the own copy gives to another entry': {
    reason: 'index-taken',
    lies: () => ({ receipt: (receipt) => ({ ...receipt, index: 0 }), acknowledgement: (answer) => ({ ...answer, index: 0 }) }),
  },
  'backdated by eleven minutes': {
    reason: 'time-too-early',
    lies: () => ({ receipt: (receipt) => ({ ...receipt, time: receipt.time - 11 * MINUTE }) }),
  },
  'backdated before the checkpoint that it cites': {
    reason: 'time-before-cited-checkpoint',
    lies: () => ({ receipt: (receipt) => ({ ...receipt, time: receipt.time - 2 * MINUTE }) }),
  },
  'from the future': {
    reason: 'time-too-late',
    lies: () => ({ receipt: (receipt) => ({ ...receipt, time: receipt.time + 11 * MINUTE, deadline: receipt.time + 12 * MINUTE }) }),
  },
  'that promises nothing in time': {
    reason: 'deadline-too-far',
    lies: () => ({ receipt: (receipt) => ({ ...receipt, deadline: receipt.time + 11 * MINUTE }) }),
  },
};

describe('a receipt', () => {
  for (const [name, { reason, lies }] of Object.entries(LIES)) {
    it(`${name} is refused, with the evidence kept`, async () => {
      const { log, lot, labeler } = openStage();
      const device = await openDevice(log, labeler, createMachine());
      await device.ledger.advance();
      Object.assign(log.lies, lies(log));
      await device.outbox.submit(reportDraft(lot), { hold: 0 });
      await device.outbox.step();
      const [alarm, ...others] = await device.alarms.list();
      expect(others).to.deep.equal([]);
      expect(alarm?.code).to.equal('receipt-wrong');
      expect(alarm?.evidence).to.include({ reason });
      expect(alarm?.evidence).to.have.property('receipt').that.is.a('string');
      const { records, trouble } = await device.outbox.facts();
      expect(trouble).to.equal('receipt-wrong');
      expect(records.map(stateOf)).to.deep.equal(['signed']);
    });
  }

  it('that is wrong stops an act by name', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    log.lies.receipt = (receipt) => ({ ...receipt, leaf: sha256() });
    await expectCode(() => device.outbox.act(reportDraft(lot)), 'receipt-wrong');
  });

  it('of the first sending counts when the event is sent again an hour later', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    log.weather = 'lost-answer';
    await device.outbox.step();
    log.now += 60 * MINUTE;
    log.weather = 'fine';
    await device.outbox.step();
    expect(await device.alarms.list()).to.deep.equal([]);
    expect((await device.outbox.facts()).records.map(stateOf)).to.deep.equal(['received']);
  });
});

const alarmOf = async ({ alarms }: Device) => {
  const [alarm, ...others] = await alarms.list();
  expect(others).to.deep.equal([]);
  return alarm;
};

describe('an event that the log dropped', () => {
  it('is an alarm once witnesses have seen no tree that reaches it after the deadline', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    log.lies.log = () => undefined;
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    await device.outbox.step();
    log.now += 59_000;
    log.publish();
    await device.ledger.advance();
    await device.outbox.step();
    expect(await device.alarms.list()).to.deep.equal([]);
    log.now += 3000;
    log.publish();
    await device.ledger.advance();
    await device.outbox.step();
    const alarm = await alarmOf(device);
    expect(alarm?.code).to.equal('event-dropped');
    expect(verifyMisbehavior(alarm?.evidence, log.policy)).to.equal('receipt-late');
    expect((await device.outbox.facts()).records.length).to.equal(1);
  });

  it('is an alarm when another entry stands at its index', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    log.lies.log = () => new Uint8Array(32).fill(7);
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    await device.outbox.step();
    log.publish();
    await device.ledger.advance();
    await device.outbox.step();
    const [dropped, again] = (await device.alarms.list()).toSorted((a, b) => (a.code < b.code ? -1 : 1));
    expect(dropped?.code).to.equal('event-dropped');
    expect(verifyMisbehavior(dropped?.evidence, log.policy)).to.equal('receipt-broken');
    // Handed in once more, it got the same receipt, which the own copy of the log now contradicts.
    expect(again?.evidence).to.include({ reason: 'index-taken' });
    const [record] = (await device.outbox.facts()).records;
    expect(record?.refused?.code).to.equal('event-dropped');
  });

  it('is handed in once more, and kept until the log holds it', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    log.lies.log = () => undefined;
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    await device.outbox.step();
    log.now += 61_000;
    log.publish();
    await device.ledger.advance();
    await device.outbox.step();
    await device.outbox.step();
    expect(log.seen.length).to.equal(2);
    for (let i = 0; i < 5; i++) {
      log.now += 61_000;
      log.publish();
      await device.ledger.advance();
      await device.outbox.step();
    }
    expect(log.seen.length).to.equal(2);
    expect((await device.outbox.facts()).records.length).to.equal(1);
    expect((await device.alarms.list()).length).to.equal(1);
  });

  it('is no alarm while only the witnesses are missing', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.ledger.advance();
    await device.outbox.submit(reportDraft(lot), { hold: 0 });
    await device.outbox.step();
    log.now += 3_600_000;
    log.publish(undefined, ['city', 'firm']);
    await expectCode(() => device.ledger.advance(), 'quorum-missing');
    await device.outbox.step();
    expect(await device.alarms.list()).to.deep.equal([]);
    expect(device.ledger.health).to.equal('unwitnessed');
  });
});
