import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { toHex } from '../../../common/encodings.ts';
import { ENTITIES, MIGRATIONS } from '../../../gateway/database.ts';
import { createLeaseStore } from '../../../gateway/work/lease-store.ts';
import { openTestDatabase } from '../../support/database.ts';
import { createTestSpace, hexOf, type TestGateway } from '../../support/gateway.ts';
import { createSender, hireLabeler, label, openLot, signRoster, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import type { Actor } from '../../support/scripted-space.ts';
import { readVectorJson } from '../../support/vectors.ts';

interface Case {
  readonly tasks: readonly { readonly data: { readonly text: string } }[];
  readonly lease_seconds: number;
}

describe('leases of items', () => {
  const { tasks, lease_seconds: seconds } = readVectorJson<Case>('cases/05-two-labellers.json');
  const texts = tasks.map(({ data }) => data.text);
  const leaseTime = seconds * 1000;
  let now = Date.now();
  let database: DataSource;
  let gateway: TestGateway;
  let people: readonly [Actor, Actor, Actor, Actor];
  before(async () => {
    const clock = (): number => now;
    const space = createTestSpace();
    database = await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS });
    gateway = await startLabelingGateway({ leaseTime, clock, database, space });
    people = [gateway.space.labeler, await hireLabeler(gateway), await hireLabeler(gateway), await hireLabeler(gateway)];
  });
  after(async () => {
    await gateway.close();
    await database.destroy();
  });

  const ask = async (lot: OpenLot, as: Actor, at: TestGateway = gateway) => {
    const { status, json } = await at.call('POST', `/api/lots/${lot.id}/leases`, { as });
    return { status, code: json['code'], item: json['item'] as string | undefined, until: json['until'] as number | undefined, json };
  };
  const place = (lot: OpenLot, item: string | undefined): number => lot.items.findIndex(({ id }) => id === item);

  it('never give one item to two people who ask at the same moment, and never forget one that ran out (50 times)', async () => {
    const [a, b, c, d] = people;
    for (let repetition = 0; repetition < 50; repetition++) {
      const lot = await openLot(gateway, { texts, labelers: people });
      const [first, second] = await Promise.all([ask(lot, a), ask(lot, b)]);
      expect([first.status, second.status]).to.deep.equal([200, 200]);
      expect(first.item).not.to.equal(second.item);
      const third = await ask(lot, c);
      expect(new Set([first.item, second.item, third.item]).size).to.equal(3);
      const nothing = await ask(lot, d);
      expect(nothing).to.include({ status: 404, code: 'nothing-free' });
      expect(nothing.json['details']).to.deep.equal({ lot: lot.id, freeAt: now + leaseTime });
      now += leaseTime + 1000;
      const late = await ask(lot, d);
      expect(place(lot, late.item)).to.equal(0);
      const slow = late.item === first.item ? a : b;
      const refused = await label(gateway, lot, 0, slow);
      expect({ status: refused.status, code: refused.code }).to.deep.equal({ status: 409, code: 'item-leased' });
      expect((await label(gateway, lot, 0, d)).status).to.equal(201);
      const later = await label(gateway, lot, 0, slow);
      expect({ status: later.status, code: later.code }).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    }
  });

  it('are taken in one way to the database and back: whoever waits for her next task waits for each', async () => {
    const [a] = people;
    const lot = await openLot(gateway, { texts, labelers: people });
    const asked: string[] = [];
    const counting = Object.create(database, {
      query: {
        value: (sql: string, parameters: unknown[]) => {
          asked.push(sql);
          return database.query(sql, parameters);
        },
      },
      transaction: { value: () => expect.fail('a transaction takes several ways') },
    }) as DataSource;
    const key = hexOf(a);
    const holder = { person: a.subject, key, keys: [key], openingKey: toHex(a.opening.publicKey) };
    const lease = await createLeaseStore(counting).take(lot.id, holder, { now, until: now + leaseTime, except: [] });
    expect(place(lot, lease?.item)).to.equal(0);
    expect(asked).to.have.length(1);
    expect((await ask(lot, a)).item).to.equal(lease?.item);
  });

  it('give the holder another item when she names those that she has, and at most twenty-one', async () => {
    const lot = await openLot(gateway, { texts: Array.from({ length: 23 }, (_, at) => `任务${at}`), labelers: people });
    const held: string[] = [];
    const more = async () => await gateway.call('POST', `/api/lots/${lot.id}/leases?held=${held.join(',')}`, { as: people[0] });
    held.push(String((await ask(lot, people[0])).item));
    for (let n = 1; n < 21; n++) held.push(String((await more()).json['item']));
    expect(new Set(held).size).to.equal(21);
    expect((await more()).status).to.equal(400);
    const named = held.slice(0, 20);
    const again = await gateway.call('POST', `/api/lots/${lot.id}/leases?held=${named.join(',')}`, { as: people[0] });
    expect(again.json['item']).to.equal(held[20]);
    expect(held).to.not.include((await ask(lot, people[1])).item);
  });

  it('keep the label of somebody whose lease ran out when nobody took the item meanwhile', async () => {
    const lot = await openLot(gateway, { texts, labelers: people });
    const { item } = await ask(lot, people[0]);
    now += leaseTime + 1;
    expect((await label(gateway, lot, place(lot, item), people[0])).status).to.equal(201);
  });

  it('hand each item to one of many who ask at once, at two replicas', async () => {
    const wide = Array.from({ length: 12 }, (_, at) => `任务${at}`);
    const many = [...people];
    for (let n = 0; n < 8; n++) many.push(await hireLabeler(gateway));
    const lot = await openLot(gateway, { texts: wide, labelers: many });
    const replica = await startLabelingGateway({ leaseTime, clock: () => now, database, space: gateway.space, isLogged: true });
    const leases = await Promise.all(many.map((person, at) => ask(lot, person, at % 2 === 0 ? gateway : replica)));
    expect(leases.map(({ status }) => status)).to.deep.equal(many.map(() => 200));
    expect(new Set(leases.map(({ item }) => item)).size).to.equal(12);
    await replica.close();
    // The replica took the log over; a gateway that starts anew goes on.
    await gateway.close();
    gateway = await startLabelingGateway({ leaseTime, clock: () => now, database, space: gateway.space, isLogged: true });
  });

  it('give the same person her own item again, also when two of her tabs ask at once', async () => {
    const lot = await openLot(gateway, { texts, labelers: people });
    const [one, two] = await Promise.all([ask(lot, people[0]), ask(lot, people[0])]);
    expect(one.item).to.equal(two.item);
    now += 500;
    const again = await ask(lot, people[0]);
    expect(again.item).to.equal(one.item);
    expect(again.until).to.equal(now + leaseTime);
  });

  it('come with the item and what opens its commitment', async () => {
    const lot = await openLot(gateway, { texts, labelers: people });
    const { item, json } = await ask(lot, people[0]);
    expect(json['opening']).to.deep.equal(lot.items[place(lot, item)]?.opening);
  });

  it('are renewed and given back by their holder alone', async () => {
    const lot = await openLot(gateway, { texts, labelers: people });
    const [a, b] = people;
    const { item } = await ask(lot, a);
    now += 1000;
    const renew = async (as: Actor) => {
      const { status, json } = await gateway.call('POST', `/api/leases/${item}/renew`, { as });
      return { status, code: json['code'], until: json['until'] };
    };
    const giveBack = async (as: Actor) => {
      const { status, json } = await gateway.call('DELETE', `/api/leases/${item}`, { as });
      return { status, code: json['code'] };
    };
    expect(await renew(b)).to.deep.include({ status: 409, code: 'lease-lost' });
    expect(await giveBack(b)).to.deep.equal({ status: 409, code: 'lease-lost' });
    expect(await renew(a)).to.deep.include({ status: 200, until: now + leaseTime });
    now += leaseTime + 1;
    expect((await renew(a)).status).to.equal(200);
    now += leaseTime + 1;
    expect((await ask(lot, b)).item).to.equal(item);
    expect((await renew(a)).code).to.equal('lease-lost');
    expect(await giveBack(b)).to.deep.equal({ status: 204, code: undefined });
    expect((await ask(lot, a)).item).to.equal(item);
    expect((await gateway.call('POST', `/api/leases/${gateway.script.newId()}/renew`, { as: a })).json['code']).to.equal(
      'item-not-delivered',
    );
    expect((await gateway.call('DELETE', '/api/leases/x', { as: a })).status).to.equal(400);
  });

  it('are for labelers of the newest roster, before the deadline', async () => {
    const lot = await openLot(gateway, { texts, labelers: people.slice(0, 2), deadline: now + 60_000 });
    const outsider = await ask(lot, people[2]);
    expect(outsider).to.include({ status: 403, code: 'not-on-roster' });
    expect(outsider.json['details']).to.deep.include({ whoCanApprove: 'data-owner' });
    expect((await ask(lot, gateway.space.keeper)).code).to.equal('forbidden');
    expect((await gateway.call('POST', `/api/lots/${lot.id}/leases`)).status).to.equal(401);
    expect((await gateway.call('POST', `/api/lots/x/leases`, { as: people[0] })).status).to.equal(400);
    const { item } = await ask(lot, people[0]);
    await signRoster(gateway, lot, [people[1], people[2]], 2);
    expect((await ask(lot, people[0])).code).to.equal('not-on-roster');
    expect((await gateway.call('POST', `/api/leases/${item}/renew`, { as: people[0] })).json['code']).to.equal('not-on-roster');
    expect((await ask(lot, people[2])).status).to.equal(200);
    now += 60_000;
    expect((await ask(lot, people[1])).code).to.equal('lot-deadline-passed');
  });

  it('end once the level of the data was raised above what allowed the project', async () => {
    const [a] = people;
    const lot = await openLot(gateway, { texts, labelers: people });
    expect((await ask(lot, a)).status).to.equal(200);
    await createSender(gateway).send('dataset-graded', gateway.space.officer, {
      subject: { id: lot.table.dataset, commitment: lot.graded.signed.event.subject.commitment ?? '' },
      body: { level: 'g2', reasons: ['personal-information'], matrix: { major: 1, minor: 0 } },
      refs: [lot.registered.id],
    });
    const refused = await ask(lot, a);
    expect(refused).to.include({ status: 403, code: 'level-forbids-delivery' });
    expect(refused.json['details']).to.deep.include({ rule: 'LV-G2-OPEN', level: 'g2', whoCanApprove: 'nobody' });
  });
});
