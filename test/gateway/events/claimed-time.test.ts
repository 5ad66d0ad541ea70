import { expect } from 'chai';
import { createTimeCheck } from '../../../gateway/events/claimed-time.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { CLOCK_TOLERANCE } from '../../../provenance/log/witnessed-point.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startLabelingGateway, hire, openLot, createSender } from '../../support/labeling.ts';
import type { TestGateway } from '../../support/gateway.ts';

const NOW = 1_800_000_000_000;

describe('the time that an event claims', () => {
  const asked: number[] = [];
  const verify = createTimeCheck(
    async (size) => {
      asked.push(size);
      return size === 7 ? NOW - 3_600_000 : undefined;
    },
    () => NOW,
  );
  const at = (time: number, size = 0) => verify({ time, checkpoint: { size, root: '' } } as unknown as SignedEvent['event']);

  it('lies between the checkpoint that it cites and now, within what clocks differ', async () => {
    await at(NOW + CLOCK_TOLERANCE);
    await expectCode(() => at(NOW + CLOCK_TOLERANCE + 1), 'event-misdated');
    await at(NOW - 3_600_000 - CLOCK_TOLERANCE, 7);
    await expectCode(() => at(NOW - 3_600_000 - CLOCK_TOLERANCE - 1, 7), 'event-misdated');
    // What waited for long in an outbox is dated by when it was signed.
    await at(NOW - 30 * 86_400_000);
    await at(NOW - 30 * 86_400_000, 8);
  });

  it('is judged without asking again for what is known', async () => {
    const before = asked.filter((size) => size === 7).length;
    await at(NOW, 7);
    await at(NOW, 7);
    expect(asked.filter((size) => size === 7).length - before).to.equal(0);
  });

  describe('at the gateway', () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startLabelingGateway();
      await gateway.publishPolicy();
    });
    after(() => gateway.close());

    it('is refused by name of a commitment, so that neither side stops the lot by a wrong clock unseen', async () => {
      const reviewer = await hire(gateway, ['reviewer']);
      const inspection = { by: reviewer.org, plan: { kind: 'zero-defect', share: 10 }, hours: 24 } as const;
      const lot = await openLot(gateway, { inspection, deadline: Date.now() + 48 * 3_600_000 });
      await gateway.witness();
      const checkpoint = { size: gateway.script.entries.length, root: '0'.repeat(64) };
      const commit = (time: number) =>
        createSender(gateway).attempt('inspection-committed', reviewer, {
          subject: { id: lot.id },
          body: { commitment: '77'.repeat(32) },
          refs: [lot.lot.id],
          envelope: { time, checkpoint },
        });
      for (const off of [-660_000, 660_000]) {
        const { status, code } = await commit(Date.now() + off);
        expect([status, code]).to.deep.equal([409, 'event-misdated']);
      }
      expect((await commit(Date.now() - 300_000)).status).to.equal(201);
    });
  });
});
