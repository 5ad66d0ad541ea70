import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { randomBytes } from '../../common/crypto/random.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { parseHex, toHex } from '../../common/encodings.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { isPrivateEntry } from '../../provenance/event/entry.ts';
import { isOfType, type EventType, type SignedEvent } from '../../provenance/event/event.ts';
import { parseSignedEvent } from '../../provenance/event/signing.ts';
import { inspectionOf } from '../../provenance/space/inspection.ts';
import { startHostileSpace, type HostileSpace } from '../support/hostile-space.ts';
import { victimsOf } from '../support/killed-space.ts';
import { openLot, openProject, openWorker, takeNext, type Worker } from '../support/labeling-team.ts';
import { seededRandom } from '../support/random.ts';

const KILLS = 4;
/** Milliseconds to the next kill, at most. */
const LATEST = 1500;

describe('killed outright while a sample is drawn', function () {
  this.timeout(300_000);
  const seed = process.env['KILL_SEED'] ?? toHex(randomBytes(4));
  let space: HostileSpace;
  const people = new Map<string, Worker>();
  const as = (login: string): Worker => people.get(login) ?? expect.fail(login);

  before(async () => {
    console.log(`    kills are drawn from KILL_SEED=${seed}`);
    space = await startHostileSpace();
    for (const login of ['zhou.min', 'shen.li', 'wang.lin', 'zhao.qian']) people.set(login, await openWorker(space, login));
  });
  after(async () => {
    await Promise.all(Array.from(people.values(), (worker) => worker.leave()));
    await space?.close();
  });

  const random = seededRandom(`${seed} draws`);
  /** Again and again, at any moment of its start and of its work. */
  const killConnector = async (): Promise<void> => {
    const { connector } = victimsOf(space);
    for (let round = 0; round < KILLS; round += 1) {
      const starting = round === 0 ? Promise.resolve() : connector.restart();
      if (round % 2 === 0) await starting;
      await pause((((random(1)[0] ?? 0) + 1) / 256) * LATEST);
      await connector.kill();
    }
    await connector.restart();
  };

  const loggedOf = async <Type extends EventType>(type: Type, org: string): Promise<readonly SignedEvent<Type>[]> => {
    const events = (await space.entries()).filter((entry) => !isPrivateEntry(entry)).map(parseSignedEvent);
    return events.flatMap((signed) => (isOfType(signed, type) && signed.event.actor.org === org ? [signed] : []));
  };

  it('one commitment of a connector comes into the log, to bytes that it kept, and one reveal of these', async () => {
    const [owner, reviewer, labeler] = [as('zhou.min'), as('zhao.qian'), as('wang.lin')];
    const project = await openProject(space, owner, as('shen.li'), ['wang.lin']);
    const org = owner.client.options.org;
    const by = reviewer.client.options.org;
    const lot = await openLot(owner, project, [0, 1, 2], { by, plan: { kind: 'zero-defect', share: 300 }, hours: 24 });
    await killConnector();
    const ledger = reviewer.client.ledger();
    await ledger.until((state) => state.lots.get(lot)?.draw.owner, 60_000);
    await labeler.client.ledger().until((state) => state.lots.get(lot), 60_000);
    while (await takeNext(labeler, lot)) continue;
    await reviewer.person.inspector.commitToDraw(lot);
    await killConnector();
    await ledger.until((state) => state.lots.get(lot)?.draw.owner?.revealed, 120_000);
    await reviewer.person.inspector.revealDraw(lot);
    const found = await ledger.until((state) => {
      const known = state.lots.get(lot);
      return known?.draw.inspector?.revealed === undefined ? undefined : inspectionOf(state, known, [], drawInspection);
    }, 60_000);
    expect(found).to.include({ kind: 'drawn' });
    const [committed, revealed] = [await loggedOf('inspection-committed', org), await loggedOf('inspection-revealed', org)];
    expect([committed.length, revealed.length]).to.deep.equal([1, 1]);
    const secret = parseHex(revealed[0]?.event.body.secret ?? '');
    expect(toHex(sha256(secret))).to.equal(committed[0]?.event.body.commitment);
    expect(space.alarmsOf('city-hall')).to.deep.equal([]);
  });
});
