import { expect } from 'chai';
import { sha256 } from '../../../common/crypto/hash.ts';
import { parseBase64, parseHex, toHex } from '../../../common/encodings.ts';
import { openItem } from '../../../privacy/sealing/item.ts';
import { openBatchKey } from '../../../privacy/sealing/wrap.ts';
import type { Level } from '../../../provenance/event/fields.ts';
import { drawInspection } from '../../../labeling/sampling/inspection-draw.ts';
import { inspectionOf } from '../../../provenance/space/inspection.ts';
import { inspectionRefs } from '../../../provenance/space/rules-verdict.ts';
import { revealRefs } from '../../../provenance/space/inspection-terms.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { sealedLabelOf } from '../../support/sealed-labels.ts';
import type { Actor } from '../../support/scripted-space.ts';

const SECRET = '22'.repeat(32);
/** Two of three labels are drawn. */
const PLAN = { kind: 'zero-defect', share: 500 } as const;

describe('the drawn items of a sealed lot, for the reviewers of the firm that inspects it', () => {
  let own: OwnLot;
  let lot = '';
  let project = '';
  let first: Actor;
  let second: Actor;
  let reviewer: Actor;
  const hire = (changes: Partial<Actor> = {}, clearance: Level = 'g3', firm = own.firm): Actor => {
    const { script } = own.log;
    return script.certify(firm, ['reviewer', 'labeler'], { ...script.newActor(firm.org), ...changes }, clearance);
  };
  const lotOf = () => own.log.own.ledger.state().lots.get(lot) ?? expect.fail('no lot');

  beforeEach(async () => {
    own = await startOwnLot({ level: 'g3', delivery: 'sealed' });
    [first, second] = own.labelers;
    const inspection = { by: own.firm.org, plan: PLAN, hours: 24 };
    ({ lot, project } = await own.begin(Date.now() + 25 * 3_600_000, undefined, inspection));
    reviewer = hire();
    await own.signRoster(project, 2, [first, second], [reviewer]);
    await own.round();
    await step();
    const body = { commitment: toHex(sha256(parseHex(SECRET))) };
    own.log.script.log('inspection-committed', reviewer, { subject: { id: lot }, body, refs: [lotOf().opened.id] });
    await own.log.sync();
  });
  afterEach(() => own.close());

  /** The owner's part of the draw moves on. */
  const step = async (): Promise<void> => {
    await own.log.during(own.own.drawing.work(own.signal));
    await own.log.own.chain.work();
    await own.log.sync();
  };
  const close = async (by = first): Promise<void> => {
    for (const at of [0, 1, 2]) await sealedLabelOf(own, lot, by, at);
    await own.round([lot]);
  };
  const reveal = async (): Promise<void> => {
    await step();
    const closed = lotOf().closed ?? expect.fail('open');
    const checkpoint = { size: own.log.own.ledger.size, root: '0'.repeat(64) };
    const draft = {
      subject: { id: lot },
      body: { secret: SECRET },
      refs: revealRefs(lotOf(), closed),
      envelope: { time: own.log.clock(), checkpoint },
    };
    own.log.script.log('inspection-revealed', reviewer, draft);
    await own.log.sync();
  };
  const draw = async (): Promise<void> => {
    await close();
    await reveal();
  };
  const sample = (): Promise<void> => own.log.during(own.own.lotSamples.work(own.signal));
  const round = async (): Promise<void> => {
    await own.own.lotKeys.work();
    await sample();
  };
  /** Items that are drawn, by the log and the order in which the lot lists them: each has one label here. */
  const drawn = (): readonly string[] => {
    const inspection = inspectionOf(own.log.own.ledger.state(), lotOf(), [], drawInspection);
    const positions = inspection !== undefined && 'positions' in inspection ? inspection.positions : [];
    return positions.map((position) => lotOf().opened.signed.event.body.items[position]?.id ?? '');
  };
  const batchOf = (): string => [...own.relay.sampled.values()][0]?.signed.header.batch ?? '';
  const wrapFor = ({ opening }: Actor) => own.relay.wraps.get(`${batchOf()}/${toHex(opening.publicKey)}`);
  const placeOf = () => ({ space: own.log.script.space, project, lot });
  const read = (by: Actor, id: string): string => {
    const sealed = own.relay.sampled.get(id) ?? expect.fail('not sealed');
    const connector = lotOf().opened.signed.event.actor.key;
    const key = openBatchKey(wrapFor(by), { ...placeOf(), batch: batchOf() }, by.opening, connector);
    const { commitment = '' } = lotOf().opened.signed.event.body.items.find((item) => item.id === id) ?? {};
    const premise = { connector, expected: { ...placeOf(), item: id, commitment } };
    return JSON.parse(new TextDecoder().decode(openItem({ signed: sealed.signed, box: parseBase64(sealed.box) }, key, premise).content));
  };

  it('are sealed once they are drawn, those alone, and open to what the lot committed to', async () => {
    await round();
    await close();
    await round();
    expect(own.relay.sampled.size).to.equal(0);
    await reveal();
    await round();
    expect([...own.relay.sampled.keys()]).to.have.members(drawn());
    expect(drawn()).to.have.length(2);
    const texts = new Map(
      (await own.log.database.query<{ id: string; text: string }[]>('select id, text from lot_item')).map(({ id, text }) => [id, text]),
    );
    for (const id of drawn()) expect(read(reviewer, id)).to.equal(texts.get(id));
    for (const other of [first, second]) expect(wrapFor(other)).to.equal(undefined);
    expect(own.troubles).to.deep.equal([]);
  });

  it('wait for the key of the lot, without which nobody reads the labels', async () => {
    await draw();
    await sample();
    expect([own.relay.sampled.size, own.troubles]).to.deep.equal([0, []]);
    await round();
    expect(own.relay.sampled.size).to.equal(2);
  });

  it('are named in the log with their batch and for whom they were sealed, once the gateway has taken both', async () => {
    await draw();
    own.relay.before = (_, path) => {
      if (path.endsWith('/sample/wraps')) throw new Error('away');
    };
    await round();
    expect(lotOf().sampleFor).to.equal(undefined);
    own.relay.before = () => undefined;
    own.log.at(own.log.clock() + 2000);
    await round();
    expect([...(lotOf().sampleFor ?? [])]).to.deep.equal([toHex(reviewer.key.publicKey)]);
  });

  it('lie under a key that opens none of the batches that were labeled, as newer versions', async () => {
    await draw();
    await round();
    const batches = await own.log.database.query<{ id: string }[]>('select id from batch');
    expect(batches.map(({ id }) => id)).not.to.include(batchOf());
    for (const { signed } of own.relay.sampled.values()) expect(signed.header).to.include({ version: 2, batch: batchOf() });
    const [id = ''] = drawn();
    const labeled = own.relay.sealed.get(id) ?? expect.fail('not sealed');
    const connector = lotOf().opened.signed.event.actor.key;
    const key = openBatchKey(wrapFor(reviewer), { ...placeOf(), batch: batchOf() }, reviewer.opening, connector);
    const premise = { connector, expected: { ...placeOf(), item: id } };
    expect(() => openItem({ signed: labeled.signed, box: parseBase64(labeled.box) }, key, premise)).to.throw('item-key-differs');
  });

  it('stay the same batch after a crash, and go once to each, also to whoever joins later', async () => {
    await draw();
    let fails = 0;
    own.relay.before = (_, path) => {
      if (!path.includes('/sample/')) return;
      fails += 1;
      throw new Error('away');
    };
    await round();
    own.relay.before = () => undefined;
    await own.reopen();
    await round();
    const [batch, wrap] = [batchOf(), wrapFor(reviewer)];
    await round();
    expect(wrapFor(reviewer)).to.equal(wrap);
    const later = hire();
    await own.signRoster(project, 3, [first], [reviewer, later]);
    await round();
    expect([fails, batchOf(), wrapFor(later) !== undefined]).to.deep.equal([1, batch, true]);
    for (const id of drawn()) expect(read(later, id)).to.equal(read(reviewer, id));
  });

  it('go to nobody who is revoked, off the roster, of another firm, or who could label in the lot', async () => {
    const elsewhere = hire({}, 'g3', own.log.script.join('firm'));
    const [revoked, gone, was] = [hire(), hire(), hire()];
    await own.signRoster(project, 3, [first, was], [reviewer, revoked, gone, elsewhere]);
    await own.round();
    await draw();
    const again = hire({ subject: first.subject });
    await own.signRoster(project, 4, [second], [reviewer, revoked, was, again, elsewhere]);
    own.log.script.revoke(own.firm, revoked);
    await own.log.sync();
    await round();
    const nobody = [revoked, gone, elsewhere, was, again, first, second];
    expect([reviewer, ...nobody].map((one) => wrapFor(one) !== undefined)).to.deep.equal([true, ...nobody.map(() => false)]);
    const sent = [...own.relay.wraps.values()].filter(({ wrap }) => wrap.purpose === 'batch-key' && wrap.batch === batchOf());
    expect(sent).to.have.length(1);
  });

  it('go to nobody once the level forbids it, or under a checkpoint older than ten minutes', async () => {
    const cleared = hire({}, 'important');
    await own.signRoster(project, 3, [first, second], [reviewer, cleared]);
    await draw();
    await own.own.lotKeys.work();
    own.log.at(own.log.clock() + 11 * 60_000);
    await sample();
    expect(own.troubles).to.deep.equal(['checkpoint-stale']);
    own.log.at(own.log.clock() + 60_000);
    await own.log.sync();
    await own.grade('g4');
    await sample();
    expect(own.troubles).to.deep.equal(['checkpoint-stale', 'level-forbids-delivery']);
    expect(own.relay.sampled.size).to.equal(0);
  });

  it('are not chosen by a gateway that hides a label, or shows them in another order', async () => {
    await draw();
    const honest = own.relay.work;
    own.relay.work = honest.slice(1);
    await round();
    expect(own.relay.sampled.size).to.equal(0);
    expect(own.troubles).to.deep.equal(['sample-incomplete']);
    own.relay.work = honest.toReversed();
    own.log.at(own.log.clock() + 2000);
    await round();
    expect([...own.relay.sampled.keys()]).to.have.members(drawn());
  });

  it('are all items where the firm was silent, once a quorum says so', async () => {
    await close();
    await step();
    await round();
    expect(own.relay.sampled.size).to.equal(0);
    own.log.at((lotOf().closed?.signed.event.time ?? 0) + 24 * 3_600_000 + 2000);
    await own.log.sync();
    await round();
    expect(own.relay.sampled.size).to.equal(3);
  });

  it('go to nobody any more once the inspection has ended', async () => {
    await draw();
    await round();
    const sums = { inspected: 2, defects: 0, root: '0'.repeat(64) };
    const closed = lotOf().closed ?? expect.fail('open');
    own.log.script.log('lot-inspected', reviewer, { subject: { id: lot }, body: sums, refs: [...inspectionRefs(lotOf(), closed)] });
    const later = hire();
    await own.signRoster(project, 3, [first], [reviewer, later]);
    await round();
    expect([reviewer, later].map((one) => wrapFor(one) !== undefined)).to.deep.equal([true, false]);
  });
});
