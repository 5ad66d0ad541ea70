import { expect } from 'chai';
import { DomainError } from '../../../common/errors.ts';
import { verifyChainLink, type ChainHead } from '../../../provenance/event/chain.ts';
import { eventId } from '../../../provenance/event/signing.ts';
import { createMachine, openDevice, openStage } from '../../support/device.ts';
import { expectCode } from '../../support/expect-code.ts';
import { reportDraft } from '../../support/label-draft.ts';
import type { TinyLog } from '../../support/tiny-log.ts';

const typesAndPlaces = (log: TinyLog) => log.seen.map(({ event }) => [event.type, event.seq] as const);

/** The acknowledged events make one chain without gap or fork. */
const verifyWhole = (log: TinyLog): void => {
  let head: ChainHead | undefined;
  for (const { event } of log.seen.filter((signed) => log.acknowledged.includes(eventId(signed.event)))) {
    const id = eventId(event);
    if (id === head?.id) continue;
    verifyChainLink(head, event);
    head = { seq: event.seq, id };
  }
};

describe('the chain of a device key', () => {
  it('lies in the store before the event leaves', async () => {
    const { log, lot, labeler } = openStage();
    const machine = createMachine();
    const device = await openDevice(log, labeler, machine);
    let kept: unknown;
    const { fetch } = log;
    Object.assign(log, {
      fetch: async (...given: Parameters<typeof fetch>) => {
        if (given[1].method === 'POST') kept = await machine.store.get(`chain/${device.key}`);
        return await fetch(...given);
      },
    });
    await device.outbox.act(reportDraft(lot));
    expect(kept).to.deep.equal({ used: 0, takenUp: false });
  });

  it('goes on by chain-resumed on a device that never saw it', async () => {
    const { log, lot, labeler } = openStage();
    const first = await openDevice(log, labeler, createMachine());
    await first.outbox.act(reportDraft(lot, 0));
    await first.outbox.act(reportDraft(lot, 1));
    const second = await openDevice(log, labeler, createMachine());
    await second.outbox.act(reportDraft(lot, 2));
    expect(typesAndPlaces(log).slice(2)).to.deep.equal([
      ['chain-resumed', 2],
      ['item-reported', 3],
    ]);
    expect(log.seen[2]?.event.body).to.deep.equal({ lastKnownSeq: 1 });
    verifyWhole(log);
  });

  it('begins without chain-resumed where the log holds nothing of the key', async () => {
    const { log, lot, labeler } = openStage();
    await (await openDevice(log, labeler, createMachine())).outbox.act(reportDraft(lot));
    expect(typesAndPlaces(log)).to.deep.equal([['item-reported', 0]]);
  });

  it('finds a new place when another device took its own meanwhile', async () => {
    const { log, lot, labeler } = openStage();
    const [office, home] = [await openDevice(log, labeler, createMachine()), await openDevice(log, labeler, createMachine())];
    await office.outbox.act(reportDraft(lot, 0));
    await home.outbox.act(reportDraft(lot, 1));
    await office.outbox.act(reportDraft(lot, 2));
    await home.outbox.act(reportDraft(lot, 0));
    verifyWhole(log);
    expect(log.acknowledged.length).to.equal(log.ids().length - log.space.events.length);
    expect(new Set(log.acknowledged).size).to.equal(log.acknowledged.length);
  });

  it('is not taken up from a gateway that shows another one’s event as its own', async () => {
    const { log, lot, labeler } = openStage();
    const stranger = log.space.events[2];
    log.lies.head = () => ({ seq: stranger?.signed.event.seq ?? 0, id: stranger?.id ?? '' });
    const device = await openDevice(log, labeler, createMachine());
    await expectCode(() => device.outbox.act(reportDraft(lot)), 'chain-withheld');
    expect(log.seen).to.deep.equal([]);
    const [alarm] = await device.alarms.list();
    expect(alarm?.evidence).to.include({ reason: 'not an event of this key' });
  });

  it('is not taken up from a gateway that shows something that nobody signed', async () => {
    const { log, lot, labeler } = openStage();
    const first = await openDevice(log, labeler, createMachine());
    await first.outbox.act(reportDraft(lot));
    log.lies.event = (event) => {
      const forged = structuredClone(event) as { signed: { event: { time: number } } };
      forged.signed.event.time += 1;
      return forged;
    };
    const second = await openDevice(log, labeler, createMachine());
    await expectCode(() => second.outbox.act(reportDraft(lot, 1)), 'chain-withheld');
  });

  it('signs nothing for a gateway that denies an acknowledged event', async () => {
    const { log, lot, labeler } = openStage();
    const machine = createMachine();
    const device = await openDevice(log, labeler, machine);
    await device.outbox.act(reportDraft(lot, 0));
    const after = log.seen.length;
    for (const head of [undefined, { seq: 0, id: 'ab'.repeat(32) }]) {
      log.lies.head = () => head;
      const reloaded = await openDevice(log, labeler, machine);
      await expectCode(() => reloaded.outbox.act(reportDraft(lot, 1)), 'chain-withheld');
    }
    expect(log.seen.length).to.equal(after);
    expect((await device.alarms.list()).every(({ code }) => code === 'chain-withheld')).to.equal(true);
  });

  it('signs nothing for a gateway that denies what the log holds, on a new device too', async () => {
    const { log, lot } = openStage();
    const { owner } = lot;
    log.publish();
    const device = await openDevice(log, owner, createMachine());
    await device.ledger.advance();
    log.lies.head = () => undefined;
    const revocation = {
      type: 'certificate-revoked' as const,
      subject: { kind: 'certificate' as const, id: lot.officer.certificate },
      refs: [],
      body: { key: 'ab'.repeat(32), reason: 'left' as const },
    };
    await expectCode(() => device.outbox.act(revocation), 'chain-withheld');
    const [alarm] = await device.alarms.list();
    expect(alarm?.evidence).to.include({ reason: 'an event of the log is missing' });
  });

  it('gives up on a gateway that calls every place taken', async () => {
    const { log, lot, labeler } = openStage();
    const device = await openDevice(log, labeler, createMachine());
    await device.outbox.act(reportDraft(lot));
    log.handlers.push((path) => {
      if (path === '/api/events') throw new DomainError('chain-forked', { status: 409 });
      return undefined;
    });
    await expectCode(() => device.outbox.act(reportDraft(lot, 1)), 'chain-forked');
  });
});
