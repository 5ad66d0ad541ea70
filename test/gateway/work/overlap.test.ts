import { expect } from 'chai';
import { setTimeout } from 'node:timers/promises';
import { toHex } from '../../../common/encodings.ts';
import type { EventOf } from '../../../provenance/event/event.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import {
  createSender,
  hireLabeler,
  label,
  openLot,
  report,
  signRoster,
  startLabelingGateway,
  type OpenLot,
} from '../../support/labeling.ts';
import { toWork } from '../../support/logged-work.ts';
import { RESULT } from '../../support/scripted-lot.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

describe('a lot whose items several people label', () => {
  const LEASE = 60_000;
  let now = Date.now();
  let gateway: TestGateway;
  let a: Actor;
  let b: Actor;
  let c: Actor;
  before(async () => {
    gateway = await startLabelingGateway({ clock: () => now, leaseTime: LEASE });
    [a, b, c] = [gateway.space.labeler, await hireLabeler(gateway), await hireLabeler(gateway)];
  });
  after(() => gateway.close());

  const open = (overlap = 2) => openLot(gateway, { overlap, labelers: [a, b, c] });
  const ask = async (lot: OpenLot, as: Actor, held: readonly string[] = []) => {
    const query = held.length === 0 ? '' : `?held=${held.join(',')}`;
    const { status, json, text } = await gateway.call('POST', `/api/lots/${lot.id}/leases${query}`, { as });
    return { status, code: json['code'], item: json['item'] as string | undefined, text };
  };
  const placeOf = (lot: OpenLot, item: string | undefined): number => lot.items.findIndex(({ id }) => id === item);
  const refused = ({ status, code }: { readonly status: number; readonly code: unknown }) => ({ status, code });
  const countsOf = async (lot: OpenLot) => (await gateway.call('GET', `/api/lots/${lot.id}`, { as: a })).json['counts'];
  const mineOf = async (lot: OpenLot, as: Actor) =>
    (await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as })).json['labels'] as readonly {
      readonly signed: LoggedEvent['signed'];
      readonly opening?: unknown;
    }[];

  it('hands every item to two people, to nobody twice, and each first place before any second', async () => {
    const lot = await open();
    const seen: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const { item } = await ask(lot, a);
      seen.push(item ?? '');
      expect((await label(gateway, lot, placeOf(lot, item), a)).status).to.equal(201);
    }
    expect(seen).to.deep.equal(lot.items.map(({ id }) => id));
    expect(await ask(lot, a)).to.include({ status: 404, code: 'nothing-free' });
    expect(await countsOf(lot)).to.deep.equal({ items: 6, labeled: 3, reported: 0, leased: 0, free: 3, late: 0 });
    const [of, other] = await Promise.all([ask(lot, b), ask(lot, c)]);
    expect([of.status, other.status]).to.deep.equal([200, 200]);
    expect(of.item).to.not.equal(other.item);
  });

  it('never gives somebody an item that she holds already, nor one that she let run out while another place is free', async () => {
    const lot = await open();
    const held: string[] = [];
    for (let turn = 0; turn < 3; turn++) held.push((await ask(lot, a, held)).item ?? '');
    expect(new Set(held).size).to.equal(3);
    expect((await ask(lot, a, held)).code).to.equal('nothing-free');
    now += LEASE + 1;
    const again = await ask(lot, a);
    expect(again.item).to.equal(held[0]);
    const places = await gateway.database.query<unknown[]>('select place from item where lease_key = $1 and id = $2', [hexOf(a), held[0]]);
    expect(places).to.deep.equal([{ place: 0 }]);
  });

  it('takes a label of each and pays each; a second one by the same person, on whatever device, is refused', async () => {
    const lot = await open();
    expect((await label(gateway, lot, 0, a)).status).to.equal(201);
    expect(refused(await label(gateway, lot, 0, a))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    const { script, roots } = gateway.space;
    const device = script.certify(roots.firm, ['labeler'], { ...script.newActor(roots.firm.org), subject: a.subject });
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    await signRoster(gateway, lot, [device, b, c], 2);
    expect(refused(await label(gateway, lot, 0, device))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect(refused(await report(gateway, lot, 0, device))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect((await label(gateway, lot, 0, b)).status).to.equal(201);
    expect(refused(await label(gateway, lot, 0, c))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect(refused(await report(gateway, lot, 0, c))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    for (const [as, earned] of [
      [device, 35],
      [b, 35],
      [c, 0],
    ] as const) {
      const { json } = await gateway.call('GET', '/api/work', { as });
      const found = (json['lots'] as readonly { readonly id: string; readonly earned: number }[]).find(({ id }) => id === lot.id);
      expect(found?.earned).to.equal(earned);
    }
  });

  it('gives the first place of another item before a second one of any', async () => {
    const lot = await open();
    expect((await label(gateway, lot, 0, a)).status).to.equal(201);
    expect((await ask(lot, b)).item).to.equal(lot.items[1]?.id);
  });
  it('takes nothing more of whoever reported an item, and hands it to her no more', async () => {
    const lot = await open();
    expect((await report(gateway, lot, 0, a)).status).to.equal(201);
    expect((await label(gateway, lot, 0, a)).status).to.equal(409);
    expect((await report(gateway, lot, 0, a)).status).to.equal(409);
    const held: string[] = [];
    for (let turn = 0; turn < 2; turn++) held.push((await ask(lot, a, held)).item ?? '');
    expect(held).to.deep.equal(lot.items.slice(1).map(({ id }) => id));
    expect((await ask(lot, a, held)).code).to.equal('nothing-free');
  });

  it('keeps each blind to the other: what she is handed and what she reads holds nothing of the other’s label', async () => {
    const lot = await open();
    const secret = [{ from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['目标'] } }];
    const { event, opening } = await label(gateway, lot, 0, a, { result: secret });
    const { item, text } = await ask(lot, b, [lot.items[1]?.id ?? '', lot.items[2]?.id ?? '']);
    expect(item).to.equal(lot.items[0]?.id);
    const answers = [text];
    for (const path of [
      `/api/items/${item}`,
      `/api/lots/${lot.id}`,
      `/api/lots/${lot.id}/mine`,
      '/api/work',
      `/api/lots/${lot.id}/annotations`,
      `/api/projects/${lot.project}`,
    ])
      answers.push((await gateway.call('GET', path, { as: b })).text);
    const result = event.signed.event.body.result;
    for (const answer of answers)
      for (const trace of [result, opening.salt, event.id, event.salt ?? 'none']) expect(answer).to.not.include(trace);
    // The project's own words name every choice.
    for (const answer of answers.slice(0, -1)) expect(answer).to.not.include('目标');
    expect((await label(gateway, lot, 0, b)).status).to.equal(201);
    expect((await mineOf(lot, b)).map(({ signed }) => signed.event.actor.key)).to.deep.equal([hexOf(b)]);
    expect((await mineOf(lot, a)).map(({ opening: own }) => own)).to.deep.equal([opening]);
  });

  it('corrects each label by its author alone', async () => {
    const lot = await open();
    const [one, other] = [await label(gateway, lot, 0, a), await label(gateway, lot, 0, b)];
    expect(refused(await label(gateway, lot, 0, b, { revision: 1, replaces: one.event.id }))).to.deep.equal({
      status: 409,
      code: 'revision-out-of-order',
    });
    expect((await label(gateway, lot, 0, b, { revision: 1, replaces: other.event.id })).status).to.equal(201);
    expect((await label(gateway, lot, 0, a, { revision: 1, replaces: one.event.id })).status).to.equal(201);
    expect(await countsOf(lot)).to.include({ labeled: 2 });
  });

  it('is done once every place has a label or a report, and closes over all of them', async () => {
    const lot = await open();
    const labels: LoggedEvent<'annotation-signed'>[] = [];
    const add = async (at: number, by: Actor): Promise<void> => void labels.push((await label(gateway, lot, at, by)).event);
    await add(0, b);
    await add(1, b);
    await add(0, a);
    const isReady = async (): Promise<boolean | undefined> => {
      const { json } = await gateway.call('GET', '/api/connector/tasks', { by: gateway.space.connector });
      return (json['lots'] as readonly { readonly id: string; readonly ready: boolean }[]).find(({ id }) => id === lot.id)?.ready;
    };
    await report(gateway, lot, 1, a);
    await report(gateway, lot, 2, a);
    expect(await isReady()).to.equal(false);
    expect((await report(gateway, lot, 2, c)).status).to.equal(201);
    expect(await isReady()).to.equal(true);
    const [first, second, third] = labels as [
      LoggedEvent<'annotation-signed'>,
      LoggedEvent<'annotation-signed'>,
      LoggedEvent<'annotation-signed'>,
    ];
    const close = async (order: readonly LoggedEvent<'annotation-signed'>[], body: Partial<EventOf<'lot-closed'>['body']> = {}) =>
      (
        await createSender(gateway).attempt('lot-closed', gateway.space.connector, {
          subject: { id: lot.id },
          body: { cause: 'complete', labels: order.length, reports: 3, left: [], root: labelsRoot(order.map(toWork)), ...body },
          refs: [lot.lot.id],
        })
      ).code;
    expect(await close([first, second, third])).to.equal('lot-closing-differs');
    expect(await close([third, first, second])).to.equal('lot-closing-differs');
    expect(await close([first, second])).to.equal('lot-incomplete');
    expect(await close([first, second], { cause: 'deadline', left: [lot.items[0]?.id ?? ''] })).to.equal('lot-deadline-ahead');
    expect(await close([first, third, second])).to.equal(undefined);
  });

  it('leaves at the deadline the items that too few people labeled, with what was done counted', async () => {
    const lot = await openLot(gateway, { overlap: 3, labelers: [a, b, c], deadline: now + 60_000 });
    const one = await label(gateway, lot, 1, a, { result: RESULT });
    now += 61_000;
    const body = { cause: 'deadline' as const, labels: 1, reports: 0, root: labelsRoot([toWork(one.event)]) };
    const close = async (left: readonly string[]) =>
      await createSender(gateway).attempt('lot-closed', gateway.space.connector, {
        subject: { id: lot.id },
        body: { ...body, left: [...left] },
        refs: [lot.lot.id],
      });
    const items = lot.items.map(({ id }) => id);
    expect((await close(items.slice(0, 2))).code).to.equal('lot-incomplete');
    expect((await close(items)).status).to.equal(201);
  });

  it('promises an end of leases only for places that somebody could then have', async () => {
    const lot = await open();
    for (const at of [0, 1, 2]) await label(gateway, lot, at, a);
    await ask(lot, b);
    const { json } = await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as: a });
    expect(json['code']).to.equal('nothing-free');
    expect(json['details']).to.not.have.property('freeAt');
  });

  it('knows whose device it is though certificate, roster and label come in one batch', async () => {
    const { script, roots, keeper } = gateway.space;
    const lot = await open();
    await label(gateway, lot, 0, a);
    // The first fills the sequencer, so that the others wait together.
    script.certify(roots.firm, ['labeler']);
    const filler = script.events.at(-1) as LoggedEvent;
    const device = script.certify(roots.firm, ['labeler'], { ...script.newActor(roots.firm.org), subject: a.subject });
    const certified = script.events.at(-1) as LoggedEvent;
    const members = [device, b].map(({ certificate, key }) => ({ certificate, key: toHex(key.publicKey), duty: 'labeler' as const }));
    const roster = script.log('roster-signed', keeper, {
      subject: { id: lot.project },
      body: { number: 2, members },
      refs: [lot.opened.id],
    });
    const item = lot.items[0] ?? expect.fail('no item');
    const { opening, commitment } = script.seal('annotation', item.id, RESULT);
    const again = script.sign('annotation-signed', device, {
      subject: { id: item.id, commitment: item.commitment },
      body: { lot: lot.id, revision: 0, method: 'manual', result: commitment },
      refs: [lot.lot.id],
    });
    // Requests may overtake each other on their way: what came too early is sent again.
    const insist = async (...sent: Parameters<TestGateway['submit']>): Promise<unknown> => {
      for (;;) {
        const { status, json } = await gateway.submit(...sent);
        if (status === 201 || json['code'] === 'item-already-labeled') return json['code'] ?? status;
        await setTimeout(5);
      }
    };
    const answers = await Promise.all([
      insist(filler),
      insist(certified),
      insist(roster as unknown as LoggedEvent),
      insist(again as unknown as LoggedEvent, [{ kind: 'annotation', opening }]),
    ]);
    expect(answers).to.deep.equal([201, 201, 201, 'item-already-labeled']);
    expect(await countsOf(lot)).to.include({ labeled: 1 });
  });

  it('tells each how many items she can still get, which is not how many places are free', async () => {
    const lot = await open();
    const freeOf = async (as: Actor): Promise<unknown> => {
      const { json } = await gateway.call('GET', '/api/work', { as });
      return (json['lots'] as readonly { readonly id: string; readonly free: number }[]).find(({ id }) => id === lot.id)?.free;
    };
    const free = async (): Promise<readonly unknown[]> => [await freeOf(a), await freeOf(b), await freeOf(c)];
    expect(await free()).to.deep.equal([3, 3, 3]);
    await label(gateway, lot, 0, a);
    expect(await free()).to.deep.equal([2, 3, 3]);
    expect((await ask(lot, a)).item).to.equal(lot.items[1]?.id);
    await report(gateway, lot, 2, b);
    expect(await free()).to.deep.equal([1, 2, 3]);
    await label(gateway, lot, 0, b);
    expect(await free()).to.deep.equal([1, 1, 2]);
    now += LEASE + 1;
    expect(await free()).to.deep.equal([2, 1, 2]);
  });
});
