import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { openLabel } from '../../../privacy/sealing/label.ts';
import { labelHash } from '../../../privacy/sealing/label-hash.ts';
import { openLotKey } from '../../../privacy/sealing/wrap.ts';
import type { Level } from '../../../provenance/event/fields.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { sealedLabelOf } from '../../support/sealed-labels.ts';
import type { Actor } from '../../support/scripted-space.ts';

describe("the key of a sealed lot, for its roster's reviewers", () => {
  let own: OwnLot;
  let lot = '';
  let project = '';
  let first: Actor;
  let second: Actor;
  let reviewer: Actor;
  const hire = (clearance: Level = 'g3', changes: Partial<Actor> = {}): Actor => {
    const { script } = own.log;
    return script.certify(own.firm, ['reviewer', 'labeler'], { ...script.newActor(own.firm.org), ...changes }, clearance);
  };
  beforeEach(async () => {
    own = await startOwnLot({ level: 'g3', delivery: 'sealed' });
    [first, second] = own.labelers;
    ({ lot, project } = await own.begin());
    reviewer = hire();
    await own.signRoster(project, 2, [first, second], [reviewer]);
    await own.round();
  });
  afterEach(() => own.close());

  const lotOf = () => own.log.own.ledger.state().lots.get(lot) ?? expect.fail('no lot');
  const keysFor = ({ opening }: Actor): number => (own.relay.wraps.has(`${lot}/${toHex(opening.publicKey)}`) ? 1 : 0);
  const round = (): Promise<void> => own.own.lotKeys.work();
  /** One more labeler of the open lot, beside the first one and these. */
  const joinAsLabeler = async (...beside: readonly Actor[]): Promise<Actor> => {
    const was = hire();
    await own.signRoster(project, 3, [first, was, ...beside], [reviewer]);
    await own.round();
    return was;
  };
  const close = async (...by: readonly Actor[]): Promise<void> => {
    for (const at of [0, 1, 2]) await sealedLabelOf(own, lot, by[at] ?? first, at);
    await own.round([lot]);
    expect(lotOf().closed).to.not.equal(undefined);
  };

  it('goes out once the lot is closed, once to each, and opens every label', async () => {
    await round();
    const { sealed, place, readers } = await sealedLabelOf(own, lot, first, 0);
    for (const at of [1, 2]) await sealedLabelOf(own, lot, second, at);
    await round();
    expect(keysFor(reviewer)).to.equal(0);
    await own.round([lot]);
    await round();
    const wrap = own.relay.wraps.get(`${lot}/${toHex(reviewer.opening.publicKey)}`);
    const { actor, body, space } = lotOf().opened.signed.event;
    const premise = { connector: actor.key, lotKey: body.lotKey ?? '' };
    const key = openLotKey(wrap, { space, project, lot }, reviewer.opening, premise);
    const opened = openLabel(sealed, 'lot', key, { place, readers, hash: labelHash(sealed) });
    expect(new TextDecoder().decode(opened.content)).to.include('任务');
    for (const other of [first, second]) {
      expect(keysFor(other)).to.equal(0);
      expect(() => openLotKey(wrap, { space, project, lot }, other.opening, premise)).to.throw();
    }
    await own.reopen();
    await round();
    expect(own.relay.wraps.get(`${lot}/${toHex(reviewer.opening.publicKey)}`)).to.equal(wrap);
    const later = hire();
    await own.signRoster(project, 3, [first], [reviewer, later]);
    await round();
    expect(keysFor(later)).to.equal(1);
    expect(own.troubles).to.deep.equal([]);
  });

  it('goes to nobody who is revoked, not cleared any more, off the roster, or has no key to which anything can be sealed', async () => {
    const [revoked, gone, cleared] = [hire(), hire(), hire('important')];
    const { opening } = own.log.script.newActor(own.firm.org);
    const low = hire('g3', { opening: { ...opening, publicKey: new Uint8Array(32) } });
    await own.signRoster(project, 3, [first, second], [revoked, gone, reviewer, low]);
    await own.signRoster(project, 4, [first, second], [revoked, reviewer, low, cleared]);
    own.log.script.revoke(own.firm, revoked);
    await own.log.sync();
    await close();
    await round();
    expect([revoked, gone, low, reviewer, cleared].map(keysFor)).to.deep.equal([0, 0, 0, 1, 1]);
    expect(own.troubles).to.deep.equal([]);
  });

  it('goes to nobody once the level forbids it', async () => {
    const cleared = hire('important');
    await own.signRoster(project, 3, [first, second], [cleared]);
    await close();
    await own.grade('g4');
    await round();
    expect([reviewer, cleared].map(keysFor)).to.deep.equal([0, 0]);
    expect(own.troubles).to.deep.equal(['level-forbids-delivery']);
  });

  it('goes to nobody under a checkpoint that is older than ten minutes', async () => {
    await close();
    own.log.at(own.log.clock() + 11 * 60_000);
    await round();
    expect(keysFor(reviewer)).to.equal(0);
    expect(own.troubles).to.deep.equal(['checkpoint-stale']);
  });

  it('goes to nobody who labeled in the lot, whatever roster names her a reviewer later and whatever key she has then', async () => {
    const was = await joinAsLabeler();
    await close(was, first, first);
    const again = hire('g3', { subject: first.subject });
    await own.signRoster(project, 4, [second], [reviewer, was, again]);
    await round();
    expect([reviewer, was, again].map(keysFor)).to.deep.equal([1, 0, 0]);
  });

  it('is no matter of complaint where only somebody waits who labeled in the lot', async () => {
    // Cleared for what is forbidden later on, so that nothing but her labels speaks against her.
    const was = hire('important');
    await own.signRoster(project, 3, [first, was], [reviewer]);
    await close(was, first, first);
    await round();
    await own.signRoster(project, 4, [first], [reviewer, was]);
    await own.grade('g4');
    await round();
    expect([reviewer, was].map(keysFor)).to.deep.equal([1, 0]);
    expect(own.troubles).to.deep.equal([]);
  });

  it('goes to nobody who labeled, though a gateway hides that', async () => {
    const was = await joinAsLabeler();
    await close(was, first, first);
    await own.signRoster(project, 4, [first], [reviewer, was]);
    const honest = own.relay.work;
    own.relay.work = honest.slice(1);
    await round();
    expect([reviewer, was].map(keysFor)).to.deep.equal([1, 0]);
    own.relay.work = honest;
    await round();
    expect([reviewer, was].map(keysFor)).to.deep.equal([1, 0]);
    expect(own.troubles).to.deep.equal([]);
  });

  it('goes to nobody who reported an item, though a gateway logs more reports of it than count and shows others', async () => {
    const was = await joinAsLabeler(second);
    // The first has the item's place, the others count for nothing.
    for (const by of [was, first, second]) await own.reportItem(lot, by, 0);
    for (const at of [1, 2]) await sealedLabelOf(own, lot, first, at);
    await own.round([lot]);
    expect(lotOf().closed?.signed.event.body).to.include({ labels: 2, reports: 1 });
    const device = hire('g3', { subject: was.subject });
    await own.signRoster(project, 4, [first], [reviewer, was]);
    own.relay.work = own.relay.work.slice(1);
    expect((await own.own.count(lot)).accounting.reports).to.have.length(1);
    await round();
    await own.signRoster(project, 5, [first], [reviewer, device]);
    await round();
    expect([reviewer, was, device].map(keysFor)).to.deep.equal([1, 0, 0]);
  });

  it('goes to nobody whose work a gateway hid before the lot was closed', async () => {
    const was = await joinAsLabeler();
    await sealedLabelOf(own, lot, was, 0);
    own.relay.work = [];
    await close();
    await own.signRoster(project, 4, [first], [reviewer, was]);
    await round();
    expect([reviewer, was].map(keysFor)).to.deep.equal([1, 0]);
  });

  it('is tried again after a pause that doubles to a minute', async () => {
    await close();
    const begun = own.log.clock();
    let asked: number[] = [];
    own.relay.before = (_, path) => {
      if (path !== `/api/lots/${lot}/wraps`) return;
      asked.push(own.log.clock() - begun);
      throw new Error('away');
    };
    for (let at = 0; at <= 190_000; at += 500) {
      own.log.at(begun + at);
      await round();
    }
    expect(asked).to.deep.equal([0, 1000, 3000, 7000, 15_000, 31_000, 63_000, 123_000, 183_000]);
    expect(own.troubles).to.have.length(asked.length);
    expect(keysFor(reviewer)).to.equal(0);
    asked = [];
    own.relay.before = () => undefined;
    own.log.at(begun + 243_000);
    await round();
    expect(keysFor(reviewer)).to.equal(1);
    const later = hire();
    await own.signRoster(project, 3, [first, second], [reviewer, later]);
    await round();
    expect(keysFor(later)).to.equal(1);
  });
});
