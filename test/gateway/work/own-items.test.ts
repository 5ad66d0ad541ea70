import { expect } from 'chai';
import type { TestGateway } from '../../support/gateway.ts';
import { finishLot, hireLabeler, label, openLot, report, signRoster, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import type { Actor } from '../../support/scripted-space.ts';

const LEASE_TIME = 600_000;

describe('an item that is opened again', () => {
  let now = Date.now();
  let gateway: TestGateway;
  let a: Actor;
  let b: Actor;
  before(async () => {
    gateway = await startLabelingGateway({ leaseTime: LEASE_TIME, clock: () => now });
    a = gateway.space.labeler;
    b = await hireLabeler(gateway);
  });
  after(() => gateway.close());

  const open = (options: Parameters<typeof openLot>[1] = {}) => openLot(gateway, { labelers: [a, b], ...options });
  const ask = async ({ items }: Pick<OpenLot, 'items'>, at: number, as: Actor) => {
    const { status, json } = await gateway.call('GET', `/api/items/${items[at]?.id}`, { as });
    return { status, code: json['code'], json };
  };
  const refused = { status: 403, code: 'item-not-own' };

  it('comes with what opens its commitment to the author of its label, however often she corrected it', async () => {
    const lot = await open();
    const { event } = await label(gateway, lot, 0, a);
    const expected = { item: lot.items[0]?.id, opening: lot.items[0]?.opening };
    expect((await ask(lot, 0, a)).json).to.deep.equal(expected);
    expect((await label(gateway, lot, 0, a, { revision: 1, replaces: event.id })).status).to.equal(201);
    expect((await ask(lot, 0, a)).json).to.deep.equal(expected);
  });

  it('comes to its holder with the end of the lease, and to nobody else', async () => {
    const lot = await open();
    await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as: a });
    expect((await ask(lot, 0, a)).json).to.deep.include({ item: lot.items[0]?.id, until: now + LEASE_TIME });
    expect(await ask(lot, 0, b)).to.deep.include(refused);
    // Late work counts: she may go on with what she began.
    now += LEASE_TIME;
    const { json } = await ask(lot, 0, a);
    expect(json).to.deep.equal({ item: lot.items[0]?.id, opening: lot.items[0]?.opening });
    expect(await ask(lot, 0, b)).to.deep.include(refused);
  });

  it('does not come to somebody on the same roster who did not label it', async () => {
    const lot = await open();
    await label(gateway, lot, 0, a);
    await report(gateway, lot, 1, a);
    expect(await ask(lot, 0, b)).to.deep.include(refused);
    for (const at of [1, 2]) expect(await ask(lot, at, a), String(at)).to.deep.include(refused);
  });

  it('does not come where no correction is taken any more', async () => {
    const [closed, left, late] = [await open(), await open(), await open({ deadline: now + 1000 })];
    await finishLot(gateway, closed, a);
    expect(await ask(closed, 0, a)).to.deep.include({ status: 409, code: 'lot-closed' });
    await label(gateway, left, 0, a);
    await signRoster(gateway, left, [b], 2);
    expect(await ask(left, 0, a)).to.deep.include({ status: 403, code: 'not-on-roster' });
    await label(gateway, late, 0, a);
    now += 1000;
    expect(await ask(late, 0, a)).to.deep.include({ status: 409, code: 'lot-deadline-passed' });
  });

  it('is unknown before it is delivered', async () => {
    const lot = await open({ deliver: 1 });
    expect(await ask(lot, 1, a)).to.deep.include({ status: 404, code: 'item-not-delivered' });
    expect((await gateway.call('GET', `/api/items/${gateway.script.newId()}`, { as: a })).json['code']).to.equal('item-not-delivered');
  });
});
