import { expect } from 'chai';
import { verifyLotRecord } from '../../../provenance/evidence/lot-record/record-verifier.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { drawLot } from '../../support/drawn-lot.ts';
import { drawPremises } from '../../support/forged-draw.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createInspection, PASS } from '../../support/inspected-lot.ts';
import { createSender, hire, signRelease, startLabelingGateway } from '../../support/labeling.ts';
import { termsOf } from '../../support/log.ts';
import type { Actor, EventDraft } from '../../support/scripted-space.ts';

describe('the record of a lot from the gateway', () => {
  let gateway: TestGateway;
  let lot: Awaited<ReturnType<typeof drawLot>>;
  let inspection: ReturnType<typeof createInspection>;
  let reviewer: Actor;
  let policy = '';
  before(async () => {
    const space = createTestSpace();
    gateway = await startLabelingGateway({ space });
    const roots = Object.values(space.roots).map(({ org, key }) => ({ org, key: key.publicKey }));
    policy = writePolicy({ ...termsOf(3), space: gateway.script.space, roots });
    await gateway.publishPolicy();
    reviewer = await hire(gateway, ['reviewer']);
    lot = await drawLot(gateway, reviewer);
    inspection = createInspection(gateway, lot, reviewer);
  });
  after(() => gateway.close());

  const ask = (as = reviewer) => gateway.call('GET', `/api/lots/${lot.id}/record`, { as });
  const verified = async (as?: Actor) => {
    const { status, text } = await ask(as);
    expect(status, text).to.equal(200);
    const { verdict, failed, shown } = verifyLotRecord(text, drawPremises(policy));
    expect([verdict, failed]).to.deep.equal(['verified', undefined]);
    return { text, shown };
  };
  let release = '';
  const certify = (changes: Partial<EventDraft<'lot-certified'>['body']> = {}) => {
    const { inspected, answered } = inspection.lotOf().lot;
    const indices = lot.labels.map(({ index }) => index);
    const { inspected: count, defects } = inspected?.signed.event.body ?? expect.fail('not inspected');
    const sums = { inspected: count, defects };
    const range = { first: Math.min(...indices), last: Math.max(...indices) };
    const refs = [inspected?.id ?? '', answered?.id ?? '', release];
    const draft = { subject: { id: lot.id }, body: { range, labels: lot.labels.length, ...sums, accept: 0, ...changes }, refs };
    return createSender(gateway).attempt('lot-certified', reviewer, draft);
  };

  it('is there once the inspection has ended and is witnessed, for owner, firm and auditors', async () => {
    expect((await ask()).json['code']).to.equal('evidence-incomplete');
    for (const label of inspection.split().drawn) await inspection.judge(label, PASS);
    const verdicts = gateway.script.events.filter(({ signed }) => signed.event.type === 'verdict-signed');
    const { event } = await inspection.end(inspection.sumsOf(verdicts as never));
    expect((await ask()).json['code']).to.equal('not-yet-witnessed');
    await gateway.witness();
    for (const as of [reviewer, gateway.space.keeper]) {
      const { shown } = await verified(as);
      expect(shown).to.deep.include({ lot: lot.id, labels: 3, inspected: 2, defects: 0 });
      expect([shown?.answer, shown?.certificate]).to.deep.equal([undefined, undefined]);
    }
    expect((await ask(gateway.space.labeler)).json['code']).to.equal('event-withheld');
    await inspection.accept(event.id);
  });

  it('holds the certificate with the manifest that it vouches for, and nothing of a label or a verdict but its hash', async () => {
    const accepted = inspection.lotOf().lot.answered ?? expect.fail('not answered');
    const released = await signRelease(gateway, lot, { ...lot, accepted });
    release = released.release.id;
    expect((await certify({ defects: 1 })).code).to.equal('certificate-differs');
    expect((await certify()).status).to.equal(201);
    expect((await certify()).code).to.equal('certificate-given');
    await gateway.witness();
    expect((await ask()).json['code']).to.equal('release-files-missing');
    await released.upload();
    const { shown, text } = await verified();
    expect(shown).to.deep.include({ answer: 'accepted', accept: 0 });
    expect(shown?.certificate?.index).to.equal(gateway.script.entries.length - 1);
    for (const { salt, signed } of gateway.script.events)
      if (salt !== undefined) expect(text).to.not.include(salt).and.not.include(signed.signature);
    expect(text).to.include(`"release":"${released.id}"`);
  });
});
