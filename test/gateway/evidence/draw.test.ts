import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { verifyDraw } from '../../../provenance/evidence/draw/draw-verifier.ts';
import { verifyEvidence } from '../../../provenance/evidence/verifier.ts';
import { writePolicy } from '../../../provenance/log/policy-text.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import { premisesOf } from '../../support/evidence-premises.ts';
import { drawPremises } from '../../support/forged-draw.ts';
import { createTestSpace, type TestGateway } from '../../support/gateway.ts';
import { createInspection } from '../../support/inspected-lot.ts';
import {
  catalogue,
  createSender,
  finishLot,
  hire,
  label,
  openLot,
  signRelease,
  startLabelingGateway,
  type OpenLot,
} from '../../support/labeling.ts';
import { termsOf } from '../../support/log.ts';
import { toWork } from '../../support/logged-work.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';

const [MINE, THEIRS] = ['11'.repeat(32), '22'.repeat(32)] as const;

describe('the lot file from the gateway', () => {
  let gateway: TestGateway;
  let lot: OpenLot;
  let reviewer: Actor;
  let stranger: Actor;
  let auditor: Actor;
  let policy = '';
  /** Milliseconds that the gateway's clock is on. */
  let passed = 0;
  before(async () => {
    const space = createTestSpace();
    stranger = space.script.join('firm');
    auditor = space.script.join('auditor');
    gateway = await startLabelingGateway({ space, clock: () => Date.now() + passed });
    const { owner, firm } = space.roots;
    const roots = [owner, firm, stranger, auditor].map(({ org, key }) => ({ org, key: key.publicKey }));
    policy = writePolicy({ ...termsOf(3), space: gateway.script.space, roots });
    await gateway.publishPolicy();
    reviewer = await hire(gateway, ['reviewer']);
    lot = await openLot(gateway, {
      inspection: { plan: { kind: 'zero-defect', share: 500 }, hours: 24 },
      deadline: Date.now() + 2 * 86_400_000,
    });
  });
  after(() => gateway.close());

  const send = () => createSender(gateway).send;
  const ask = (as: Actor) => gateway.call('GET', `/api/lots/${lot.id}/draw`, { as });
  const refused = async (as: Actor) => {
    const { status, json } = await ask(as);
    return [status, json['code']];
  };

  /** Releases a closed lot, and verifies the evidence for one of its labels. @returns what came of its events and of its lot */
  const verifyRelease = async (of: OpenLot, finished: Parameters<typeof signRelease>[2]): Promise<readonly unknown[]> => {
    const { keeper } = gateway.space;
    const { subject, documents } = catalogue(gateway.script, of.table.dataset, 'g1');
    await send()('dataset-published', keeper, { subject, body: {}, refs: [of.registered.id, of.graded.id] }, documents);
    const release = await signRelease(gateway, of, finished);
    await release.upload();
    await gateway.witness(undefined, Date.now() + passed);
    const { status, text } = await gateway.call('GET', `/api/releases/${release.id}/items/${of.items[0]?.id}/evidence`, { as: keeper });
    expect(status, text).to.equal(200);
    const { checks } = verifyEvidence(text, premisesOf(policy));
    return ['only-what-is-needed', 'lot-fixes-item', 'release-authorised'].map(
      (name) => checks.find((check) => check.name === name)?.result,
    );
  };

  /** The stranger's firm inspects everything, and the owner accepts it. */
  const acceptWhole = async (whole: Parameters<typeof createInspection>[1]) => {
    const inspecting = gateway.script.certify(stranger, ['reviewer']);
    await gateway.submit(gateway.script.events.at(-1) as LoggedEvent);
    const { judgeAll, sumsOf, end, accept } = createInspection(gateway, whole, inspecting);
    const now = Date.now() + passed;
    const { event } = await end(sumsOf(await judgeAll(now)), now);
    return (await accept(event.id)).event;
  };

  it('is there once the sample is drawn and witnessed, and a stranger redoes the draw with it', async () => {
    const { connector, labeler, keeper } = gateway.space;
    const subject = { id: lot.id };
    const commit = (by: Actor, secret: string) =>
      send()('inspection-committed', by, { subject, body: { commitment: toHex(sha256(parseHex(secret))) }, refs: [lot.lot.id] });
    const [owner, firm] = [await commit(connector, MINE), await commit(reviewer, THEIRS)];
    const { closed } = await finishLot(gateway, lot, labeler, Date.now());
    await gateway.witness();
    expect(await refused(keeper)).to.deep.equal([409, 'evidence-incomplete']);
    const size = gateway.script.entries.length;
    const [, root = ''] = (await gateway.foundation.reader.newest()).split('\n').slice(1);
    const envelope = { time: Date.now(), checkpoint: { size, root: Buffer.from(root, 'base64').toString('hex') } };
    const refs = [closed.id, owner.id, firm.id];
    await send()('inspection-revealed', connector, { subject, body: { secret: MINE }, refs, envelope });
    await send()('inspection-revealed', reviewer, { subject, body: { secret: THEIRS }, refs, envelope });
    expect(await refused(keeper)).to.deep.equal([404, 'not-yet-witnessed']);
    await gateway.witness();
    for (const as of [keeper, reviewer]) {
      const { status, text } = await ask(as);
      expect(status, text).to.equal(200);
      const { verdict, checks, shown } = verifyDraw(text, drawPremises(policy));
      const failures = checks.filter(({ result }) => result === 'failed');
      expect(failures).to.deep.equal([]);
      expect([verdict, shown?.labels]).to.deep.equal(['verified', 3]);
    }
  });

  it('proves a sample under the first witnessed checkpoint that holds its reveals, whatever is logged later', async () => {
    const before = (await ask(reviewer)).text;
    const { size } = verifyDraw(before, drawPremises(policy)).shown?.anchor ?? expect.fail('not anchored');
    await hire(gateway, ['labeler']);
    await gateway.witness();
    expect(gateway.script.entries.length).to.be.greaterThan(size);
    expect((await ask(reviewer)).text).to.equal(before);
  });

  it('holds what a derivative was made of, the firm that inspects where it neither labels nor commits, and the adjudicator', async () => {
    const { keeper, labeler } = gateway.space;
    const inspection = { by: stranger.org, plan: { kind: 'zero-defect' as const, share: 500 }, hours: 24 };
    const pay = { withhold: 24, appeal: 72, decide: 24, adjudicator: auditor.org };
    const deadline = Date.now() + 25 * 3_600_000;
    const silent = await openLot(gateway, { derived: true, inspection, pay, deadline });
    const labels = [];
    for (const at of silent.items.keys()) labels.push((await label(gateway, silent, at, labeler)).event);
    passed = 26 * 3_600_000;
    const body = { cause: 'complete' as const, labels: labels.length, reports: 0, left: [], root: labelsRoot(labels.map(toWork)) };
    const envelope = { time: Date.now() + passed };
    const closing = { subject: { id: silent.id }, body, refs: [silent.lot.id], envelope };
    const closed = await send()('lot-closed', gateway.space.connector, closing);
    await gateway.witness(undefined, Date.now() + passed);
    const { status, text } = await gateway.call('GET', `/api/lots/${silent.id}/draw`, { as: keeper });
    expect(status, text).to.equal(200);
    const { verdict, checks, shown } = verifyDraw(text, drawPremises(policy));
    expect(checks.filter(({ result }) => result === 'failed')).to.deep.equal([]);
    expect(verdict).to.equal('unproven');
    expect(shown?.outcome).to.deep.equal({ kind: 'whole', reason: 'uncommitted', cost: ['owner', 'inspector'] });
    const accepted = await acceptWhole({ id: silent.id, labels, closed });
    expect(await verifyRelease(silent, { labels, closed, accepted })).to.deep.equal(['passed', 'passed', 'passed']);
  });

  it('neither waits for whoever writes the lot nor holds that up', async () => {
    const { status } = await gateway.database.transaction(async (manager) => {
      await manager.query('select id from item where lot = $1 for update', [lot.id]);
      return await ask(reviewer);
    });
    expect(status).to.equal(200);
  });

  it('is refused where a label that counts is not there, not made without it', async () => {
    const [kept] = await gateway.database.query<{ label: string }[]>('select label from item where id = $1', [lot.items[1]?.id]);
    const set = async (counting: string | undefined) =>
      await gateway.database.query('update item set label = $1 where id = $2', [counting, lot.items[1]?.id]);
    await set('f'.repeat(64));
    expect(await refused(reviewer)).to.deep.equal([409, 'evidence-incomplete']);
    await set(kept?.label);
    expect((await ask(reviewer)).status).to.equal(200);
  });

  it('is for the owner’s data owners and connectors, not for others of its people', async () => {
    const { administrator, officer, connector } = gateway.space;
    for (const as of [administrator, officer]) expect(await refused(as)).to.deep.equal([403, 'event-withheld']);
    expect((await gateway.call('GET', `/api/lots/${lot.id}/draw`, { by: connector })).status).to.equal(200);
  });

  it('is not for labelers: it lists what others signed', async () => {
    expect(await refused(gateway.space.labeler)).to.deep.equal([403, 'event-withheld']);
    const { status } = await gateway.call('GET', `/api/lots/${gateway.script.newId()}/draw`, { as: gateway.space.keeper });
    expect(status).to.equal(404);
  });
});
