import { expect } from 'chai';
import { parseHex, toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { isPrivateEntry } from '../../provenance/event/entry.ts';
import type { Event } from '../../provenance/event/event.ts';
import { eventId, parseSignedEvent } from '../../provenance/event/signing.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { killAgain, victimsOf } from '../support/killed-space.ts';
import { labelTogether, openLot, openProject, openWorker, type Worker } from '../support/labeling-team.ts';
import { until } from '../support/until.ts';

const KILLS = 20;
const ROWS = 12;
const LABELERS = ['wang.lin', 'li.xiang'] as const;
const MEMBERS = ['city-hall', 'hotline', 'firm', 'auditor'] as const;

describe('killed outright while two people label', function () {
  this.timeout(300_000);
  const seed = process.env['KILL_SEED'] ?? toHex(randomBytes(4));
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  const labelers: Worker[] = [];
  const lots: string[] = [];
  let [project, firstPrivate] = ['', 0];

  before(async () => {
    console.log(`    kills are drawn from KILL_SEED=${seed}`);
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    for (const login of LABELERS) labelers.push(await openWorker(space, login));
    firstPrivate = (await space.entries()).length;
    project = await openProject(space, owner, officer, LABELERS);
  });
  afterEach(function explain() {
    // A kill that went wrong is hard to repeat: what the gateway and its database said meanwhile is shown at once.
    if (this.currentTest?.state === 'failed') console.log(space.troublesOf('gateway', 60).join('\n'));
  });
  after(async () => {
    await Promise.all(everybody().map((worker) => worker?.leave()));
    await space?.close();
  });

  const everybody = (): readonly Worker[] => [owner, officer, ...labelers];
  const acknowledgedLabels = (): number => labelers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

  /** A lot of its own is labeled while the process is killed; beside that, whatever else is asked of it. */
  const killWhileLabeling = async (name: keyof ReturnType<typeof victimsOf>, beside?: () => Promise<void>) => {
    await until('a gateway at work', async () => (await fetch(`${space.layer.url}/ready`)).ok, 60_000);
    const rows = Array.from({ length: ROWS }, (_, i) => i);
    const lot = await openLot(owner, project, rows);
    lots.push(lot);
    for (const { client } of labelers) await client.ledger().until((state) => state.lots.get(lot));
    let isOver = false;
    const progress = acknowledgedLabels;
    const killing = killAgain(victimsOf(space)[name], { seed, times: KILLS, progress }).finally(() => (isOver = true));
    const asking = (async () => {
      while (beside !== undefined && !isOver) await beside();
    })();
    await Promise.all([killing, labelTogether(labelers, lot, ROWS, () => isOver), asking]);
    const closed = await owner.client.ledger().until((state) => state.lots.get(lot)?.closed, 60_000);
    expect(closed.signed.event.body).to.deep.include({ labels: ROWS, reports: 0, left: [], cause: 'complete' });
  };

  it('a witness goes on from what it kept', () => killWhileLabeling('witness'));

  it('a connector answers what it was asked, and closes its lot', () =>
    killWhileLabeling('connector', async () => {
      const answer = await owner.person.owner.sources();
      expect(answer.ok).to.equal(true);
    }));

  it('a database loses nothing that was acknowledged', () => killWhileLabeling('database'));

  it('a gateway loses nothing that it acknowledged', () => killWhileLabeling('gateway'));

  it('and at the end every acknowledged event stands in the log once, where it was promised', async () => {
    const workers = everybody();
    for (const { person, name } of workers)
      await until(`the proof of everything that ${name} sent`, async () => (await person.outbox.facts()).records.length === 0, 90_000);
    const entries = await space.entries();
    const leaves = entries.map((entry) => toHex(leafHash(entry)));
    expect(new Set(leaves).size).to.equal(leaves.length);
    for (const { acknowledged, sent, name } of workers) {
      expect([...sent.keys()].toSorted(), name).to.deep.equal([...acknowledged.keys()].toSorted());
      for (const [id, index] of acknowledged) expect(leaves[index], `${id} of ${name}`).to.equal(sent.get(id)?.leaf);
    }
    const own = workers.flatMap(({ sent }) => [...sent.values()]);
    const logged = entries.slice(firstPrivate).filter(isPrivateEntry).length;
    expect(logged).to.equal(own.filter(({ salt }) => salt !== undefined).length);
    expect(acknowledgedLabels()).to.be.at.least(4 * KILLS * 0.7);
  });

  it('and every chain is whole, also the connector’s', async () => {
    const chains = new Map<string, Event[]>();
    const add = (event: Event): void => void chains.set(event.actor.key, [...(chains.get(event.actor.key) ?? []), event]);
    for (const entry of await space.entries()) if (!isPrivateEntry(entry)) add(parseSignedEvent(entry).event);
    for (const { sent } of everybody()) for (const { signed, salt } of sent.values()) if (salt !== undefined) add(signed.event);
    for (const [key, events] of chains) {
      const ordered = events.toSorted((a, b) => a.seq - b.seq);
      expect(
        ordered.map(({ seq }) => seq),
        key,
      ).to.deep.equal(ordered.map((_, i) => i));
      for (const [i, { prev }] of ordered.entries()) if (i > 0) expect(prev).to.equal(eventId(ordered[i - 1] as Event));
    }
    const opened = [...owner.client.ledger().state.lots.values()];
    expect(opened.map(({ id }) => id).toSorted()).to.deep.equal(lots.toSorted());
  });

  it('and all witnesses have signed one history', async () => {
    const leaves = (await space.entries()).map(leafHash);
    const rootOf = (size: number): string => toHex(treeRoot(leaves.slice(0, size)));
    for (const { size, root } of await space.checkpoints()) expect(root, `size ${size}`).to.equal(rootOf(size));
    const kept = space.witnessState('auditor');
    expect(kept.root).to.equal(rootOf(kept.size));
    expect(parseHex(kept.root)).to.have.length(32);
    for (const slug of MEMBERS) expect(space.alarmsOf(slug), slug).to.deep.equal([]);
    for (const { alarms, faults, name } of everybody()) {
      expect(await alarms.list(), name).to.deep.equal([]);
      expect(faults, name).to.deep.equal([]);
    }
  });
});
