import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { startWorker, type Worker } from '../../../console/src/space/worker.ts';
import { createMachine, openDevice, openStage, type Device, type Machine, type Stage } from '../../support/device.ts';
import { reportDraft } from '../../support/label-draft.ts';
import { until } from '../../support/until.ts';

/** Time goes on while somebody waits; waiting itself takes a moment, so that others have their turn. */
const start = (stage: Stage, device: Device, { locks }: Machine, failures: unknown[] = []): Worker =>
  startWorker({
    outbox: device.outbox,
    ledger: () => device.ledger,
    locks,
    clock: () => stage.log.now,
    wait: async (milliseconds, signal) => {
      await pause(1, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      stage.log.now += Math.min(milliseconds, 500);
      stage.log.publish();
    },
    key: device.key,
    report: (error) => failures.push(error),
  });

describe('the worker behind the outbox', () => {
  it('sends and proves what is submitted', async () => {
    const stage = openStage();
    const machine = createMachine();
    const device = await openDevice(stage.log, stage.labeler, machine);
    const worker = start(stage, device, machine);
    await device.outbox.submit(reportDraft(stage.lot));
    await until('the proof', async () => (await device.outbox.recent()).length === 1);
    expect(worker.place).to.equal('here');
    await worker.stop();
    expect((await device.outbox.recent()).map(({ id }) => id)).to.deep.equal(stage.log.acknowledged);
  });

  it('works in one tab at a time; another one takes over, or waits until the first is closed', async () => {
    const stage = openStage();
    const machine = createMachine();
    const [one, two] = [await openDevice(stage.log, stage.labeler, machine), await openDevice(stage.log, stage.labeler, machine)];
    const first = start(stage, one, machine);
    await until('the first tab', () => first.place === 'here');
    const second = start(stage, two, machine);
    await until('the second tab', () => second.place === 'elsewhere');
    const seen: string[] = [];
    first.watch((place) => seen.push(place));
    second.takeOver();
    await until('the change', () => second.place === 'here' && first.place === 'elsewhere');
    expect(seen).to.deep.equal(['elsewhere']);
    await one.outbox.submit(reportDraft(stage.lot, 0), { hold: 0 });
    await two.outbox.submit(reportDraft(stage.lot, 1), { hold: 0 });
    await until('both events', async () => (await two.outbox.recent()).length === 2);
    await second.stop();
    await until('the first tab again', () => first.place === 'here');
    await one.outbox.submit(reportDraft(stage.lot, 2), { hold: 0 });
    await until('the third event', async () => (await one.outbox.recent()).length === 3);
    await first.stop();
    expect(new Set(stage.log.acknowledged).size).to.equal(3);
    expect(stage.log.ids().length - stage.log.space.events.length).to.equal(3);
  });

  it('reports what is no answer of the gateway, and goes on', async () => {
    const stage = openStage();
    const machine = createMachine();
    const failures: unknown[] = [];
    let full = false;
    const store = {
      ...machine.store,
      list: (prefix: string) => (full ? Promise.reject(new Error('disk full')) : machine.store.list(prefix)),
    };
    const device = await openDevice(stage.log, stage.labeler, { ...machine, store });
    full = true;
    const worker = start(stage, device, machine, failures);
    await until('the report', () => failures.length > 0);
    full = false;
    await device.outbox.submit(reportDraft(stage.lot), { hold: 0 });
    await until('the proof', async () => (await device.outbox.recent()).length === 1);
    await worker.stop();
  });
});
