import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { labelsRoot } from '../../../provenance/space/accounting.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { createSender, hire, label, openLot, startLabelingGateway, type OpenLot } from '../../support/labeling.ts';
import { toWork } from '../../support/logged-work.ts';
import type { Actor, EventDraft } from '../../support/scripted-space.ts';

const HOUR = 3_600_000;
const TERMS = { plan: { kind: 'zero-defect', share: 500 }, hours: 24 } as const;
const [MINE, THEIRS] = ['11'.repeat(32), '22'.repeat(32)] as const;

describe('the draw of a lot at the gateway', () => {
  let gateway: TestGateway;
  let reviewer: Actor;
  let now = Date.now();
  before(async () => {
    gateway = await startLabelingGateway({ clock: () => now });
    reviewer = await hire(gateway, ['reviewer']);
  });
  after(() => gateway.close());

  const open = () => openLot(gateway, { inspection: TERMS, deadline: now + 48 * HOUR });
  const commit = (lot: OpenLot, by: Actor, secret: string) =>
    createSender(gateway).attempt('inspection-committed', by, {
      subject: { id: lot.id },
      body: { commitment: toHex(sha256(parseHex(secret))) },
      refs: [lot.lot.id],
    });
  const reveal = (
    lot: OpenLot,
    by: Actor,
    secret: string,
    refs: readonly string[],
    envelope: EventDraft<'inspection-revealed'>['envelope'] = {},
  ) =>
    createSender(gateway).attempt('inspection-revealed', by, {
      subject: { id: lot.id },
      body: { secret },
      refs,
      envelope: { time: now, checkpoint: { size: gateway.script.entries.length, root: '0'.repeat(64) }, ...envelope },
    });
  /** Labels everything, and closes. */
  const close = async (lot: OpenLot, time = now) => {
    const labels = [];
    for (const at of lot.items.keys()) labels.push((await label(gateway, lot, at, gateway.space.labeler)).event);
    const body = { cause: 'complete' as const, labels: labels.length, reports: 0, left: [], root: labelsRoot(labels.map(toWork)) };
    const attempt = (claimed: number) =>
      createSender(gateway).attempt('lot-closed', gateway.space.connector, {
        subject: { id: lot.id },
        body,
        refs: [lot.lot.id],
        envelope: { time: claimed },
      });
    return { ...(await attempt(time)), attempt };
  };
  const drawOf = (lot: OpenLot) => gateway.foundation.directory.state().lots.get(lot.id)?.draw;

  it('takes what both sides commit to and reveal, and stands in its state', async () => {
    const lot = await open();
    const { connector } = gateway.space;
    const [owner, firm] = [await commit(lot, connector, MINE), await commit(lot, reviewer, THEIRS)];
    expect([owner.status, firm.status]).to.deep.equal([201, 201]);
    const early = await reveal(lot, reviewer, THEIRS, [lot.lot.id, firm.event.id]);
    expect([early.status, early.code]).to.deep.equal([409, 'draw-reveal-early']);
    const closed = await close(lot);
    expect(closed.status).to.equal(201);
    const wrong = await reveal(lot, reviewer, MINE, [closed.event.id, owner.event.id, firm.event.id]);
    expect([wrong.status, wrong.code]).to.deep.equal([422, 'draw-reveal-differs']);
    const alone = await reveal(lot, connector, MINE, [closed.event.id, owner.event.id]);
    expect([alone.status, alone.code]).to.deep.equal([422, 'reference-missing']);
    const refs = [closed.event.id, owner.event.id, firm.event.id];
    expect((await reveal(lot, connector, MINE, refs)).status).to.equal(201);
    expect((await reveal(lot, reviewer, THEIRS, refs)).status).to.equal(201);
    expect([drawOf(lot)?.owner, drawOf(lot)?.inspector].map((share) => share?.revealed?.signed.event.body.secret)).to.deep.equal([
      MINE,
      THEIRS,
    ]);
  });

  it('takes no reveal that is late by its own clock, whatever time it claims', async () => {
    const lot = await open();
    const firm = await commit(lot, reviewer, THEIRS);
    const owner = await commit(lot, gateway.space.connector, MINE);
    const { event } = await close(lot);
    now += 24 * HOUR + 1;
    const late = await reveal(lot, reviewer, THEIRS, [event.id, owner.event.id, firm.event.id], { time: now - HOUR });
    expect([late.status, late.code]).to.deep.equal([409, 'draw-reveal-late']);
    expect(drawOf(lot)?.inspector).not.to.have.property('revealed');
  });

  it('counts the hours from when witnesses had not seen the closing yet, where it is dated back by less than clocks differ', async () => {
    const lot = await open();
    const [owner, firm] = [await commit(lot, gateway.space.connector, MINE), await commit(lot, reviewer, THEIRS)];
    await gateway.publishPolicy();
    await gateway.witness(undefined, now);
    const { event } = await close(lot, now - 9 * 60_000);
    await gateway.witness(undefined, now + 2000);
    const refs = [event.id, owner.event.id, firm.event.id];
    now += 24 * HOUR - 60_000;
    expect((await reveal(lot, gateway.space.connector, MINE, refs, { time: now })).status).to.equal(201);
    now += 2 * 60_000;
    expect((await reveal(lot, reviewer, THEIRS, refs, { time: now })).code).to.equal('draw-reveal-late');
  });

  it('takes no closing that is dated back, so that the firm has its hours', async () => {
    const lot = await open();
    await commit(lot, gateway.space.connector, MINE);
    await commit(lot, reviewer, THEIRS);
    const { status, code, attempt } = await close(lot, now - HOUR);
    expect([status, code]).to.deep.equal([409, 'lot-closing-misdated']);
    expect((await attempt(now + HOUR)).code).to.equal('lot-closing-misdated');
    expect((await attempt(now - 60_000)).status).to.equal(201);
  });

  it('opens no lot that leaves the firm less time than its terms say, whatever time the opening claims', async () => {
    const lot = await open();
    const attempt = async (deadline: number, time: number) => {
      const { body, refs } = lot.lot.signed.event;
      const subject = { id: gateway.script.newId() };
      const draft = { subject, body: { ...body, deadline }, refs, envelope: { time } };
      return (await createSender(gateway).attempt('lot-opened', gateway.space.connector, draft)).code;
    };
    expect(await attempt(now + 23 * HOUR, now)).to.equal('inspection-hurried');
    expect(await attempt(now + 23 * HOUR, now - 2 * HOUR)).to.equal('inspection-hurried');
  });

  const isReady = async (lot: OpenLot): Promise<boolean | undefined> => {
    const { json } = await gateway.call('GET', '/api/connector/tasks', { by: gateway.space.connector });
    return (json['lots'] as readonly { readonly id: string; readonly ready: boolean }[]).find(({ id }) => id === lot.id)?.ready;
  };

  it('takes no closing before both sides have committed, unless the deadline has passed', async () => {
    const lot = await open();
    await commit(lot, gateway.space.connector, MINE);
    const { status, code, attempt } = await close(lot);
    expect([status, code, await isReady(lot)]).to.deep.equal([409, 'draw-awaited', false]);
    await commit(lot, reviewer, THEIRS);
    expect(await isReady(lot)).to.equal(true);
    expect((await attempt(now)).status).to.equal(201);
    const another = await open();
    const hurried = await close(another);
    now = another.deadline;
    expect([hurried.code, (await hurried.attempt(now)).status]).to.deep.equal(['draw-awaited', 201]);
  });

  it('takes no commitment once the lot is closed, not even in the same batch', async () => {
    const lot = await openLot(gateway, { inspection: TERMS, deadline: now + 25 * HOUR });
    const { attempt } = await close(lot);
    now = lot.deadline;
    const [closing, late] = await Promise.all([attempt(now), commit(lot, reviewer, THEIRS)]);
    expect(closing.status).to.equal(201);
    if (late.status !== 201) expect(late.code).to.equal('draw-commitment-late');
    else expect(late.event.index).to.be.lessThan(closing.event.index);
    expect((await commit(lot, gateway.space.connector, MINE)).code).to.equal('draw-commitment-late');
  });
});
