import { expect } from 'chai';
import type { Lease } from '../../../api/work.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { gradeAnew, hire, openLot, startLabelingGateway } from '../../support/labeling.ts';
import { openSealedLot, type SealedLot } from '../../support/sealed-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('a sealed lot whose data are graded higher, at the gateway', () => {
  let gateway: TestGateway;
  let lot: SealedLot;
  /** Cleared for g1. */
  let wang: Actor;
  /** Cleared for g3. */
  let li: Actor;
  before(async () => {
    gateway = await startLabelingGateway();
    wang = gateway.space.labeler;
    li = await hire(gateway, ['labeler'], 'g3');
  });
  after(() => gateway.close());

  const ask = async (method: string, path: string, as: Actor) => {
    const { status, json } = await gateway.call(method, path, { as });
    return { status, code: json['code'], lease: json as unknown as Extract<Lease, { sealed: unknown }> };
  };
  const lease = (as: Actor, id = lot.id) => ask('POST', `/api/lots/${id}/leases`, as);
  const freeFor = async (as: Actor): Promise<number | undefined> =>
    ((await gateway.call('GET', '/api/work', { as })).json['lots'] as readonly { readonly id: string; readonly free: number }[]).find(
      ({ id }) => id === lot.id,
    )?.free;
  const NOT_CLEARED = { status: 403, code: 'not-cleared' };

  it('ends for whoever is not cleared for it: no item, no lease, no key; what she has done and had opened counts', async () => {
    lot = await openSealedLot(gateway, [wang, li]);
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap([wrapFor(wang), wrapFor(li)]);
    const { lease: held } = await lease(wang);
    expect((await lot.label(1, wang, { item: sealed[1] ?? expect.fail() })).status).to.equal(201);
    const { lease: kept } = await lease(li);
    await gradeAnew(gateway, lot.project, 'g3');
    expect(await lease(wang)).to.include(NOT_CLEARED);
    expect([await freeFor(wang), await freeFor(li)]).to.deep.equal([0, 1]);
    expect(await ask('POST', `/api/leases/${held.item}/renew`, wang)).to.include(NOT_CLEARED);
    for (const at of [0, 1]) expect(await ask('GET', `/api/items/${lot.items[at]?.id}`, wang)).to.include(NOT_CLEARED);
    // Hers is free for others at once; who is cleared keeps hers.
    expect(await ask('POST', `/api/leases/${kept.item}/renew`, li)).to.include({ status: 200 });
    expect((await gateway.call('GET', `/api/lots/${lot.id}`, { as: gateway.space.keeper })).json['counts']).to.include({
      leased: 1,
      free: 1,
    });
    expect((await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: wang })).json['labels']).to.have.length(1);
    const anew = lot.seal(2);
    await lot.deliver(anew.sealed);
    const { status, json } = await lot.wrap([anew.wrapFor(wang)]);
    expect({ status, code: json['code'] }).to.deep.equal({ status: 403, code: 'wrap-recipient-unknown' });
    expect((await lot.wrap([anew.wrapFor(li)])).status).to.equal(200);
    const { lease: hers } = await lease(li);
    expect(hers.sealed).to.deep.equal(anew.sealed[2]);
    expect((await lot.label(0, wang, { item: sealed[0] ?? expect.fail() })).status).to.equal(201);
  });

  it('goes on where it is graded lower again', async () => {
    lot = await openSealedLot(gateway, [wang, li]);
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap([wrapFor(wang)]);
    await gradeAnew(gateway, lot.project, 'g2');
    expect(await lease(wang)).to.include(NOT_CLEARED);
    await gradeAnew(gateway, lot.project, 'g1');
    expect((await lease(wang)).lease.sealed).to.deep.equal(sealed[0]);
  });

  it('is told apart from an open one, which nobody may go on with above g1', async () => {
    const open = await openLot(gateway, { labelers: [wang, li] });
    expect((await lease(wang, open.id)).status).to.equal(200);
    await gradeAnew(gateway, open.project, 'g2');
    for (const by of [wang, li]) expect(await lease(by, open.id)).to.include({ status: 403, code: 'level-forbids-delivery' });
  });
});
