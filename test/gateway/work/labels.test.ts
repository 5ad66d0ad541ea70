import { expect } from 'chai';
import type { Json } from '../../../common/canonical-json.ts';
import { brokenReason } from '../../../provenance/event/fields.ts';
import type { TestGateway } from '../../support/gateway.ts';
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
import { RESULT } from '../../support/scripted-lot.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

interface Listed {
  readonly annotations: readonly {
    readonly signed: LoggedEvent['signed'];
    readonly salt: string;
    readonly index: number;
    readonly opening?: unknown;
  }[];
  readonly next?: number;
}

describe('labels and reports', () => {
  let gateway: TestGateway;
  let a: Actor;
  let b: Actor;
  before(async () => {
    gateway = await startLabelingGateway();
    a = gateway.space.labeler;
    b = await hireLabeler(gateway);
  });
  after(() => gateway.close());

  const open = (options: Parameters<typeof openLot>[1] = {}) => openLot(gateway, { labelers: [a, b], ...options });
  const countsOf = async (lot: OpenLot) => (await gateway.call('GET', `/api/lots/${lot.id}`, { as: a })).json['counts'];
  const lease = async (lot: OpenLot, as: Actor) => (await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as })).json['item'];
  const list = async (lot: OpenLot, query = '') =>
    (await gateway.call('GET', `/api/lots/${lot.id}/annotations${query}`, { by: gateway.space.connector })).json as unknown as Listed;
  const refused = ({ status, code }: { readonly status: number; readonly code: unknown }) => ({ status, code });

  it('count, end the lease, and are paid', async () => {
    const lot = await open();
    await lease(lot, a);
    const first = await label(gateway, lot, 0, a);
    expect(first.status).to.equal(201);
    expect(await countsOf(lot)).to.deep.equal({ items: 3, labeled: 1, reported: 0, leased: 0, free: 2, late: 0 });
    await report(gateway, lot, 1, a);
    await label(gateway, lot, 2, b);
    expect(await countsOf(lot)).to.deep.equal({ items: 3, labeled: 2, reported: 1, leased: 0, free: 0, late: 0 });
    const { json } = await gateway.call('GET', '/api/work', { as: a });
    const mine = (json['lots'] as readonly { readonly id: string }[]).find(({ id }) => id === lot.id);
    expect(mine).to.deep.include({ id: lot.id, price: 35, labeled: 1, reported: 1, earned: 70 });
    const own = await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: a });
    expect((own.json['labels'] as readonly { readonly event: string }[]).map(({ event }) => event).length).to.equal(2);
    expect((own.json['labels'] as readonly object[])[0]).to.deep.include({
      item: lot.items[0]?.id,
      event: first.event.id,
      index: first.event.index,
      opening: first.opening,
    });
  });

  it('go to the connector of the owner, in the order of the log, page by page', async () => {
    const lot = await open({ texts: Array.from({ length: 40 }, (_, at) => `第${at}项任务`) });
    const ids: string[] = [];
    for (let at = 39; at >= 0; at--) ids.push((await label(gateway, lot, at, at % 2 === 0 ? a : b)).event.id);
    const corrected = await label(gateway, lot, 0, a, { revision: 1, replaces: ids[39] ?? '' });
    expect(corrected.status).to.equal(201);
    const [first, seen]: [Listed, string[]] = [await list(lot, '?limit=33'), []];
    seen.push(...first.annotations.map(({ signed }) => signed.event.subject.id));
    expect(first.annotations.length).to.equal(33);
    expect(first.annotations[0]?.opening).to.not.equal(undefined);
    const second = await list(lot, `?limit=33&after=${first.next}`);
    seen.push(...second.annotations.map(({ signed }) => signed.event.subject.id));
    expect(second.next).to.equal(undefined);
    const items = lot.items.map(({ id }) => id);
    expect(seen).to.deep.equal([...items.toReversed(), items[0]]);
    for (const by of [gateway.space.labeler, gateway.space.keeper])
      expect((await gateway.call('GET', `/api/lots/${lot.id}/annotations`, { by })).json['code']).to.equal('forbidden');
    expect((await gateway.call('GET', `/api/lots/${lot.id}/annotations`, { as: gateway.space.keeper })).status).to.equal(403);
    const { script, roots } = gateway.space;
    const foreign = script.certify(roots.firm, ['connector']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    expect((await gateway.call('GET', `/api/lots/${lot.id}/annotations`, { by: foreign })).json['code']).to.equal('subject-foreign');
  });

  it('are corrected by their author alone, one revision after the other', async () => {
    const lot = await open();
    const { event } = await label(gateway, lot, 0, a);
    expect(refused(await label(gateway, lot, 0, a))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect(refused(await label(gateway, lot, 0, b))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect(refused(await label(gateway, lot, 0, b, { revision: 1, replaces: event.id }))).to.deep.equal({
      status: 409,
      code: 'item-already-labeled',
    });
    expect(refused(await label(gateway, lot, 0, a, { revision: 2, replaces: event.id }))).to.deep.equal({
      status: 409,
      code: 'revision-out-of-order',
    });
    expect(refused(await label(gateway, lot, 0, a, { revision: 1 }))).to.deep.equal({ status: 409, code: 'revision-out-of-order' });
    const next = await label(gateway, lot, 0, a, { revision: 1, replaces: event.id });
    expect(next.status).to.equal(201);
    expect(refused(await label(gateway, lot, 0, a, { revision: 1, replaces: event.id }))).to.deep.equal({
      status: 409,
      code: 'revision-out-of-order',
    });
    expect(refused(await label(gateway, lot, 1, a, { revision: 1, replaces: event.id }))).to.deep.equal({
      status: 409,
      code: 'revision-out-of-order',
    });
    expect((await label(gateway, lot, 2, a, { revision: 32 })).code).to.equal('revisions-exhausted');
    expect(await countsOf(lot)).to.deep.include({ labeled: 1 });
    expect((await list(lot)).annotations.map(({ signed }) => (signed.event.body as { readonly revision: number }).revision)).to.deep.equal([
      0, 1,
    ]);
  });

  it('of two people at the same moment: one counts, the other is told that the item has a label', async () => {
    const lot = await open();
    for (let at = 0; at < 3; at++) {
      const both = await Promise.all([label(gateway, lot, at, a), label(gateway, lot, at, b)]);
      expect(both.map(({ status }) => status)).to.have.members([201, 409]);
      expect(both.find(({ status }) => status === 409)?.code).to.equal('item-already-labeled');
    }
    expect(await countsOf(lot)).to.deep.include({ labeled: 3 });
    expect((await list(lot)).annotations.length).to.equal(3);
  });

  it('are refused from whoever is not on the roster (any more), and from an uncertified or revoked key', async () => {
    const { script, roots, keeper } = gateway.space;
    const lot = await open({ labelers: [a] });
    expect(refused(await label(gateway, lot, 0, b))).to.deep.equal({ status: 403, code: 'not-on-roster' });
    expect(refused(await report(gateway, lot, 0, b))).to.deep.equal({ status: 403, code: 'not-on-roster' });
    expect(refused(await label(gateway, lot, 0, keeper))).to.deep.equal({ status: 403, code: 'not-on-roster' });
    expect(refused(await label(gateway, lot, 0, script.newActor(roots.firm.org)))).to.deep.equal({
      status: 403,
      code: 'actor-uncertified',
    });
    await signRoster(gateway, lot, [b], 2);
    expect(refused(await label(gateway, lot, 0, a))).to.deep.equal({ status: 403, code: 'not-on-roster' });
    const leaver = await hireLabeler(gateway);
    await signRoster(gateway, lot, [leaver], 3);
    await gateway.submit(script.revoke(roots.firm, leaver) as LoggedEvent);
    expect(refused(await label(gateway, lot, 0, leaver))).to.deep.equal({ status: 403, code: 'actor-revoked' });
    expect(await countsOf(lot)).to.deep.include({ labeled: 0 });
  });

  it('are refused on an item of another lot, on an item that was swapped, and on one that was not delivered', async () => {
    const [lot, other] = [await open({ deliver: 2 }), await open()];
    const foreign = { ...lot, items: other.items };
    expect(refused(await label(gateway, foreign, 0, a))).to.deep.equal({ status: 422, code: 'item-not-in-lot' });
    expect(refused(await report(gateway, foreign, 0, a))).to.deep.equal({ status: 422, code: 'item-not-in-lot' });
    const [first, second] = lot.items;
    const swapped = { ...lot, items: [{ ...(first ?? expect.fail()), commitment: second?.commitment ?? '' }] };
    expect(refused(await label(gateway, swapped, 0, a))).to.deep.equal({ status: 422, code: 'item-not-in-lot' });
    expect(refused(await label(gateway, lot, 2, a))).to.deep.equal({ status: 404, code: 'item-not-delivered' });
    expect(refused(await report(gateway, lot, 2, a))).to.deep.equal({ status: 404, code: 'item-not-delivered' });
  });

  it('are refused when the result does not answer what is asked of this very text', async () => {
    const lot = await open();
    const choice = { from_name: 'kind', to_name: 'text', type: 'choices', value: { choices: ['任务'] } };
    const span = (start: number, end: number, of = '部门') => ({
      from_name: 'who',
      to_name: 'text',
      type: 'labels',
      value: { start, end, labels: [of] },
    });
    const cases: readonly (readonly [string, Json])[] = [
      ['answer-missing', []],
      ['choice-unknown', [{ ...choice, value: { choices: ['别的'] } }]],
      ['choices-too-many', [{ ...choice, value: { choices: ['任务', '目标'] } }]],
      ['offset-outside-text', [choice, span(0, 9)]],
      ['label-unknown', [choice, span(0, 2, '别的')]],
      ['span-overlap', [choice, span(0, 3), span(2, 4)]],
      ['control-unknown', [choice, { ...choice, from_name: 'other' }]],
      ['target-unknown', [{ ...choice, to_name: 'elsewhere' }]],
      ['answer-type-mismatch', [{ ...choice, from_name: 'who' }]],
    ];
    for (const [code, result] of cases)
      expect(refused(await label(gateway, lot, 0, a, { result })), code).to.deep.equal({ status: 422, code });
    expect((await label(gateway, lot, 0, a, { result: [choice, span(0, 8)] })).status).to.equal(201);
  });

  it('are refused when the document is another one than was signed, or is missing', async () => {
    const lot = await open();
    const { opening } = gateway.script.seal('annotation', lot.items[0]?.id ?? '', RESULT);
    expect(refused(await label(gateway, lot, 0, a, { document: opening }))).to.deep.equal({ status: 422, code: 'commitment-not-opened' });
    expect((await label(gateway, lot, 0, a, { document: { salt: opening.salt, value: [] } })).code).to.equal('commitment-not-opened');
    const { id, commitment } = lot.items[0] ?? expect.fail();
    const draft = {
      subject: { id, commitment },
      body: { lot: lot.id, revision: 0, method: 'manual' as const, result: '0'.repeat(64) },
      refs: [lot.lot.id],
    };
    expect((await createSender(gateway).attempt('annotation-signed', a, draft)).code).to.equal('document-missing');
    expect(await countsOf(lot)).to.deep.include({ labeled: 0 });
  });

  it('are refused while somebody else holds the item; the lease is untouched', async () => {
    const lot = await open();
    expect(await lease(lot, a)).to.equal(lot.items[0]?.id);
    expect(refused(await label(gateway, lot, 0, b))).to.deep.equal({ status: 409, code: 'item-leased' });
    expect(refused(await report(gateway, lot, 0, b))).to.deep.equal({ status: 409, code: 'item-leased' });
    expect((await label(gateway, lot, 1, b)).status).to.equal(201);
    expect(await countsOf(lot)).to.deep.include({ leased: 1 });
    expect((await label(gateway, lot, 0, a)).status).to.equal(201);
  });

  it('of broken items are paid once, whatever their reason, to whoever reported', async () => {
    const reasons = brokenReason.options;
    const lot = await open({ texts: reasons.map((reason) => `条目 ${reason}`) });
    for (const [at, reason] of reasons.entries()) expect((await report(gateway, lot, at, a, reason)).status).to.equal(201);
    for (const by of [a, b])
      expect(refused(await report(gateway, lot, 0, by, 'empty'))).to.deep.equal({ status: 409, code: 'item-already-reported' });
    const earned = async (as: Actor): Promise<unknown> =>
      ((await gateway.call('GET', '/api/work', { as })).json['lots'] as readonly { readonly id: string }[]).find(({ id }) => id === lot.id);
    expect(await earned(a)).to.deep.include({ labeled: 0, reported: reasons.length, earned: reasons.length * lot.price });
    expect(await earned(b)).to.deep.include({ labeled: 0, reported: 0, earned: 0 });
  });

  it('exclude each other: no report of a labeled item and no label of a reported one', async () => {
    const lot = await open();
    await label(gateway, lot, 0, a);
    await report(gateway, lot, 1, a);
    expect(refused(await report(gateway, lot, 0, a))).to.deep.equal({ status: 409, code: 'item-already-labeled' });
    expect(refused(await report(gateway, lot, 1, b))).to.deep.equal({ status: 409, code: 'item-already-reported' });
    expect(refused(await label(gateway, lot, 1, b))).to.deep.equal({ status: 409, code: 'item-already-reported' });
  });

  it('sent again are found, not counted twice', async () => {
    const lot = await open();
    const { event, opening } = await label(gateway, lot, 0, a);
    const again = await gateway.submit(event as unknown as LoggedEvent, [{ kind: 'annotation', opening }]);
    expect({ status: again.status, index: again.json['index'] }).to.deep.equal({ status: 200, index: event.index });
    expect((await list(lot)).annotations.length).to.equal(1);
  });

  it("are nobody else's to read: own work shows own labels only", async () => {
    const lot = await open();
    await label(gateway, lot, 0, a);
    expect((await gateway.call('GET', `/api/lots/${lot.id}/mine`, { as: b })).json).to.deep.equal({ labels: [] });
    expect((await gateway.call('GET', `/api/lots/${lot.id}/mine`)).status).to.equal(401);
    expect((await gateway.call('GET', `/api/lots/${gateway.script.newId()}/mine`, { as: a })).json['code']).to.equal('lot-unknown');
    expect((await gateway.call('GET', '/api/work', { as: gateway.space.keeper })).json['code']).to.equal('forbidden');
  });
});
