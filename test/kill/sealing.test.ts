import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { valueOf } from '../../console/src/space/acts/owner.ts';
import { toHex } from '../../common/encodings.ts';
import { randomBytes } from '../../common/crypto/random.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { killAgain, victimsOf } from '../support/killed-space.ts';
import { labelTogether, openLot, openProject, openWorker, type Worker } from '../support/labeling-team.ts';
import { seededRandom } from '../support/random.ts';
import { until } from '../support/until.ts';

const [WHILE_SEALING, WHILE_LABELING] = [10, 10];
const ROWS = 8;
const LABELERS = ['wang.lin', 'li.xiang'] as const;
/** Milliseconds from the answer to the kill, at most: sealing takes about as long. */
const LATE = 600;

describe('a connector killed outright while it seals and opens', function () {
  this.timeout(300_000);
  const seed = process.env['KILL_SEED'] ?? toHex(randomBytes(4));
  let space: HostileSpace;
  let owner: Worker;
  let officer: Worker;
  const labelers: Worker[] = [];
  const lots: string[] = [];
  let project = '';
  before(async () => {
    console.log(`    kills are drawn from KILL_SEED=${seed}`);
    space = await startHostileSpace();
    owner = await openWorker(space, 'zhou.min');
    officer = await openWorker(space, 'shen.li');
    for (const login of LABELERS) labelers.push(await openWorker(space, login));
    project = await openProject(space, owner, officer, LABELERS, 'g3');
  });
  after(async () => {
    for (const worker of [owner, officer, ...labelers]) await worker?.leave();
    await space?.close();
  });
  const rows = Array.from({ length: ROWS }, (_, i) => i);
  const acknowledged = (): number => labelers.reduce((sum, worker) => sum + worker.acknowledged.size, 0);
  /** Every labeler has a sealed item of the lot in hand, and gives it back. */
  const isSealed = async (lot: string): Promise<void> => {
    for (const { client, person, name } of labelers) {
      await client.ledger().until((state) => state.lots.get(lot), 60_000);
      const { item } = await until(`an item for ${name}`, () => person.labeler.takeItem(lot).catch(() => undefined), 90_000);
      await person.labeler.giveBack(item);
    }
  };
  const labelAll = async (lot: string, isOver: () => boolean): Promise<void> => {
    await labelTogether(labelers, lot, ROWS, isOver);
    const closed = await owner.client.ledger().until((state) => state.lots.get(lot)?.closed, 90_000);
    expect(closed.signed.event.body).to.deep.include({ labels: ROWS, reports: 0, left: [], cause: 'complete' });
  };

  it('hands out each item under one key, whenever it dies', async () => {
    const random = seededRandom(`${seed} sealing`);
    for (let kill = 0; kill < WHILE_SEALING; kill += 1) {
      const lot = await openLot(owner, project, rows);
      lots.push(lot);
      await pause(((random(1)[0] ?? 0) / 256) * LATE);
      const { connector } = victimsOf(space);
      await connector.kill();
      await connector.restart();
      await isSealed(lot);
    }
  });

  it('opens, counts and closes what was labeled, whenever it dies', async () => {
    const lot = lots.at(-1) ?? expect.fail('no lot');
    let isOver = false;
    const killing = killAgain(victimsOf(space).connector, { seed, times: WHILE_LABELING, progress: acknowledged }).finally(
      () => (isOver = true),
    );
    await Promise.all([killing, labelAll(lot, () => isOver)]);
  });

  it('and what it releases holds every label once', async () => {
    const labeled = lots.slice(-3);
    for (const lot of labeled.slice(0, -1)) await labelAll(lot, () => true);
    for (const lot of labeled) {
      const prepared = valueOf(await owner.person.owner.prepareRelease(lot));
      const file = path.join(space.supervisor.layout.memberProcess('city-hall'), 'release', prepared.release, 'data.jsonl');
      const items = fs
        .readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id);
      expect(new Set(items).size).to.equal(ROWS);
      expect(items).to.have.length(ROWS);
    }
    const { lots: logged } = owner.client.ledger().state;
    expect([...logged.values()].flatMap(({ unreadable }) => [...unreadable.keys()])).to.deep.equal([]);
    for (const { alarms, faults, name } of [owner, officer, ...labelers]) {
      expect(await alarms.list(), name).to.deep.equal([]);
      expect(faults, name).to.deep.equal([]);
    }
  });
});
