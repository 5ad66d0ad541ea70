import { expect } from 'chai';
import type { z } from 'zod';
import type { team } from '../../../api/team.ts';
import { hexOf, type TestGateway } from '../../support/gateway.ts';
import { openAccount } from '../../support/accounts.ts';
import { hireLabeler, label, openLot, signRoster, startLabelingGateway } from '../../support/labeling.ts';
import type { LoggedEvent } from '../../support/scripted-space.ts';

describe("a team lead's view", () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startLabelingGateway();
  });
  after(() => gateway.close());

  it('shows people, lots, progress and leases of the own firm, and nothing of any item', async () => {
    const { script, roots, labeler, lead } = gateway.space;
    const administrator = script.certify(roots.firm, ['administrator']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    await openAccount(gateway, 'labeler', labeler, administrator, '赵敏');
    const second = await hireLabeler(gateway);
    const lot = await openLot(gateway, { labelers: [labeler, second] });
    await label(gateway, lot, 0, labeler);
    await label(gateway, lot, 1, labeler);
    const lease = await gateway.call('POST', `/api/lots/${lot.id}/leases`, { as: second });
    const { json, text } = await gateway.call('GET', '/api/team', { as: lead });
    const seen = json as unknown as z.infer<typeof team>;
    const known = seen.people.find(({ key }) => key === hexOf(labeler));
    expect(known).to.deep.include({ name: '赵敏', roles: ['labeler'], lots: [{ lot: lot.id, labeled: 2, reported: 0, earned: 70 }] });
    expect(seen.people.find(({ key }) => key === hexOf(second))).to.deep.include({ name: second.subject, lots: [] });
    expect(seen.lots.find(({ id }) => id === lot.id)?.counts).to.deep.equal({
      items: 3,
      labeled: 2,
      reported: 0,
      leased: 1,
      free: 0,
      late: 0,
    });
    expect(seen.leases).to.deep.equal([{ item: lease.json['item'], lot: lot.id, key: hexOf(second), until: lease.json['until'] }]);
    for (const content of lot.table.texts) expect(text).not.to.contain(content);
  });

  it('comes by pages of lots', async () => {
    const { lead, labeler } = gateway.space;
    const lot = await openLot(gateway, { labelers: [labeler] });
    const first = await gateway.call('GET', '/api/team?limit=1', { as: lead });
    const { lots, next } = first.json as unknown as z.infer<typeof team>;
    expect(lots.map(({ id }) => id)).to.deep.equal([lot.id]);
    const second = (await gateway.call('GET', `/api/team?limit=1&after=${next}`, { as: lead })).json as unknown as z.infer<typeof team>;
    expect(second.lots.length).to.equal(1);
    expect(second).not.to.have.property('next');
    expect(second.people.find(({ key }) => key === hexOf(labeler))?.lots).to.deep.equal([
      { lot: second.lots[0]?.id, labeled: 2, reported: 0, earned: 70 },
    ]);
  });

  it("is nobody else's: not another firm's, not a labeler's, not without a session", async () => {
    const { script, roots, labeler, keeper, lead } = gateway.space;
    const other = script.certify(roots.operator, ['team-lead']);
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    const { json } = await gateway.call('GET', '/api/team', { as: other });
    expect(json).to.deep.include({ lots: [], leases: [] });
    expect((json['people'] as readonly { readonly key: string }[]).map(({ key }) => key)).not.to.include(hexOf(labeler));
    for (const as of [labeler, keeper]) expect((await gateway.call('GET', '/api/team', { as })).json['code']).to.equal('forbidden');
    expect((await gateway.call('GET', '/api/team', { by: lead })).json['code']).to.equal('forbidden');
    expect((await gateway.call('GET', '/api/team')).status).to.equal(401);
  });

  it('keeps whoever left with what she has earned, and lots whose roster names nobody of the firm any more; each person once', async () => {
    const { script, roots, lead } = gateway.space;
    const [left, device] = [await hireLabeler(gateway), await hireLabeler(gateway)];
    const again = script.certify(roots.firm, ['labeler'], { ...script.newActor(roots.firm.org), subject: device.subject });
    await gateway.submit(script.events.at(-1) as LoggedEvent);
    const lot = await openLot(gateway, { labelers: [left, device] });
    await label(gateway, lot, 0, left);
    await label(gateway, lot, 1, device);
    script.revoke(roots.firm, left);
    expect((await gateway.submit(script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    await signRoster(gateway, lot, [], 2);
    const { json } = await gateway.call('GET', '/api/team', { as: lead });
    const { people, lots } = json as unknown as z.infer<typeof team>;
    const earned = [{ lot: lot.id, labeled: 1, reported: 0, earned: lot.price }];
    expect(people.find(({ key }) => key === hexOf(left))).to.deep.include({ revoked: true, lots: earned });
    expect(people.filter(({ name }) => name === device.subject)).to.deep.equal([
      { key: hexOf(again), name: device.subject, roles: ['labeler'], lots: earned },
    ]);
    expect(lots.map(({ id }) => id)).to.include(lot.id);
  });
});
