import { expect } from 'chai';
import type { LotItem } from '../../../api/lots.ts';
import { toHex } from '../../../common/encodings.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { createSender, openLot, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

describe('items that a connector delivers', () => {
  let gateway: TestGateway;
  let lot: OpenLot;
  before(async () => {
    gateway = await startLabelingGateway();
    lot = await openLot(gateway, { deliver: 0 });
  });
  after(() => gateway.close());

  const itemAt = (at: number): LotItem => lot.delivery[at] ?? expect.fail();
  const codeOf = async (item: LotItem | readonly LotItem[]) => {
    const { status, json } = await lot.deliver([item].flat());
    return { status, code: json['code'] };
  };
  const free = async (): Promise<unknown> => {
    const { json } = await gateway.call('GET', `/api/lots/${lot.id}`, { as: gateway.space.keeper });
    return (json['counts'] as { readonly free: number }).free;
  };
  const withField = (item: LotItem, column: number, change: object): LotItem => ({
    ...item,
    row: { ...item.row, fields: item.row.fields.map((field, at) => (at === column ? { ...field, ...change } : field)) },
  });

  it('are refused with another text, whatever else is changed along with it', async () => {
    const item = itemAt(0);
    const swapped = { ...item, opening: { ...item.opening, value: '改过的文本' } };
    expect(await codeOf(swapped)).to.deep.equal({ status: 422, code: 'commitment-not-opened' });
    expect(await codeOf(withField(swapped, 1, { text: '改过的文本' }))).to.deep.equal({ status: 422, code: 'commitment-not-opened' });
    expect((await codeOf({ ...item, opening: { ...item.opening, salt: '00'.repeat(32) } })).code).to.equal('commitment-not-opened');
    expect((await codeOf(withField(item, 1, { text: '改过的文本' }))).code).to.equal('commitment-not-opened');
    expect((await codeOf(withField(item, 1, { commitment: 'ab'.repeat(32) }))).code).to.equal('commitment-not-opened');
  });

  it("are refused with another row's proof, fields or place, and with a field that the dataset does not have", async () => {
    const [item, other] = [itemAt(0), itemAt(1)];
    expect((await codeOf({ ...item, row: other.row })).code).to.equal('item-text-differs');
    expect((await codeOf({ ...item, row: { ...item.row, proof: other.row.proof } })).code).to.equal('proof-root-mismatch');
    expect((await codeOf({ ...item, row: { ...item.row, index: 1 } })).code).to.equal('commitment-not-opened');
    expect((await codeOf({ ...item, row: { ...item.row, index: 99 } })).code).to.equal('commitment-not-opened');
    const closed = { ...item.row, index: 99, fields: item.row.fields.map(({ commitment }) => ({ commitment })) };
    expect((await codeOf({ ...item, row: closed })).code).to.equal('proof-index-beyond-size');
    expect((await codeOf({ ...item, row: { ...closed, index: 0 } })).code).to.equal('item-text-differs');
    expect((await codeOf({ ...item, row: { ...item.row, proof: [] } })).code).to.equal('proof-wrong-length');
    expect((await codeOf({ ...item, row: { ...item.row, fields: item.row.fields.slice(0, 2) } })).code).to.equal('row-differs');
    expect((await codeOf(withField(item, 0, { commitment: toHex(gateway.script.random(32)) }))).code).to.equal('proof-root-mismatch');
  });

  it('are refused when they open a withheld column', async () => {
    const { table } = lot;
    expect(await codeOf({ ...itemAt(0), row: table.evidence(0, [1, 2]) })).to.deep.equal({ status: 422, code: 'field-withheld' });
  });

  it('are refused when the lot does not name them, and when two of them are one row', async () => {
    expect((await codeOf({ ...itemAt(0), id: gateway.script.newId() })).code).to.equal('item-not-in-lot');
    const other = await openLot(gateway, { texts: ['同一句话', '同一句话'], deliver: 0 });
    const twice = other.delivery.map((item) => ({ ...item, row: other.table.evidence(0) }));
    const { status, json } = await other.deliver(twice);
    expect({ status, code: json['code'] }).to.deep.equal({ status: 409, code: 'row-taken' });
  });

  it("are refused from another organisation's connector, from people, and without a signature", async () => {
    const { space, script } = gateway;
    const foreign = script.certify(space.roots.firm, ['connector']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    const byForeign = await lot.deliver(lot.delivery, foreign);
    expect({ status: byForeign.status, code: byForeign.json['code'] }).to.deep.equal({ status: 403, code: 'subject-foreign' });
    expect((await lot.deliver(lot.delivery, space.keeper)).json['code']).to.equal('forbidden');
    const json = { items: lot.delivery };
    expect((await gateway.call('PUT', `/api/lots/${lot.id}/items`, { json })).status).to.equal(401);
    expect((await gateway.call('PUT', `/api/lots/${lot.id}/items`, { as: space.keeper, json })).status).to.equal(403);
    expect((await gateway.call('PUT', `/api/lots/${script.newId()}/items`, { by: space.connector, json })).json['code']).to.equal(
      'lot-unknown',
    );
    expect((await gateway.call('PUT', `/api/lots/${lot.id}/items`, { by: space.connector, json: { items: [] } })).status).to.equal(400);
  });

  it('none of the refused ones can be worked on; the true ones can, in parts and sent again', async () => {
    expect(await free()).to.equal(0);
    expect((await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as: gateway.space.labeler })).json['code']).to.equal('nothing-free');
    expect((await lot.deliver(lot.delivery.slice(0, 1))).status).to.equal(200);
    expect(await free()).to.equal(1);
    expect((await lot.deliver(lot.delivery)).status).to.equal(200);
    expect((await lot.deliver(lot.delivery)).status).to.equal(200);
    expect(await free()).to.equal(3);
  });

  it('belong to one lot: a second lot that names one of them is refused', async () => {
    const draft = {
      subject: { id: gateway.script.newId() },
      body: { ...lot.lot.signed.event.body, items: lot.lot.signed.event.body.items.slice(0, 1) },
      refs: lot.lot.signed.event.refs,
    };
    const { status, code } = await createSender(gateway).attempt('lot-opened', gateway.space.connector, draft);
    expect({ status, code }).to.deep.equal({ status: 409, code: 'item-known' });
    expect((await gateway.call('GET', `/api/lots/${draft.subject.id}`, { as: gateway.space.keeper })).json['code']).to.equal('lot-unknown');
  });
});
