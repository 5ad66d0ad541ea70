import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { inspectionOf } from '../../../provenance/space/inspection.ts';
import { revealRefs } from '../../../provenance/space/inspection-terms.ts';
import { inspectionRefs } from '../../../provenance/space/rules-verdict.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import type { Actor } from '../../support/scripted-space.ts';

const SECRET = '22'.repeat(32);

describe('the owner’s part of the draw, at her connector', () => {
  let lot: OwnLot;
  let id = '';
  let deadline = 0;
  let reviewer: Actor;
  beforeEach(async () => {
    lot = await startOwnLot();
    deadline = Date.now() + 25 * 3_600_000;
    reviewer = lot.log.script.certify(lot.firm, ['reviewer']);
    const plan = { kind: 'zero-defect' as const, share: 10 };
    ({ lot: id } = await lot.begin(deadline, undefined, { by: lot.firm.org, plan, hours: 24 }));
    await lot.round();
  });
  afterEach(() => lot.close());

  const known = () => lot.log.own.ledger.state().lots.get(id) ?? expect.fail('no lot');
  const kept = async () => {
    const [row] = await lot.log.database.query<{ secret: Buffer }[]>('select secret from draw where lot = $1', [id]);
    return toHex(new Uint8Array(row?.secret ?? []));
  };
  const signed = async (): Promise<readonly string[]> => {
    const rows = await lot.log.database.query<{ type: string }[]>(
      `select signed::json #>> '{event,type}' as type from chain_event where signed like '%inspection-%' and signed::json #>> '{event,type}' <> 'lot-opened' order by seq`,
    );
    return rows.map(({ type }) => type);
  };
  /** A round of the connector over its draws, and what follows from it in the log. */
  const draw = async (): Promise<void> => {
    await lot.log.during(lot.own.drawing.work(lot.signal));
    await lot.log.own.chain.work();
    await lot.log.sync();
    await lot.log.own.chain.work();
  };
  const commitAsFirm = async (): Promise<void> => {
    const body = { commitment: toHex(sha256(parseHex(SECRET))) };
    lot.log.script.log('inspection-committed', reviewer, { subject: { id }, body, refs: [known().opened.id] });
    await lot.log.sync();
  };
  const labelAll = async (): Promise<void> => {
    for (const at of [0, 1, 2]) await lot.label(id, lot.labelers[0], at);
  };

  it('is committed to once the log holds the opening, from 32 bytes that are kept before', async () => {
    expect(await kept()).to.have.length(64);
    await draw();
    await draw();
    expect(known().draw.owner?.committed.signed.event.body.commitment).to.equal(toHex(sha256(parseHex(await kept()))));
    expect(await signed()).to.deep.equal(['inspection-committed']);
  });

  it('is revealed once the closing lies under a quorum, and both parts give the sample', async () => {
    await draw();
    await commitAsFirm();
    await labelAll();
    await draw();
    expect(known().draw.owner).not.to.have.property('revealed');
    await lot.round([id]);
    await draw();
    await draw();
    const { closed, draw: shares } = known();
    const revealed = shares.owner?.revealed?.signed.event;
    expect(revealed?.body.secret).to.equal(await kept());
    expect(revealed?.checkpoint.size).to.be.greaterThan(closed?.index ?? Infinity);
    expect(await signed()).to.deep.equal(['inspection-committed', 'inspection-revealed']);
    const refs = [closed?.id ?? '', shares.owner?.committed.id ?? '', shares.inspector?.committed.id ?? ''];
    expect(revealed?.refs).to.have.members(refs);
    const checkpoint = { size: lot.log.own.ledger.size, root: '0'.repeat(64) };
    const envelope = { checkpoint, time: lot.log.clock() };
    lot.log.script.log('inspection-revealed', reviewer, { subject: { id }, body: { secret: SECRET }, refs, envelope });
    await lot.log.sync();
    expect(inspectionOf(lot.log.own.ledger.state(), known(), [], drawInspection)).to.include({ kind: 'drawn', size: 3 });
    expect(lot.troubles).to.deep.equal([]);
  });

  it('keeps its bytes and signs each step once, whatever the crash', async () => {
    const before = await kept();
    lot.log.through({ submit: () => Promise.reject(new Error('away')) });
    await lot.own.drawing.work(lot.signal);
    await lot.reopen();
    lot.log.through(lot.log.honest);
    await draw();
    await commitAsFirm();
    await labelAll();
    await lot.round([id]);
    lot.log.through({ submit: () => Promise.reject(new Error('away')) });
    await lot.own.drawing.work(lot.signal);
    await lot.reopen();
    lot.log.through(lot.log.honest);
    await draw();
    await draw();
    expect([await kept(), await signed()]).to.deep.equal([before, ['inspection-committed', 'inspection-revealed']]);
    expect(known().draw.owner?.revealed?.signed.event.body.secret).to.equal(before);
  });

  it('gives the firm three days to inspect and the owner three to answer, unless the command says otherwise', async () => {
    const times = (of: string) => lot.log.own.ledger.state().lots.get(of)?.opened.signed.event.body.inspection;
    expect(times(id)).to.include({ inspectHours: 72, answerHours: 72 });
    const own = { inspectHours: 48, answerHours: 100 };
    const inspection = { by: lot.firm.org, plan: { kind: 'zero-defect' as const, share: 10 }, hours: 24, ...own };
    const { lot: other } = await lot.begin(deadline, undefined, inspection);
    await lot.round();
    expect(times(other)).to.include(own);
  });

  it('lets the lot wait for the firm’s commitment, until the deadline', async () => {
    await draw();
    await labelAll();
    await lot.round([id]);
    expect(known().closed).to.equal(undefined);
    lot.log.at(deadline + 1000);
    await lot.log.sync();
    await lot.round();
    expect(known().closed?.signed.event.body.labels).to.equal(3);
    expect(inspectionOf(lot.log.own.ledger.state(), known(), [], drawInspection)).to.include({ kind: 'whole', reason: 'uncommitted' });
  });

  it('leads to no release before the firm has ended its inspection and the owner has accepted', async () => {
    await draw();
    await commitAsFirm();
    await labelAll();
    await lot.round([id]);
    const { script } = lot.log;
    const prepare = () => lot.own.releasing.prepare({ lot: id, release: script.newId() }, script.newId());
    await expectCode(prepare, 'release-unaccepted');
    const closed = known().closed ?? expect.fail('open');
    const envelope = { time: lot.log.clock(), checkpoint: { size: closed.index + 1, root: '0'.repeat(64) } };
    await draw();
    const refs = revealRefs(known(), closed);
    script.log('inspection-revealed', reviewer, { subject: { id }, body: { secret: SECRET }, refs, envelope });
    await lot.log.sync();
    const sums = { inspected: 3, defects: 0, root: '0'.repeat(64) };
    const ended = script.log('lot-inspected', reviewer, { subject: { id }, body: sums, refs: inspectionRefs(known(), closed) });
    await lot.log.sync();
    await expectCode(prepare, 'release-unaccepted');
    script.log('lot-accepted', lot.keeper, { subject: { id }, body: {}, refs: [ended.id] });
    await lot.log.sync();
    expect(await prepare()).to.include({ lot: id, labels: 3 });
  });

  it('is not revealed after the hours', async () => {
    await draw();
    await commitAsFirm();
    await labelAll();
    await lot.round([id]);
    lot.log.at((known().closed?.signed.event.time ?? expect.fail('open')) + 24 * 3_600_000 + 1);
    await lot.log.sync();
    await draw();
    expect(await signed()).to.deep.equal(['inspection-committed']);
  });

  it('is not committed to once the lot is closed', async () => {
    lot.log.at(deadline + 1000);
    await lot.log.sync();
    await lot.round();
    await draw();
    expect(known().closed).not.to.equal(undefined);
    expect(await signed()).to.deep.equal([]);
  });

  it('is not agreed with somebody who is no firm', async () => {
    const inspection = { by: lot.owner.org, plan: { kind: 'zero-defect' as const, share: 10 }, hours: 24 };
    await expectCode(() => lot.open(known().project, lot.log.script.newId(), { deadline, inspection }), 'inspector-unfit');
  });
});
