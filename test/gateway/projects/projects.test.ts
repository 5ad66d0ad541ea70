import { expect } from 'chai';
import type { Project } from '../../../api/projects.ts';
import type { Level } from '../../../provenance/event/fields.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createSender, createTable, openLot, projectOf, registerTable, startLabelingGateway } from '../../support/labeling.ts';
import { CONFIGURATION } from '../../support/scripted-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe('projects at the gateway', () => {
  let gateway: TestGateway;
  /** Of a firm that labels nothing. */
  let inspector: Actor;
  before(async () => {
    const space = createTestSpace();
    inspector = space.script.certify(space.script.join('firm'), ['reviewer']);
    gateway = await startLabelingGateway({ space });
  });
  after(() => gateway.close());

  const attempt = async (level: Level, changes: Parameters<typeof projectOf>[1] = {}, by = gateway.space.keeper) => {
    const table = createTable(gateway.script, ['甲']);
    const { graded } = await registerTable(gateway, table, level);
    const { subject, documents } = projectOf(gateway.script, changes);
    const draft = { subject, body: { dataset: table.dataset, delivery: 'open' as const }, refs: [graded.id] };
    return await createSender(gateway).attempt('project-opened', by, draft, documents);
  };

  it('show the document that they commit to, to the owner and to the firm on the roster', async () => {
    const { space } = gateway;
    const lot = await openLot(gateway);
    for (const as of [space.keeper, space.labeler, space.lead, space.operator]) {
      const { status, json } = await gateway.call('GET', `/api/projects/${lot.project}`, { as });
      expect(status).to.equal(200);
      const project = json as unknown as Project;
      expect(project.opening.value.configuration).to.equal(CONFIGURATION);
      expect(project.lots).to.deep.equal([lot.id]);
      expect(project.events.map(({ type }) => type)).to.deep.equal(['project-opened', 'roster-signed']);
    }
  });

  it('are not shown to members who have no part in them', async () => {
    const { space, script } = gateway;
    const lot = await openLot(gateway);
    const outsider = script.certify(space.roots.operator, ['data-owner']);
    await gateway.submit(script.events.at(-1) ?? expect.fail());
    const { status, json } = await gateway.call('GET', `/api/projects/${lot.project}`, { as: outsider });
    expect({ status, code: json['code'] }).to.deep.equal({ status: 403, code: 'project-withheld' });
    expect(json['details']).to.deep.include({ whoCanApprove: 'data-owner' });
    expect((await gateway.call('GET', `/api/lots/${lot.id}`, { as: outsider })).json['code']).to.equal('project-withheld');
    expect((await gateway.call('GET', '/api/projects', { as: outsider })).json).to.deep.equal({ projects: [] });
  });

  it('are shown to a firm that inspects a lot of theirs, though nobody of it stands on the roster', async () => {
    const before = await openLot(gateway);
    const inspection = { by: inspector.org, plan: { kind: 'zero-defect' as const, share: 100 }, hours: 24 };
    const lot = await openLot(gateway, { inspection, deadline: Date.now() + 2 * 86_400_000 });
    expect((await gateway.call('GET', `/api/projects/${lot.project}`, { as: inspector })).status).to.equal(200);
    expect((await gateway.call('GET', `/api/projects/${before.project}`, { as: inspector })).json['code']).to.equal('project-withheld');
    const { json } = await gateway.call('GET', '/api/projects', { as: inspector });
    expect((json as { projects: Project[] }).projects.map(({ id }) => id)).to.deep.equal([lot.project]);
  });

  it('cannot hold data of another level than g1: the refusal names the rule and who can approve', async () => {
    for (const level of ['g2', 'g3', 'g4', 'important', 'core'] as const) {
      const { status, code, json } = await attempt(level);
      expect({ status, code }, level).to.deep.equal({ status: 403, code: 'level-forbids-delivery' });
      expect(json['details'], level).to.deep.include({ rule: `LV-${level.toUpperCase()}-OPEN`, level, whoCanApprove: 'nobody' });
    }
  });

  it('are refused with a configuration that is not understood, and with a text column that the dataset does not show', async () => {
    expect((await attempt('g1', { configuration: '<View><TextArea name="a" toName="text"/></View>' })).code).to.equal(
      'configuration-refused',
    );
    expect(
      (await attempt('g1', { textColumn: 'departments', configuration: CONFIGURATION.replace('$text', '$departments') })).code,
    ).to.equal('text-column-unfit');
    expect((await attempt('g1', { textColumn: 'clause' })).code).to.equal('text-column-unfit');
    expect((await attempt('g1', { textColumn: 'nothing' })).code).to.equal('text-column-unfit');
    expect((await attempt('g1', {}, gateway.space.officer)).code).to.equal('role-missing');
    expect((await attempt('g1')).status).to.equal(201);
  });
});
