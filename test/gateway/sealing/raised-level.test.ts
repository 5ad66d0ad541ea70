import { expect } from 'chai';
import type { Lease } from '../../../api/work.ts';
import { ItemHeaders1765200000000 } from '../../../gateway/migrations/0114-item-headers.ts';
import { createSealingStore } from '../../../gateway/sealing/store.ts';
import { headerHash } from '../../../privacy/sealing/header.ts';
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

  it('is handed out to nobody as it was sealed before, once its connector says so; whoever opened it can hand her label in', async () => {
    lot = await openSealedLot(gateway, [wang, li]);
    const first = lot.seal();
    await lot.deliver(first.sealed);
    await lot.wrap([wang, li].map(first.wrapFor));
    const { lease: held } = await lease(wang);
    expect((await lot.label(1, li, { item: first.sealed[1] ?? expect.fail() })).status).to.equal(201);
    expect((await lot.reseal([0, 1, 2], 2)).status).to.equal(201);
    expect([await freeFor(wang), await freeFor(li)]).to.deep.equal([0, 0]);
    expect((await lease(li)).code).to.equal('nothing-free');
    for (const [at, by] of [
      [0, wang],
      [1, li],
    ] as const)
      expect((await ask('GET', `/api/items/${lot.items[at]?.id}`, by)).code).to.equal('item-not-sealed-for');
    const second = lot.seal(2);
    await lot.deliver(second.sealed);
    await lot.wrap([wang, li].map(second.wrapFor));
    expect((await lease(wang)).lease).to.deep.include({ item: held.item, sealed: second.sealed[0] });
    expect((await lease(li)).lease.sealed).to.deep.equal(second.sealed[2]);
    // What is done is there as it was sealed last, and the header that a label names stays with the label.
    expect((await ask('GET', `/api/items/${lot.items[1]?.id}`, li)).lease.sealed).to.deep.equal(second.sealed[1]);
    expect((await lot.label(0, wang, { item: first.sealed[0] ?? expect.fail() })).status).to.equal(201);
    for (const [at, by] of [
      [0, wang],
      [1, li],
    ] as const) {
      const { json } = await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: by });
      const [own] = json['labels'] as readonly { readonly header?: unknown }[];
      expect(own?.header).to.deep.equal(first.sealed[at]?.signed);
    }
    expect((await lot.reseal([0], 2)).code).to.equal('sealing-stale');
  });

  it('has the headers of items that were put down before headers were kept', async () => {
    lot = await openSealedLot(gateway, [wang]);
    const { sealed } = lot.seal();
    await lot.deliver(sealed);
    const queries = gateway.database.createQueryRunner();
    const migration = new ItemHeaders1765200000000();
    await migration.down(queries);
    await migration.up(queries);
    await queries.release();
    const hashes = sealed.map(({ signed }) => headerHash(signed.header));
    const kept = await createSealingStore(gateway.database.manager).headers(hashes);
    expect(hashes.map((hash) => kept.get(hash))).to.deep.equal(sealed.map(({ signed }) => signed));
  });

  it('is told apart from an open one, which nobody may go on with above g1', async () => {
    const open = await openLot(gateway, { labelers: [wang, li] });
    expect((await lease(wang, open.id)).status).to.equal(200);
    await gradeAnew(gateway, open.project, 'g2');
    for (const by of [wang, li]) expect(await lease(by, open.id)).to.include({ status: 403, code: 'level-forbids-delivery' });
  });
});
