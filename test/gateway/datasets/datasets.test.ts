import { expect } from 'chai';
import type { Dataset } from '../../../api/datasets.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { catalogue, createSender, createTable, registerTable, registration, startLabelingGateway } from '../../support/labeling.ts';

describe('datasets at the gateway', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startLabelingGateway();
  });
  after(() => gateway.close());

  const publish = async (
    table: ReturnType<typeof createTable>,
    refs: readonly string[],
    entry: Parameters<typeof catalogue>[2] = 'g1',
    columns?: string[],
  ) => {
    const { subject, documents } = catalogue(gateway.script, table.dataset, entry, columns);
    return await createSender(gateway).attempt('dataset-published', gateway.space.keeper, { subject, body: {}, refs }, documents);
  };
  const read = async (id: string, as = gateway.space.keeper) => await gateway.call('GET', `/api/datasets/${id}`, { as });

  it('show the own organisation what opens their commitments, and others nothing before they are published', async () => {
    const { script, space } = gateway;
    const table = createTable(script, ['甲', '乙']);
    const { registered, graded } = await registerTable(gateway, table);
    const own = (await read(table.dataset)).json as unknown as Dataset;
    expect(own).to.deep.include({ id: table.dataset, org: space.keeper.org, level: 'g1', registered: registered.index });
    expect(own.profile?.value).to.deep.equal(table.profile);
    expect(own.events).to.deep.equal([
      { type: 'dataset-registered', id: registered.id, index: registered.index },
      { type: 'dataset-graded', id: graded.id, index: graded.index },
    ]);
    expect((await read(table.dataset, space.labeler)).json['code']).to.equal('dataset-unknown');
    expect((await publish(table, [registered.id, graded.id])).status).to.equal(201);
    const seen = (await read(table.dataset, space.labeler)).json as unknown as Dataset;
    expect(seen.catalogue?.value.columns).to.deep.equal(['clause', 'text']);
    expect((await gateway.call('GET', `/api/datasets/${table.dataset}`, { by: space.connector })).status).to.equal(200);
  });

  it('come in pages', async () => {
    const { script } = gateway;
    for (let n = 0; n < 3; n++) await registerTable(gateway, createTable(script, ['丙']));
    const ids: string[] = [];
    let after = '';
    do {
      const { json } = await gateway.call('GET', `/api/datasets?limit=2${after}`, { as: gateway.space.keeper });
      const page = json as unknown as { readonly datasets: Dataset[]; readonly next?: string };
      expect(page.datasets.length).to.be.within(1, 2);
      ids.push(...page.datasets.map(({ id }) => id));
      after = page.next === undefined ? '' : `&after=${page.next}`;
    } while (after !== '');
    expect(ids).to.deep.equal([...new Set(ids)].toSorted());
    expect(ids.length).to.be.at.least(4);
  });

  it('are refused when the profile counts otherwise than was signed, is another one, or is missing', async () => {
    const { script, space } = gateway;
    const { attempt } = createSender(gateway);
    const table = createTable(script, ['甲', '乙']);
    const other = registration(script, table);
    for (const change of [{ rows: 3 }, { columns: 2 }, { withheld: 0 }]) {
      const { draft, documents } = registration(script, table, change);
      expect((await attempt('dataset-registered', space.connector, draft, documents)).code).to.equal('profile-differs');
    }
    const { draft, documents } = registration(script, table);
    expect((await attempt('dataset-registered', space.connector, draft)).code).to.equal('document-missing');
    expect((await attempt('dataset-registered', space.connector, draft, other.documents)).code).to.equal('commitment-not-opened');
    expect((await attempt('dataset-registered', space.keeper, draft, documents)).code).to.equal('role-missing');
  });

  it('are not published with a withheld column, another level, by a stranger, or without a level', async () => {
    const { script, space } = gateway;
    const table = createTable(script, ['甲']);
    const { registered, graded } = await registerTable(gateway, table);
    const refs = [registered.id, graded.id];
    expect((await publish(table, refs, 'g1', ['clause', 'text', 'departments'])).code).to.equal('catalogue-differs');
    expect((await publish(table, refs, 'g3')).code).to.equal('catalogue-differs');
    const { subject, documents } = catalogue(script, table.dataset, 'g1');
    const stranger = await createSender(gateway).attempt('dataset-published', space.labeler, { subject, body: {}, refs }, documents);
    expect(stranger.code).to.equal('role-missing');
    const ungraded = createTable(script, ['甲']);
    const draft = registration(script, ungraded);
    const fresh = await createSender(gateway).send('dataset-registered', space.connector, draft.draft, draft.documents);
    const unsigned = await publish(ungraded, [fresh.id]);
    expect({ status: unsigned.status, code: unsigned.code }).to.deep.equal({ status: 403, code: 'level-forbids-delivery' });
    expect(unsigned.json['details']).to.deep.include({ whoCanApprove: 'grading-officer' });
  });

  it('are for certified callers', async () => {
    expect((await gateway.call('GET', '/api/datasets')).status).to.equal(401);
    const uncertified = gateway.script.newActor(gateway.space.keeper.org);
    expect((await gateway.call('GET', '/api/datasets', { as: uncertified })).json['code']).to.equal('certificate-required');
    expect((await gateway.call('GET', '/api/datasets/not-an-id', { as: gateway.space.keeper })).status).to.equal(400);
  });
});
