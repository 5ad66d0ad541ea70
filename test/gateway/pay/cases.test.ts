import { expect } from 'chai';
import { payCases, type PayCases } from '../../../api/pay-cases.ts';
import { commitJson } from '../../../provenance/event/commitment.ts';
import { leafHash } from '../../../provenance/log/merkle.ts';
import { verdictsUnder } from '../../../provenance/space/inspected-verdicts.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { gradeAnew, hire, startLabelingGateway } from '../../support/labeling.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';
import { inspectPaidLot } from '../../support/withheld-lot.ts';

type Case = PayCases['cases'][number];

describe('cases of contested pay', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let adjudicator: Actor;
  let [stranger, otherKeeper]: Actor[] = [];
  const known = <T>(value: T | undefined): T => value ?? expect.fail('nothing there');
  const clock = () => Date.now();
  before(async () => {
    const space = createTestSpace();
    const [court, elsewhere] = [space.script.join('auditor'), space.script.join('firm')];
    stranger = space.script.certify(elsewhere, ['reviewer']);
    const keeperElsewhere = space.script.join('owner');
    otherKeeper = space.script.certify(keeperElsewhere, ['data-owner']);
    gateway = await startLabelingGateway({ space, clock });
    await gateway.publishPolicy();
    adjudicator = gateway.script.certify(court, ['reviewer']);
    expect((await gateway.submit(gateway.script.events.at(-1) as LoggedEvent)).status).to.equal(201);
    reviewer = await hire(gateway, ['reviewer']);
  });
  after(() => gateway.close());

  const inspect = async () => await inspectPaidLot(gateway, { reviewer, adjudicator }, clock);
  const read = async (path: string, as: Actor): Promise<PayCases> => {
    const { status, json, text } = await gateway.call('GET', path, { as });
    expect(status, text).to.equal(200);
    return payCases.parse(json);
  };
  const defectsOf = (lot: string, as: Actor = gateway.space.keeper) => read(`/api/lots/${lot}/defects`, as);
  const appealsFor = async (lot: string, as: Actor = adjudicator): Promise<readonly Case[]> =>
    (await read('/api/appeals', as)).cases.filter((one) => one.lot === lot);

  it('show the owner each defect with label, text and verdict, and then what was contested and decided', async () => {
    const { id, drawn, verdicts, withhold, appeal, decide } = await inspect();
    const { cases, inspections, next } = await defectsOf(id);
    expect([cases.map(({ label }) => label.event), cases[0]?.verdict.event, next]).to.deep.equal([
      [drawn[0]?.id],
      verdicts[0]?.id,
      undefined,
    ]);
    const [first = expect.fail('no case')] = cases;
    const { event } = first.label.signed as LoggedEvent<'annotation-signed'>['signed'];
    expect(first.opening && commitJson(first.opening, 'item', first.item)).to.equal(event.subject.commitment);
    expect(first.label.opening && commitJson(first.label.opening, 'annotation', first.item)).to.equal(event.body.result);
    expect(first).to.not.have.any.keys('appeal', 'decision', 'hidden');
    const lot = gateway.script.replay().state.lots.get(id) ?? expect.fail('no lot');
    const leafAt = (index: number) => leafHash(gateway.script.entries[index] ?? expect.fail('no entry'));
    expect(inspections.map((one) => [one.lot, verdictsUnder(lot, one.verdicts, leafAt)?.size])).to.deep.equal([[id, 2]]);
    const appealed = await appeal((await withhold()).event);
    const decided = await decide(appealed.event, 'upheld');
    const [after] = (await defectsOf(id)).cases;
    expect([after?.appeal?.event, after?.decision?.event]).to.deep.equal([appealed.event.id, decided.event.id]);
  });

  it('show the adjudicator what was appealed against and no other label, with item and answers', async () => {
    const { id, drawn, withhold, appeal, decide } = await inspect();
    const withheld = await withhold();
    expect(await appealsFor(id)).to.deep.equal([]);
    const appealed = await appeal(withheld.event);
    const [one = expect.fail('no case'), ...more] = await appealsFor(id);
    expect([one.label.event, one.appeal?.event, more]).to.deep.equal([drawn[0]?.id, appealed.event.id, []]);
    const { subject, body } = (one.label.signed as LoggedEvent<'annotation-signed'>['signed']).event;
    expect(one.opening && commitJson(one.opening, 'item', one.item)).to.equal(subject.commitment);
    expect(one.label.opening && commitJson(one.label.opening, 'annotation', one.item)).to.equal(body.result);
    const decided = await decide(appealed.event, 'overturned');
    expect((await appealsFor(id))[0]?.decision?.event).to.equal(decided.event.id);
    expect(
      (await gateway.call('GET', `/api/projects/${gateway.script.replay().state.lots.get(id)?.project}`, { as: adjudicator })).status,
    ).to.equal(200);
  });

  it('show nobody else anything', async () => {
    const { id, withhold, appeal } = await inspect();
    await appeal((await withhold()).event);
    for (const as of [reviewer, known(stranger)]) expect(await appealsFor(id, as)).to.deep.equal([]);
    const refused = async (as: Actor) => (await gateway.call('GET', `/api/lots/${id}/defects`, { as })).json['code'];
    expect(await refused(known(otherKeeper))).to.equal('subject-foreign');
    expect((await gateway.call('GET', '/api/appeals', { as: gateway.space.keeper })).status).to.equal(403);
  });

  it('keep text and answers from an adjudicator once the level goes out no more, and say so', async () => {
    const { id, withhold, appeal } = await inspect();
    await appeal((await withhold()).event);
    await gradeAnew(gateway, gateway.script.replay().state.lots.get(id)?.project ?? '', 'g2');
    const [one = expect.fail('no case')] = await appealsFor(id);
    expect(one.hidden).to.equal('level-forbids-delivery');
    expect([one.opening, one.label.opening]).to.deep.equal([undefined, undefined]);
    expect((await defectsOf(id)).cases[0]?.hidden).to.equal(undefined);
  });
});
