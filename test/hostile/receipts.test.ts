import { expect } from 'chai';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { stateOf } from '../../console/src/space/records.ts';
import { DATASET } from '../../demo/space/project.ts';
import { createMachine } from '../support/device.ts';
import { dropEvents, lieInReceipts, RECEIPT_LIES } from '../support/hostile-receipts.ts';
import { startHostileSpace, type Device, type HostileSpace } from '../support/hostile-space.ts';
import { until } from '../support/until.ts';

describe('a gateway that lies about what it logged', function () {
  this.timeout(180_000);
  let space: HostileSpace;
  before(async () => {
    space = await startHostileSpace();
  });
  after(() => space?.close());

  /** Keeps an event for the log. */
  const submit = async ({ person }: Device): Promise<string> => (await person.outbox.submit(space.question('gu.yun'), { hold: 0 })).order;
  /** Sent, and proven under k cosignatures: nothing is left on the device. */
  const settle = ({ client, person }: Device): Promise<unknown> =>
    until('an empty outbox', async () => {
      await client.follow();
      await person.outbox.step();
      return (await person.outbox.facts()).records.length === 0;
    });

  it('by a wrong receipt is caught at once by the browser, which keeps the event until it is proven', async () => {
    const machine = createMachine();
    const open = async (): Promise<Device> => {
      const device = await space.device('gu.yun', { name: 'wrong receipts', machine });
      await device.client.follow();
      return device;
    };
    const order = await submit(await open());
    for (const [reason, lie] of Object.entries(RECEIPT_LIES)) {
      // Another tab on the same device does not wait for the next try of this one.
      const { person, alarms } = await open();
      await space.layer.during(lieInReceipts('wrong receipts', space.operator, lie), () => person.outbox.step());
      const raised = (await alarms.list()).filter(({ code }) => code === 'receipt-wrong');
      expect(raised.map(({ evidence }) => (evidence as { reason: string }).reason)).to.include(reason);
      const { records, trouble } = await person.outbox.facts();
      expect(trouble, reason).to.equal('receipt-wrong');
      expect(records.find((record) => record.order === order)).to.satisfy((kept: (typeof records)[number]) => stateOf(kept) !== 'received');
    }
    await settle(await open());
  });

  it('by a receipt for an event that it dropped is convicted by its own signatures', async () => {
    const device = await space.device('gu.yun', { name: 'dropped' });
    const { client, person, alarms } = device;
    await client.follow();
    const entries = await space.entries();
    await submit(device);
    await space.layer.during(
      dropEvents('dropped', space.operator, () => ({ index: entries.length, within: 60_000 })),
      () => person.outbox.step(),
    );
    expect((await person.outbox.facts()).records.map(stateOf)).to.include('received');
    await space.grow();
    const [alarm] = await until('the alarm', async () => {
      await client.follow();
      await person.outbox.step();
      const raised = (await alarms.list()).filter(({ code }) => code === 'event-dropped');
      return raised.length > 0 && raised;
    });
    expect(space.judge(alarm?.evidence)).to.equal('receipt-broken');
    await settle(device);
  });

  it('by a receipt that it never honors is convicted by receipt and witnesses together', async () => {
    const device = await space.device('gu.yun', { name: 'late' });
    const { client, person, alarms } = device;
    await client.follow();
    await submit(device);
    await space.layer.during(
      dropEvents('late', space.operator, () => ({ index: 100_000, within: 0 })),
      () => person.outbox.step(),
    );
    const [alarm] = await until('the alarm', async () => {
      await space.grow();
      await client.follow();
      await person.outbox.step();
      const raised = (await alarms.list()).filter(({ code }) => code === 'event-dropped');
      return raised.length > 0 && raised;
    });
    expect(space.judge(alarm?.evidence)).to.equal('receipt-late');
    await settle(device);
  });

  it('to a connector is caught as well, and the connector sends its event again until the log holds it once', async () => {
    const owner = await space.device('zhou.min', { name: 'owner' });
    await owner.client.follow();
    const connector = await space.keyOf('city-hall');
    const sent: string[] = [];
    const lies = ['another-leaf', 'time-too-early', 'drop'];
    const index = async (): Promise<number> => (await space.entries()).length;
    let next = 0;
    const asked = space.layer.during(
      async (passing, forward) => {
        if (passing.method !== 'POST' || passing.path !== '/api/events' || passing.reader !== connector) return undefined;
        const lie = lies.shift();
        if (lie === undefined) return undefined;
        // Nothing of it reaches the log, so that the connector depends on its receipt.
        next = await index();
        const drop = dropEvents(
          connector,
          space.operator,
          () => ({ index: next, within: 60_000 }),
          (id) => void sent.push(id),
        );
        if (lie === 'drop') {
          const answer = await drop(passing, forward);
          await space.grow();
          return answer;
        }
        const pretended = (await drop(passing, forward)) ?? (await forward());
        const told = lieInReceipts(connector, space.operator, RECEIPT_LIES[lie] ?? (() => ({})));
        return await told(passing, () => Promise.resolve(pretended));
      },
      () => owner.person.owner.register({ source: DATASET.source, title: DATASET.title, withhold: [...DATASET.withhold] }),
    );
    for (const fault of ['other-leaf', 'other-time'])
      await space.alarmed('city-hall', 'receipt-wrong', ({ details }) => details['fault'] === fault);
    const { evidence } = await space.alarmed('city-hall', 'event-dropped');
    expect(space.judge(evidence)).to.equal('receipt-broken');
    const { dataset, answer } = await asked;
    valueOf(answer);
    const { registered } = await owner.client.ledger().until((state) => state.datasets.get(dataset), 30_000);
    expect(new Set(sent)).to.deep.equal(new Set([registered.id]));
    expect(sent).to.have.length(3);
  });
});
