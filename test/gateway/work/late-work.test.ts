import { expect } from 'chai';
import { accountForItems, toClosing, type Label, type Report } from '../../../provenance/space/accounting.ts';
import { personsIn } from '../../../provenance/space/people.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { createSender, hireLabeler, label, openLot, report, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import { toWork } from '../../support/logged-work.ts';
import { seededRandom } from '../../support/random.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('work whose lease ran out', () => {
  const LEASE = 60_000;
  let now = Date.now();
  let gateway: TestGateway;
  let people: readonly [Actor, Actor, Actor, Actor];
  before(async () => {
    gateway = await startLabelingGateway({ clock: () => now, leaseTime: LEASE });
    people = [gateway.space.labeler, await hireLabeler(gateway), await hireLabeler(gateway), await hireLabeler(gateway)];
  });
  after(() => gateway.close());

  const open = (late = 1, more: { readonly overlap?: number; readonly texts?: readonly string[] } = {}) =>
    openLot(gateway, { labelers: people, deadline: now + 60 * LEASE, ...(late > 0 && { late }), ...more });
  const lease = async (lot: OpenLot, as: Actor): Promise<unknown> =>
    (await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as })).json['item'];
  const codeOf = async (answer: Promise<{ readonly status: number; readonly code: unknown }>): Promise<unknown> => {
    const { status, code } = await answer;
    return code ?? status;
  };
  const countsOf = async (lot: OpenLot, as = people[0]) => (await gateway.call('GET', `/api/lots/${lot.id}`, { as })).json['counts'];
  const workOf = async (lot: OpenLot, as: Actor) =>
    (
      (await gateway.call('GET', '/api/work', { as })).json['lots'] as readonly {
        readonly id: string;
        readonly free: number;
        readonly earned: number;
      }[]
    ).find(({ id }) => id === lot.id) ?? expect.fail('no such lot');
  const earnedBy = async (lot: OpenLot, as: Actor): Promise<number> => (await workOf(lot, as)).earned;
  const isReady = async (lot: OpenLot): Promise<boolean | undefined> => {
    const { json } = await gateway.call('GET', '/api/connector/tasks', { by: gateway.space.connector });
    return (json['lots'] as readonly { readonly id: string; readonly ready: boolean }[]).find(({ id }) => id === lot.id)?.ready;
  };
  /** a's lease of the first item ran out, and b holds it. */
  const lapse = async (lot: OpenLot): Promise<void> => {
    const [a, b] = people;
    expect(await lease(lot, a)).to.equal(lot.items[0]?.id);
    now += LEASE + 1;
    expect(await lease(lot, b)).to.equal(lot.items[0]?.id);
  };

  const close = async (lot: OpenLot, labels: readonly Label[]) => {
    const personOf = personsIn(gateway.script.replay().state);
    const body = toClosing(accountForItems(lot.lot.signed, { labels, reports: [] }, { personOf }));
    return await createSender(gateway).attempt('lot-closed', gateway.space.connector, {
      subject: { id: lot.id },
      body,
      refs: [lot.lot.id],
    });
  };

  it('counts if it comes first; whoever holds the item then is paid too, and the lot waits for her', async () => {
    const [a, b] = people;
    const lot = await open(1, { texts: ['一条'] });
    await lapse(lot);
    const late = await label(gateway, lot, 0, a);
    expect(late.status).to.equal(201);
    expect(await countsOf(lot)).to.deep.equal({ items: 1, labeled: 0, reported: 0, leased: 1, free: 0, late: 1 });
    expect(await isReady(lot)).to.equal(false);
    const refused = await close(lot, [toWork(late.event)]);
    expect([refused.code, refused.json['details']]).to.deep.equal(['lot-awaited', { lot: lot.id, until: now + LEASE }]);
    const own = await label(gateway, lot, 0, b);
    expect(own.status).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 1 });
    expect([await earnedBy(lot, a), await earnedBy(lot, b)]).to.deep.equal([lot.price, lot.price]);
    expect(await isReady(lot)).to.equal(true);
    expect((await close(lot, [toWork(late.event), toWork(own.event)])).status).to.equal(201);
  });

  it('fills the place once the lease of whoever held it has run out or was given back: nobody does it once more', async () => {
    const [a, b, c] = people;
    for (const leave of [
      async () => void (now += LEASE + 1),
      async (lot: OpenLot) => void (await gateway.call('DELETE', `/api/leases/${lot.items[0]?.id}`, { as: b })),
    ]) {
      const lot = await open(1, { texts: ['一条'] });
      await lapse(lot);
      const late = await label(gateway, lot, 0, a);
      await leave(lot);
      expect(await countsOf(lot)).to.deep.equal({ items: 1, labeled: 0, reported: 0, leased: 0, free: 0, late: 1 });
      expect((await workOf(lot, c)).free).to.equal(0);
      expect(await isReady(lot)).to.equal(true);
      expect(await lease(lot, c)).to.equal(undefined);
      expect(await countsOf(lot)).to.deep.equal({ items: 1, labeled: 1, reported: 0, leased: 0, free: 0, late: 0 });
      expect((await close(lot, [toWork(late.event)])).status).to.equal(201);
    }
  });

  it('fills at the deadline the place that somebody still holds', async () => {
    const [a] = people;
    const lot = await openLot(gateway, { labelers: people, late: 1, texts: ['一条'], deadline: now + LEASE + 100 });
    await lapse(lot);
    const late = await label(gateway, lot, 0, a);
    now += 100;
    expect((await close(lot, [toWork(late.event)])).status).to.equal(201);
  });

  it('is opened again after a reload by whoever held the item, and by nobody else', async () => {
    const [a, b, c] = people;
    const lot = await open();
    const reopen = async (as: Actor) => (await gateway.call('GET', `/api/items/${lot.items[0]?.id}`, { as })).status;
    await lapse(lot);
    expect([await reopen(a), await reopen(b), await reopen(c)]).to.deep.equal([200, 200, 403]);
    await label(gateway, lot, 0, b);
    expect([await reopen(a), await reopen(c)]).to.deep.equal([200, 403]);
    expect(await codeOf(report(gateway, lot, 0, a))).to.equal(201);
    expect(await reopen(a)).to.equal(403);
  });

  it('of a second person whose lease ran out waits until the place is done or free', async () => {
    const [a, b, c, d] = people;
    const lot = await open(2, { texts: ['一条'] });
    await lapse(lot);
    now += LEASE + 1;
    expect(await lease(lot, c)).to.equal(lot.items[0]?.id);
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal('item-leased');
    now += LEASE + 1;
    // c's lease ran out as well: a's label has the place, and b's is the late one.
    await lease(lot, d);
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 1 });
    expect(await codeOf(label(gateway, lot, 0, c))).to.equal('item-already-labeled');
  });

  it('is overlap if somebody else was quicker, and paid: a label and a report alike', async () => {
    const [a, b, c] = people;
    for (const send of [label, report]) {
      const lot = await open();
      await lapse(lot);
      expect(await codeOf(label(gateway, lot, 0, b))).to.equal(201);
      expect(await codeOf(send(gateway, lot, 0, a))).to.equal(201);
      expect(await earnedBy(lot, a)).to.equal(lot.price);
      expect(await countsOf(lot)).to.deep.equal({ items: 3, labeled: 1, reported: 0, leased: 0, free: 2, late: 1 });
      expect(await codeOf(send(gateway, lot, 0, a))).to.match(/^item-already-/);
      expect(await codeOf(send(gateway, lot, 0, c))).to.equal('item-already-labeled');
    }
  });

  it('can be corrected by its author, and by nobody else', async () => {
    const [a, b] = people;
    const lot = await open();
    await lapse(lot);
    await label(gateway, lot, 0, b);
    const { event } = await label(gateway, lot, 0, a);
    expect(await codeOf(label(gateway, lot, 0, b, { revision: 1, replaces: event.id }))).to.equal('revision-out-of-order');
    expect(await codeOf(label(gateway, lot, 0, a, { revision: 1, replaces: event.id }))).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 1 });
  });

  it('is refused from whoever never held the item, or gave it back', async () => {
    const [a, b, c] = people;
    const lot = await open();
    expect(await lease(lot, c)).to.equal(lot.items[0]?.id);
    await gateway.call('DELETE', `/api/leases/${lot.items[0]?.id}`, { as: c });
    await lapse(lot);
    expect(await codeOf(label(gateway, lot, 0, c))).to.equal('item-leased');
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, c))).to.equal('item-already-labeled');
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal(201);
  });

  it('is refused once the lot pays no more of it, and takes nobody’s place then', async () => {
    const [a, b, c, d] = people;
    const lot = await open();
    await lapse(lot);
    expect(await lease(lot, c)).to.equal(lot.items[1]?.id);
    now += LEASE + 1;
    // b lets the first item run out as well, d takes it and then the second.
    expect(await lease(lot, d)).to.equal(lot.items[0]?.id);
    expect(await codeOf(label(gateway, lot, 0, d))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal('late-work-full');
    expect(await lease(lot, d)).to.equal(lot.items[1]?.id);
    const refused = await label(gateway, lot, 1, c);
    expect([refused.code, refused.json['details']]).to.deep.equal(['late-work-full', { item: lot.items[1]?.id, lot: lot.id, most: 1 }]);
    expect(await countsOf(lot)).to.include({ leased: 1, late: 1 });
    expect(await codeOf(label(gateway, lot, 1, d))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 1, c))).to.equal('late-work-full');
  });

  it('is nobody’s who gave the item back, also if an earlier lease of hers ran out', async () => {
    const [a, b] = people;
    const lot = await open(1, { texts: ['一条'] });
    await lapse(lot);
    now += LEASE + 1;
    expect(await lease(lot, a)).to.equal(lot.items[0]?.id);
    await gateway.call('DELETE', `/api/leases/${lot.items[0]?.id}`, { as: a });
    expect(await lease(lot, b)).to.equal(lot.items[0]?.id);
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal('item-already-labeled');
  });

  it('leaves each her place where several people label an item', async () => {
    const [a, b, c] = people;
    const lot = await open(1, { texts: ['一条'], overlap: 2 });
    expect(await lease(lot, a)).to.equal(lot.items[0]?.id);
    now += LEASE + 1;
    expect([await lease(lot, b), await lease(lot, c)]).to.deep.equal([lot.items[0]?.id, lot.items[0]?.id]);
    for (const by of [a, b, c]) expect(await codeOf(label(gateway, lot, 0, by))).to.equal(201);
    expect(await countsOf(lot)).to.include({ items: 2, labeled: 2, late: 1 });
  });

  it('is refused as ever in a lot that pays none', async () => {
    const [a, b] = people;
    const lot = await open(0);
    await lapse(lot);
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal('item-leased');
    expect(await codeOf(label(gateway, lot, 0, b))).to.equal(201);
    expect(await codeOf(label(gateway, lot, 0, a))).to.equal('item-already-labeled');
  });

  it('is counted alike by the gateway and by whoever replays the log, whatever people do (60 lots)', async function () {
    this.timeout(120_000);
    const seed = process.env['LATE_SEED'] ?? 'late work';
    const lates: number[] = [];
    for (let round = 0; round < 60; round++) {
      const random = seededRandom(`${seed} ${round}`);
      const pick = <T>(from: readonly [T, ...T[]]): T => from[(random(1)[0] ?? 0) % from.length] ?? from[0];
      const lot = await open(pick([1, 2]), pick([{}, { overlap: 2 }]));
      const [labels, reports]: [Label[], Report[]] = [[], []];
      for (let step = 0; step < 24; step++) {
        const who = pick(people);
        const at = pick([0, 1, 2]);
        const act = pick(['lease', 'lease', 'lease', 'wait', 'wait', 'label', 'label', 'report', 'return']);
        if (act === 'lease') await lease(lot, who);
        else if (act === 'wait') now += LEASE / 2 + 1;
        else if (act === 'return') await gateway.call('DELETE', `/api/leases/${lot.items[at]?.id}`, { as: who });
        else if (act === 'label') {
          const { status, event } = await label(gateway, lot, at, who);
          if (status === 201) labels.push(toWork(event));
        } else {
          const { status, event } = await report(gateway, lot, at, who);
          if (status === 201) reports.push(toWork(event));
        }
      }
      const body = toClosing(accountForItems(lot.lot.signed, { labels, reports }, { personOf: personsIn(gateway.script.replay().state) }));
      now = body.left.length > 0 ? Math.max(now, lot.deadline + 1) : now + LEASE + 1;
      const closing = { subject: { id: lot.id }, body, refs: [lot.lot.id] };
      const { late } = (await countsOf(lot)) as { readonly late: number };
      lates.push(late);
      const { code } = await createSender(gateway).attempt('lot-closed', gateway.space.connector, closing);
      expect(code, `LATE_SEED=${seed}, round ${round}`).to.equal(undefined);
      expect(body.labels + body.reports).to.equal(labels.length + reports.length);
    }
    expect(lates.filter((late) => late > 0).length).to.be.greaterThan(5);
  });
});
