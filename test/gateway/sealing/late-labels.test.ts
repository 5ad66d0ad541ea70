import { expect } from 'chai';
import type { SealedItem } from '../../../api/sealed.ts';
import { accountForItems, toClosing, type Label } from '../../../provenance/space/accounting.ts';
import { personsIn } from '../../../provenance/space/people.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import { createSender, hireLabeler, signRoster, startLabelingGateway } from '../../support/labeling.ts';
import { toWork } from '../../support/logged-work.ts';
import { seededRandom } from '../../support/random.ts';
import { openSealedLot, type SealedLot } from '../../support/sealed-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('sealed labels whose leases ran out', () => {
  const LEASE = 60_000;
  let now = Date.now();
  let gateway: TestGateway;
  let people: readonly [Actor, Actor, Actor];
  before(async () => {
    gateway = await startLabelingGateway({ clock: () => now, leaseTime: LEASE });
    people = [gateway.space.labeler, await hireLabeler(gateway), await hireLabeler(gateway)];
  });
  after(() => gateway.close());

  const open = async (terms: { readonly overlap?: number; readonly late: number }) => {
    const lot = await openSealedLot(gateway, people, { ...terms, deadline: now + 60 * LEASE });
    const { sealed, wrapFor } = lot.seal();
    await lot.deliver(sealed);
    await lot.wrap(people.map(wrapFor));
    const at = (position: number): SealedItem => sealed[position] ?? expect.fail('no item');
    return { lot, label: (position: number, by: Actor) => lot.label(position, by, { item: at(position) }), at };
  };
  const lease = async ({ id }: SealedLot, as: Actor): Promise<unknown> =>
    (await gateway.call('POST', `/api/lots/${id}/leases`, { as })).json['item'];
  const countsOf = async ({ id }: SealedLot) => (await gateway.call('GET', `/api/lots/${id}`, { as: gateway.space.keeper })).json['counts'];
  const close = async ({ id, lot }: SealedLot, labels: readonly Label[], unreadable: ReadonlySet<string>) => {
    const personOf = personsIn(gateway.script.replay().state);
    const body = toClosing(accountForItems(lot.signed, { labels, reports: [] }, { unreadable, personOf }));
    now = body.left.length > 0 ? Math.max(now, lot.signed.event.body.deadline + 1) : now + LEASE + 1;
    return await createSender(gateway).attempt('lot-closed', gateway.space.connector, { subject: { id }, body, refs: [lot.id] });
  };
  /** Two labels of the first item; the second one came late. */
  const labelTwice = async (late: number) => {
    const opened = await open({ late });
    const [a, b] = people;
    await lease(opened.lot, a);
    now += LEASE + 1;
    await lease(opened.lot, b);
    const [first, second] = [await opened.label(0, b), await opened.label(0, a)];
    expect([first.status, second.status]).to.deep.equal([201, 201]);
    expect(await countsOf(opened.lot)).to.include({ labeled: 1, late: 1, free: 2 });
    return { ...opened, first: first.event, second: second.event };
  };

  it('move up when the label before them does not open', async () => {
    const { lot, first } = await labelTwice(1);
    expect((await lot.declare(0, first.id)).status).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 0, free: 2 });
    expect((await lot.declare(0, first.id)).code).to.equal('label-not-counting');
  });

  it('go when they do not open themselves; the item stays done, and the lot can pay another', async () => {
    const { lot, second, label } = await labelTwice(1);
    expect((await lot.declare(0, second.id)).status).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 0, free: 2 });
    const [a] = people;
    expect((await label(0, a)).status).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 1, late: 1 });
  });

  it('leave the place, when it is free again, sealed as the item was sealed last: whoever joined can have it', async () => {
    const [a, b, joined] = people;
    const lot = await openSealedLot(gateway, [a, b], { overlap: 2 });
    const first = lot.seal(1);
    await lot.deliver(first.sealed);
    await lot.wrap([a, b].map(first.wrapFor));
    const { event } = await lot.label(0, a, { item: first.sealed[0] ?? expect.fail() });
    await signRoster(gateway, { project: lot.project, opened: lot.opened }, [b, joined], 2);
    const second = lot.seal(2);
    await lot.deliver(second.sealed);
    await lot.wrap([b, joined].map(second.wrapFor));
    await lot.label(0, b, { item: second.sealed[0] ?? expect.fail() });
    expect((await lot.declare(0, event.id)).status).to.equal(201);
    expect(await lease(lot, joined)).to.equal(lot.items[0]?.id);
  });

  it('are counted alike by the gateway and by whoever replays the log, whatever opens and what does not (40 lots)', async function () {
    this.timeout(120_000);
    const seed = process.env['LATE_SEED'] ?? 'late labels';
    const lates = new Set<number>();
    for (let round = 0; round < 40; round++) {
      const random = seededRandom(`${seed} ${round}`);
      const pick = <T>(from: readonly [T, ...T[]]): T => from[(random(1)[0] ?? 0) % from.length] ?? from[0];
      const opened = await open({ late: pick([1, 2]), ...pick([{}, { overlap: 2 }]) });
      const { lot } = opened;
      const labels: Label[] = [];
      const unreadable = new Set<string>();
      const [slow, quick] = people;
      await lease(lot, slow);
      now += LEASE + 1;
      await lease(lot, quick);
      for (const first of [quick, slow]) labels.push(toWork((await opened.label(0, first)).event));
      for (let step = 0; step < 12; step++) {
        const [who, at, act] = [
          pick(people),
          pick([0, 1]),
          pick(['lease', 'lease', 'wait', 'label', 'label', 'correct', 'spoil'] as const),
        ];
        const own = labels.findLast(
          ({ id, signed: { event } }) => event.actor.key === hexOf(who) && event.subject.id === lot.items[at]?.id && !unreadable.has(id),
        );
        if (act === 'lease') await lease(lot, who);
        else if (act === 'wait') now += LEASE / 2 + 1;
        else if (act === 'spoil' && own !== undefined) {
          if ((await lot.declare(at, own.id)).status === 201) unreadable.add(own.id);
        } else {
          const correction =
            act === 'correct' && own !== undefined ? { revision: own.signed.event.body.revision + 1, replaces: own.id } : {};
          const { status, event } = await lot.label(at, who, { item: opened.at(at), ...correction });
          if (status === 201) labels.push(toWork(event));
        }
      }
      lates.add(((await countsOf(lot)) as { readonly late: number }).late);
      expect((await close(lot, labels, unreadable)).code, `LATE_SEED=${seed}, round ${round}`).to.equal(undefined);
    }
    expect(lates).to.include(1);
  });
});
