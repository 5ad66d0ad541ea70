import { expect } from 'chai';
import type { EventOf } from '../../../provenance/event/event.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { createSender, label, openLot, report, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import { toWork } from '../../support/logged-work.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

describe('the closing of a lot', () => {
  let gateway: TestGateway;
  let now = Date.now();
  before(async () => {
    gateway = await startLabelingGateway({ clock: () => now });
  });
  after(() => gateway.close());

  const close = async (lot: OpenLot, body: EventOf<'lot-closed'>['body'], by = gateway.space.connector) => {
    const { status, code } = await createSender(gateway).attempt('lot-closed', by, { subject: { id: lot.id }, body, refs: [lot.lot.id] });
    return { status, code };
  };
  const bodyOf = (labels: readonly LoggedEvent<'annotation-signed'>[], changes: Partial<EventOf<'lot-closed'>['body']> = {}) => ({
    cause: 'complete' as const,
    labels: labels.length,
    reports: 0,
    left: [],
    root: labelsRoot(labels.map(toWork)),
    ...changes,
  });
  const tasksOf = async () =>
    (await gateway.call('GET', '/api/connector/tasks', { by: gateway.space.connector })).json['lots'] as readonly {
      readonly id: string;
      readonly ready: boolean;
    }[];

  it('is taken when each item is accounted for, in the order of the lot; nothing is labeled, leased or delivered afterwards', async () => {
    const lot = await openLot(gateway);
    const { labeler: a } = gateway.space;
    expect(await tasksOf()).to.deep.include({ id: lot.id, ready: false });
    const second = await label(gateway, lot, 1, a);
    const first = await label(gateway, lot, 0, a);
    await report(gateway, lot, 2, a);
    expect(await tasksOf()).to.deep.include({ id: lot.id, ready: true });
    const body = bodyOf([first.event, second.event], { reports: 1 });
    expect(await close(lot, body, gateway.space.keeper)).to.deep.equal({ status: 403, code: 'role-missing' });
    expect(await close(lot, body)).to.deep.equal({ status: 201, code: undefined });
    expect((await tasksOf()).map(({ id }) => id)).not.to.include(lot.id);
    const late = await label(gateway, lot, 0, a, { revision: 1, replaces: first.event.id });
    expect({ status: late.status, code: late.code }).to.deep.equal({ status: 409, code: 'lot-closed' });
    expect((await report(gateway, lot, 0, a)).code).to.equal('lot-closed');
    expect((await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as: a })).json['code']).to.equal('lot-closed');
    expect((await lot.deliver(lot.delivery)).json['code']).to.equal('lot-closed');
    expect((await gateway.call('GET', `/api/lots/${lot.id}`, { as: a })).json).to.have.property('closed');
    expect((await close(lot, body)).code).to.equal('lot-closed');
  });

  it('is hinted at lot by lot: one item without label and report keeps its own lot open, and no other', async () => {
    const [done, left, untouched] = [await openLot(gateway), await openLot(gateway), await openLot(gateway, { deliver: 0 })];
    const { labeler: a } = gateway.space;
    for (const at of [0, 1, 2]) await label(gateway, done, at, a);
    for (const at of [0, 2]) await label(gateway, left, at, a);
    const readyOf = async (): Promise<unknown> => {
      const lots = new Map((await tasksOf()).map((lot) => [lot.id, lot.ready]));
      return [done, left, untouched].map(({ id }) => lots.get(id));
    };
    expect(await readyOf()).to.deep.equal([true, false, false]);
    await report(gateway, left, 1, a);
    expect(await readyOf()).to.deep.equal([true, true, false]);
  });

  it('is refused when it leaves out a label, counts an older revision, or orders them otherwise', async () => {
    const lot = await openLot(gateway);
    const { labeler: a } = gateway.space;
    const labels: LoggedEvent<'annotation-signed'>[] = [];
    for (let at = 0; at < 3; at++) labels.push((await label(gateway, lot, at, a)).event);
    const [first = expect.fail(), second = expect.fail(), third = expect.fail()] = labels;
    const newer = (await label(gateway, lot, 0, a, { revision: 1, replaces: first.id })).event;
    const left = [lot.items[2]?.id ?? ''];
    now = lot.deadline + 1;
    const differs = { status: 409, code: 'lot-closing-differs' };
    expect(await close(lot, bodyOf([newer, second], { cause: 'deadline', left }))).to.deep.equal(differs);
    expect(await close(lot, bodyOf([newer, second], { cause: 'deadline', reports: 1 }))).to.deep.equal(differs);
    expect(await close(lot, bodyOf([first, second, third]))).to.deep.equal(differs);
    expect(await close(lot, bodyOf([second, newer, third]))).to.deep.equal(differs);
    expect((await close(lot, bodyOf([newer, second, third]))).status).to.equal(201);
    now = Date.now();
  });

  it('waits for the deadline while items are left, which then leave the lot', async () => {
    const lot = await openLot(gateway, { deadline: now + 60_000 });
    const only = (await label(gateway, lot, 1, gateway.space.labeler)).event;
    const left = [lot.items[0]?.id ?? '', lot.items[2]?.id ?? ''];
    const body = bodyOf([only], { cause: 'deadline', left });
    expect(await close(lot, body)).to.deep.equal({ status: 409, code: 'lot-deadline-ahead' });
    expect(await close(lot, bodyOf([only]))).to.deep.equal({ status: 409, code: 'lot-incomplete' });
    now += 60_000;
    expect(await tasksOf()).to.deep.include({ id: lot.id, ready: true });
    expect((await close(lot, body)).status).to.equal(201);
    now = Date.now();
  });

  it('and a label that arrive at the same moment never both count what the other denies', async () => {
    for (let repetition = 0; repetition < 10; repetition++) {
      const lot = await openLot(gateway, { texts: ['只有一项'], deadline: now + 60_000 });
      const left = [lot.items[0]?.id ?? ''];
      now += 60_001;
      const [late, closing] = await Promise.all([
        label(gateway, lot, 0, gateway.space.labeler),
        close(lot, bodyOf([], { cause: 'deadline', left })),
      ]);
      expect([late.status, closing.status]).to.have.members([201, 409]);
      expect(late.status === 201 ? closing.code : late.code).to.equal(late.status === 201 ? 'lot-closing-differs' : 'lot-closed');
      now = Date.now();
    }
  });
});
