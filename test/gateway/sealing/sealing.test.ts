import { expect } from 'chai';
import type { z } from 'zod';
import type { SealedItem } from '../../../api/sealed.ts';
import type { team } from '../../../api/team.ts';
import type { Lease } from '../../../api/work.ts';
import type { SealedLabel } from '../../../privacy/sealing/messages.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import { hireLabeler, openLot, signRoster, startLabelingGateway } from '../../support/labeling.ts';
import { openSealedLot, type SealedLot } from '../../support/sealed-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('a sealed lot at the gateway', () => {
  let gateway: TestGateway;
  let lot: SealedLot;
  let wang: Actor;
  let li: Actor;
  before(async () => {
    gateway = await startLabelingGateway();
    wang = gateway.space.labeler;
    li = await hireLabeler(gateway);
  });
  after(() => gateway.close());
  beforeEach(async () => {
    lot = await openSealedLot(gateway, [wang, li]);
  });

  const lease = async (as: Actor) => {
    const { status, json } = await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as });
    return { status, code: json['code'], lease: json as unknown as Extract<Lease, { sealed: unknown }> };
  };
  const item = (sealed: readonly SealedItem[], at = 0): SealedItem => sealed[at] ?? expect.fail('no item');
  const labelAt = async (at: number, by: Actor, sealed: readonly SealedItem[]) => {
    const { status, code, event } = await lot.label(at, by, { item: item(sealed, at) });
    return { status, code, signed: event.signed };
  };
  const counts = async () => (await gateway.call('GET', `/api/lots/${lot.id}`, { as: gateway.space.keeper })).json['counts'];
  const freeFor = async (as: Actor): Promise<unknown> => {
    const { json } = await gateway.call('GET', '/api/work', { as });
    return (json['lots'] as readonly { readonly id: string; readonly free: number }[]).find(({ id }) => id === lot.id)?.free;
  };

  it('hands an item out only to somebody for whom its batch was wrapped, with that wrap', async () => {
    const { sealed, wrapFor } = lot.seal();
    expect((await lot.deliver(sealed)).status).to.equal(200);
    expect(await counts()).to.include({ items: 3, free: 3 });
    expect([await freeFor(wang), await freeFor(li)]).to.deep.equal([0, 0]);
    expect(await lease(wang)).to.include({ status: 404, code: 'nothing-free' });
    const wrap = wrapFor(wang);
    expect((await lot.wrap([wrap])).status).to.equal(200);
    expect([await freeFor(wang), await freeFor(li)]).to.deep.equal([3, 0]);
    const given = await lease(wang);
    expect(given.lease).to.deep.include({ sealed: sealed[0], wrap });
    expect(await lease(li)).to.include({ code: 'nothing-free' });
  });

  it('never answers with the text or its salt', async () => {
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap([wrapFor(wang)]);
    const { lease: given } = await lease(wang);
    expect(JSON.stringify(given))
      .to.not.include(lot.items[0]?.opening.salt ?? '')
      .and.not.include('路灯');
  });

  it('refuses items that its connector did not sign for this place', async () => {
    const { sealed } = lot.seal();
    const [first, second] = [item(sealed), item(sealed, 1)];
    const elsewhere = await openSealedLot(gateway, [wang]);
    for (const [what, code] of [
      [{ ...first, box: second.box }, 'item-ciphertext-differs'],
      [{ ...first, signed: { ...first.signed, signature: second.signed.signature } }, 'header-signature-invalid'],
      [{ ...first, signed: { ...first.signed, header: { ...first.signed.header, version: 9 } } }, 'header-signature-invalid'],
      [item(lot.seal(1, { by: gateway.space.keeper }).sealed), 'header-signature-invalid'],
      [item(lot.seal(1, { lot: elsewhere.id }).sealed), 'header-foreign'],
      [item(elsewhere.seal().sealed), 'item-not-in-lot'],
    ] as const)
      expect((await lot.deliver([what])).json['code'], code).to.equal(code);
    expect(await counts()).to.include({ free: 0 });
  });

  it('refuses batch keys for strangers, for other places and by other keys', async () => {
    const { wrapFor } = lot.seal();
    const elsewhere = await openSealedLot(gateway, [wang]);
    const good = wrapFor(wang);
    for (const [wrap, code] of [
      [wrapFor(gateway.space.lead), 'wrap-recipient-unknown'],
      [elsewhere.seal().wrapFor(wang), 'wrap-foreign'],
      [lot.seal(1, { by: gateway.space.keeper }).wrapFor(wang), 'wrap-signature-invalid'],
      [{ ...good, wrap: { ...good.wrap, box: wrapFor(li).wrap.box } }, 'wrap-signature-invalid'],
    ] as const)
      expect((await lot.wrap([wrap])).json['code'], code).to.equal(code);
  });

  it('takes a newer sealing of an item and no older one, and none once it is labeled', async () => {
    const [old, newer, newest] = [lot.seal(1), lot.seal(2), lot.seal(3)];
    await lot.deliver(newer.sealed);
    await lot.deliver(old.sealed);
    await lot.wrap([newer.wrapFor(wang), old.wrapFor(wang), newest.wrapFor(wang)]);
    const { lease: given } = await lease(wang);
    expect(given.sealed).to.deep.equal(item(newer.sealed));
    expect((await lot.label(0, wang, { item: item(newer.sealed) })).status).to.equal(201);
    await lot.deliver(newest.sealed);
    expect((await lease(wang)).lease.sealed).to.deep.equal(item(newest.sealed, 1));
  });

  it('hands an item to as many people as its lot asks for, each with her own label alone', async () => {
    lot = await openSealedLot(gateway, [wang, li], { overlap: 2 });
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    const wraps = [wrapFor(wang), wrapFor(li)];
    await lot.wrap(wraps);
    expect(await counts()).to.include({ items: 6, free: 6 });
    const first = await lease(wang);
    const { signed } = await labelAt(0, wang, sealed);
    expect((await labelAt(0, wang, sealed)).code).to.equal('item-already-labeled');
    expect((await lease(wang)).lease.item).to.not.equal(first.lease.item);
    await labelAt(1, wang, sealed);
    await labelAt(2, wang, sealed);
    expect(await lease(wang)).to.include({ code: 'nothing-free' });
    const again = await lease(li);
    expect(again.lease).to.deep.include({ item: first.lease.item, sealed: sealed[0], wrap: wraps[1] });
    expect((await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: li })).json).to.deep.equal({ labels: [] });
    expect(JSON.stringify(again)).to.not.include(signed.event.body.sealed?.label ?? 'none');
    expect((await labelAt(0, li, sealed)).status).to.equal(201);
    const own = (await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: li })).json['labels'] as readonly {
      readonly signed: unknown;
    }[];
    expect(own.map((one) => (one.signed as SignedEvent).event.actor.key)).to.deep.equal([hexOf(li)]);
    expect(await counts()).to.include({ items: 6, labeled: 4, free: 2 });
  });

  it('seals a place anew that nobody has worked on, for whoever joined since, and leaves the others as they are', async () => {
    const zhou = await hireLabeler(gateway);
    lot = await openSealedLot(gateway, [wang, li], { overlap: 2 });
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap([wrapFor(wang), wrapFor(li)]);
    expect((await labelAt(0, wang, sealed)).status).to.equal(201);
    await signRoster(gateway, lot, [wang, zhou], 2);
    const anew = lot.seal(2);
    await lot.deliver(anew.sealed);
    await lot.wrap([anew.wrapFor(wang), anew.wrapFor(zhou)]);
    const given: Lease[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const query = given.length === 0 ? '' : `?held=${given.map((one) => one.item).join(',')}`;
      const { json } = await gateway.call('POST', `/api/lots/${lot.id}/leases${query}`, { as: zhou });
      given.push(json as unknown as Lease);
    }
    expect(given.map((one) => one.item)).to.have.members(lot.items.map(({ id }) => id));
    expect(given.map((one) => 'sealed' in one && one.sealed)).to.have.deep.members(anew.sealed);
    expect((await labelAt(0, zhou, anew.sealed)).status).to.equal(201);
  });

  it('shows a team lead nothing of its items', async () => {
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    const wrap = wrapFor(wang);
    await lot.wrap([wrap]);
    await lease(wang);
    const { signed } = await labelAt(1, wang, sealed);
    const { text, json } = await gateway.call('GET', '/api/team', { as: gateway.space.lead });
    const seen = json as unknown as z.infer<typeof team>;
    expect(seen.lots.find(({ id }) => id === lot.id)?.counts).to.include({ items: 3, labeled: 1, leased: 1 });
    expect(seen.people.find(({ key }) => key === hexOf(wang))?.lots).to.deep.include({ lot: lot.id, labeled: 1, reported: 0, earned: 35 });
    expect(seen.leases.map(({ lot: id, key }) => [id, key])).to.deep.include([lot.id, hexOf(wang)]);
    const label = signed.event.body;
    const withheld = [
      ...lot.items.flatMap((one) => [one.text, one.opening.salt, one.commitment]),
      ...sealed.flatMap(({ signed: { header, signature }, box }) => [box, signature, header.ciphertext]),
      wrap.wrap.box,
      label.result,
      label.sealed?.label ?? 'none',
    ];
    for (const content of withheld) expect(text).to.not.include(content);
    for (const path of [`/api/lots/${lot.id}/annotations`, `/api/items/${lot.items[0]?.id}`, `/api/lots/${lot.id}/leases`]) {
      const method = path.endsWith('leases') ? 'POST' : 'GET';
      expect((await gateway.call(method, path, { as: gateway.space.lead })).status, path).to.equal(403);
    }
  });

  it('takes no plain items in a sealed lot, and no sealed ones in an open lot', async () => {
    const open = await openLot(gateway);
    const { sealed } = lot.seal();
    const by = gateway.space.connector;
    const answer = await gateway.call('PUT', `/api/lots/${open.id}/sealed-items`, { by, json: { items: sealed } });
    expect(answer.json['code']).to.equal('sealing-unfit');
    expect((await gateway.call('PUT', `/api/lots/${lot.id}/items`, { by, json: { items: open.delivery } })).json['code']).to.equal(
      'sealing-unfit',
    );
  });

  describe('with labels', () => {
    let sealed: readonly SealedItem[] = [];
    beforeEach(async () => {
      const batch = lot.seal();
      ({ sealed } = batch);
      await lot.deliver(sealed);
      await lot.wrap([batch.wrapFor(wang), batch.wrapFor(li)]);
    });

    it('keeps a sealed label for its author and for the owner’s connector alone', async () => {
      await lease(wang);
      const { status, sealed: label } = await lot.label(0, wang, { item: item(sealed) });
      expect(status).to.equal(201);
      const { json: mine } = await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: wang });
      expect((mine['labels'] as readonly { sealed: unknown }[]).map((one) => one.sealed)).to.deep.equal([label]);
      expect((await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: li })).json['labels']).to.deep.equal([]);
      const { json } = await gateway.call('GET', `/api/lots/${lot.id}/annotations`, { by: gateway.space.connector });
      expect((json['annotations'] as readonly { sealed: unknown }[]).map((one) => one.sealed)).to.deep.equal([label]);
    });

    it('gives an item to the author of its label again, sealed as before, until the label no longer counts', async () => {
      const again = (as: Actor) => gateway.call('GET', `/api/items/${lot.items[0]?.id}`, { as });
      const { lease: given } = await lease(wang);
      const { event } = await lot.label(0, wang, { item: item(sealed) });
      const { json } = await again(wang);
      expect(json).to.deep.equal({ item: given.item, sealed: given.sealed, wrap: given.wrap });
      expect((await again(li)).json['code']).to.equal('item-not-own');
      await lot.declare(0, event.id);
      expect((await again(wang)).json['code']).to.equal('item-not-own');
    });

    it('refuses another label than was signed, and one that shows its answers', async () => {
      const other = await lot.label(1, wang, { item: item(sealed, 1) });
      expect((await lot.label(0, wang, { item: item(sealed), document: other.sealed })).code).to.equal('label-differs');
    });

    it('frees the item of a label that its connector cannot open, and only of the one that counts', async () => {
      const { event: first } = await lot.label(0, wang, { item: item(sealed) });
      const { event: second } = await lot.label(0, wang, { item: item(sealed), revision: 1, replaces: first.id });
      expect((await lot.declare(0, first.id)).code).to.equal('label-not-counting');
      expect((await lot.declare(0, second.id)).status).to.equal(201);
      expect(await counts()).to.include({ labeled: 1 });
      expect((await lot.declare(0, first.id)).status).to.equal(201);
      expect(await counts()).to.include({ labeled: 0, free: 3 });
      expect((await lot.label(0, li, { item: item(sealed) })).status).to.equal(201);
    });

    it('takes no more than 32 labels of one item from one person, however often they are taken back, and then lets others on', async () => {
      for (let at = 0; at < 32; at++) {
        const { event, status } = await lot.label(0, wang, { item: item(sealed) });
        expect(status, `label ${at}`).to.equal(201);
        expect((await lot.declare(0, event.id)).status).to.equal(201);
      }
      expect((await lot.label(0, wang, { item: item(sealed) })).code).to.equal('revisions-exhausted');
      expect((await lot.label(0, li, { item: item(sealed) })).status).to.equal(201);
      expect((await lot.label(1, wang, { item: item(sealed, 1) })).status).to.equal(201);
    });

    it('hands its labels out in pages that its connector can take, however long they are', async function () {
      this.timeout(90_000);
      const long = (): SealedLabel => ({ ...dummy, box: 'A'.repeat(1_398_100) });
      const { sealed: dummy } = await lot.label(0, wang, { item: item(sealed) });
      let replaces = (await lot.label(1, wang, { item: item(sealed, 1), spoil: long })).event.id;
      for (let revision = 1; revision < 12; revision++)
        replaces = (await lot.label(1, wang, { item: item(sealed, 1), revision, replaces, spoil: long })).event.id;
      const sizes: number[] = [];
      const seen: unknown[] = [];
      for (let next: number | undefined = -1; next !== undefined;) {
        const query = next === -1 ? '' : `?after=${next}`;
        const { json } = await gateway.call('GET', `/api/lots/${lot.id}/annotations${query}`, { by: gateway.space.connector });
        sizes.push(JSON.stringify(json).length);
        seen.push(...(json['annotations'] as readonly { index: number }[]).map(({ index }) => index));
        next = json['next'] as number | undefined;
      }
      expect(sizes.length).to.be.greaterThan(1);
      expect(Math.max(...sizes)).to.be.lessThan(20_000_000);
      expect(seen).to.have.length(13);
      expect(new Set(seen).size).to.equal(13);
    });

    it('has no files of a release, says so, takes none and asks for none', async () => {
      const { space } = gateway;
      const labels = [];
      for (const at of [0, 1, 2]) labels.push(await lot.label(at, wang, { item: item(sealed, at) }));
      const release = await lot.release(labels.map(({ event }) => event));
      const bundle = `/api/releases/${release}/items/${lot.items[0]?.id}/evidence`;
      for (const path of [`/api/releases/${release}/data`, bundle])
        // Not "not yet": nothing will come.
        expect((await gateway.call('GET', path, { as: space.keeper })).json['code'], path).to.equal('release-sealed');
      const { json } = await gateway.call('GET', '/api/connector/tasks', { by: space.connector });
      expect(json['releases']).to.deep.equal([]);
    });

    it('goes back to the label that was replaced, whatever else its author refers to', async () => {
      const { event: other } = await lot.label(1, wang, { item: item(sealed, 1) });
      const { event: first } = await lot.label(0, wang, { item: item(sealed) });
      const besides = ['ab'.repeat(32), other.id];
      const { event: second } = await lot.label(0, wang, { item: item(sealed), revision: 1, replaces: first.id, besides });
      const { event: third } = await lot.label(2, wang, { item: item(sealed, 2) });
      expect((await lot.declare(0, second.id)).status).to.equal(201);
      // Closes over the first label, so that one counts.
      await lot.release([first, other, third]);
    });

    it('lets nobody else declare a label unreadable', async () => {
      const { event } = await lot.label(0, wang, { item: item(sealed) });
      for (const by of [gateway.space.keeper, wang, li]) expect((await lot.declare(0, event.id, by)).code).to.equal('subject-foreign');
      expect(await counts()).to.include({ labeled: 1 });
    });
  });
});
