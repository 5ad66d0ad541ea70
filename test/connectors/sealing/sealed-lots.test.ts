import { expect } from 'chai';
import { toHex } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { SOURCE, startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { readItem, sealedLabelOf } from '../../support/sealed-labels.ts';
import { until } from '../../support/until.ts';
import type { SignedEvent } from '../../../provenance/event/event.ts';
import type { Actor } from '../../support/scripted-space.ts';

/** A table of so many rows with a text. */
const tableOf = (rows: number): string => `id\ttext\n${Array.from({ length: rows }, (_, i) => `${i}\t第${i}条工单`).join('\n')}\n`;

const batchesOf = ({ relay }: OwnLot) => Map.groupBy(relay.sealed.values(), ({ signed }) => signed.header.batch);

describe('a sealed lot at its connector', () => {
  let own: OwnLot;
  let lot = '';
  let project = '';
  let first: Actor;
  let second: Actor;

  const start = async (source = SOURCE): Promise<void> => {
    own = await startOwnLot({ level: 'g3', delivery: 'sealed', source: source.includes('secret') ? source : addSecret(source) });
    [first, second] = own.labelers;
    ({ lot, project } = await own.begin());
  };
  /** The own lot withholds a column of this name. */
  const addSecret = (source: string): string =>
    source
      .split('\n')
      .map((line, at) => (line === '' ? '' : `${line}\t${at === 0 ? 'secret' : '甲'}`))
      .join('\n');
  afterEach(() => own.close());

  it('hands the gateway nothing in plain text, and everybody on the roster opens it', async () => {
    await start();
    await own.round();
    expect(own.relay.delivered.size).to.equal(0);
    expect(own.relay.sealed.size).to.equal(3);
    const relayed = JSON.stringify([[...own.relay.sealed.values()], [...own.relay.wraps.values()]]);
    expect(relayed).to.not.include('牵头');
    for (const by of [first, second]) expect(readItem(own, lot, by, 0)).to.equal('市数据局牵头');
    const outsider = own.log.script.certify(own.firm, ['labeler']);
    expect(() => readItem(own, lot, outsider, 0)).to.throw();
  });

  it('sends the same bytes again after a crash between sealing and sending', async () => {
    await start();
    const sent: string[] = [];
    own.relay.before = (method, path) => {
      if (path.endsWith('/wraps')) throw new Error('away');
      if (path.endsWith('/sealed-items')) sent.push(path);
    };
    await own.round();
    const before = JSON.stringify([...own.relay.sealed.values()]);
    own.relay.before = () => undefined;
    await own.reopen();
    await own.round();
    expect(sent).to.have.length(1);
    expect(JSON.stringify([...own.relay.sealed.values()])).to.equal(before);
    expect(readItem(own, lot, first, 2)).to.equal('到2027年完成');
  });

  it('keeps at most two batches at the gateway that nobody has opened', async () => {
    await start(tableOf(350));
    for (let rounds = 0; rounds < 3; rounds += 1) await own.round();
    expect(batchesOf(own).size).to.equal(2);
    await sealedLabelOf(own, lot, first, 0);
    await own.round();
    expect(batchesOf(own).size).to.equal(3);
    // What the gateway only claims, without an entry in the log, opens nothing.
    own.relay.work.push({ ...(own.relay.work[0] ?? expect.fail()), index: 1 });
    await own.round();
    expect(batchesOf(own).size).to.equal(3);
    await sealedLabelOf(own, lot, second, 150);
    await own.round();
    expect(batchesOf(own).size).to.equal(4);
  });

  it('wraps for somebody who comes later, and for nobody who is not cleared or revoked', async () => {
    await start();
    await own.round();
    const { script } = own.log;
    const later = script.certify(own.firm, ['labeler'], script.newActor(own.firm.org), 'g3');
    await own.signRoster(project, 2, [first, second, later]);
    await own.round();
    expect(readItem(own, lot, later, 1)).to.equal('教育局配合');
    const revoked = script.certify(own.firm, ['labeler'], script.newActor(own.firm.org), 'g3');
    await own.signRoster(project, 3, [first, second, later, revoked]);
    script.revoke(own.firm, revoked);
    await own.log.sync();
    await own.round();
    expect([...own.relay.wraps.keys()].filter((place) => place.endsWith(toHex(revoked.opening.publicKey)))).to.deep.equal([]);
  });

  it('seals anew what somebody who left could open and nobody has opened', async () => {
    await start(tableOf(150));
    await own.round();
    await sealedLabelOf(own, lot, first, 0);
    const before = new Map([...own.relay.sealed].map(([item, { signed }]) => [item, signed.header]));
    own.log.script.revoke(own.firm, second);
    await own.log.sync();
    for (let rounds = 0; rounds < 2; rounds += 1) await own.round();
    const items = own.log.own.ledger.state().lots.get(lot)?.opened.signed.event.body.items ?? [];
    const versions = items.map(({ id }) => own.relay.sealed.get(id)?.signed.header.version);
    expect(versions).to.deep.equal(Array.from({ length: 150 }, (_, at) => (at < 100 ? 1 : 2)));
    expect(before.get(items[120]?.id ?? '')?.batch).to.not.equal(own.relay.sealed.get(items[120]?.id ?? '')?.signed.header.batch);
    expect(readItem(own, lot, first, 120)).to.equal('第120条工单');
    expect(() => readItem(own, lot, second, 120)).to.throw();
    // A label on the text as it was sealed before still counts: nothing is called back.
    await sealedLabelOf(own, lot, first, 1);
    expect((await own.own.count(lot)).accounting.labels).to.have.length(2);
  });

  it('sends nothing under new keys while the gateway keeps from the log that the old ones hold no more', async () => {
    await start();
    await own.round();
    await own.signRoster(project, 2, [first]);
    const said: string[] = [];
    own.log.through({
      submit: ({ signed }) => {
        said.push((signed as SignedEvent).event.type);
        throw new Error('away');
      },
    });
    const wraps = [...own.relay.wraps.keys()];
    const versions = () => [...own.relay.sealed.values()].map(({ signed }) => signed.header.version);
    const stop = new AbortController();
    const withheld = own.own.openLots.work(new Set(), stop.signal).catch(() => undefined);
    await until('an event', async () => {
      await own.log.own.chain.work().catch(() => undefined);
      return said.includes('lot-resealed');
    });
    stop.abort();
    await withheld;
    await own.reopen();
    for (let rounds = 0; rounds < 2; rounds += 1) {
      await own.own.openLots.work(new Set(), own.signal);
      await own.log.sync();
    }
    expect([...own.relay.wraps.keys()]).to.deep.equal(wraps);
    expect(new Set(versions())).to.deep.equal(new Set([1]));
    own.log.through(own.log.honest);
    for (let rounds = 0; rounds < 2; rounds += 1) await own.round();
    expect(new Set(versions())).to.deep.equal(new Set([2]));
    expect(readItem(own, lot, first, 0)).to.equal('市数据局牵头');
    const { versions: least } = own.log.own.ledger.state().lots.get(lot) ?? expect.fail('no lot');
    expect([...least.values()]).to.deep.equal([2, 2, 2]);
  });

  it('takes what somebody who has left worked on for opened, so that the rest of the lot goes out', async () => {
    await start(tableOf(350));
    await own.round();
    for (const at of [0, 150]) await sealedLabelOf(own, lot, second, at);
    await own.signRoster(project, 2, [first]);
    await own.round();
    const versions = [...own.relay.sealed.values()].map(({ signed }) => signed.header.version);
    expect(new Set(versions)).to.deep.equal(new Set([1]));
    expect(batchesOf(own).size).to.equal(4);
    expect(readItem(own, lot, first, 320)).to.equal('第320条工单');
    expect(() => readItem(own, lot, second, 320)).to.throw();
  });

  it('goes on for the others where one certificate names a key to which nothing can be sealed', async () => {
    await start();
    const { script } = own.log;
    const actor = script.newActor(own.firm.org);
    const low = { ...actor.opening, publicKey: new Uint8Array(32) };
    const unfit = script.certify(own.firm, ['labeler'], { ...actor, opening: low }, 'g3');
    await own.signRoster(project, 2, [unfit, first, second]);
    await own.round();
    for (const by of [first, second]) expect(readItem(own, lot, by, 0)).to.equal('市数据局牵头');
    expect([...own.relay.wraps.keys()].some((place) => place.endsWith('0'.repeat(64)))).to.equal(false);
    expect(own.troubles).to.deep.equal([]);
  });

  for (const level of ['g4', 'important', 'core'] as const)
    it(`hands nothing more out once its data are graded ${level}`, async () => {
      await start(tableOf(250));
      const { script } = own.log;
      const cleared = script.certify(own.firm, ['labeler'], script.newActor(own.firm.org), 'core');
      await own.signRoster(project, 2, [first, second, cleared]);
      await own.round();
      expect(batchesOf(own).size).to.equal(2);
      const wraps = own.relay.wraps.size;
      await own.grade(level);
      for (const at of [0, 150]) await sealedLabelOf(own, lot, cleared, at);
      await own.round();
      expect(batchesOf(own).size).to.equal(2);
      expect(own.relay.wraps.size).to.equal(wraps);
      expect(own.troubles).to.include('level-forbids-delivery');
    });

  it('closes once all is labeled, though nothing more may go out', async () => {
    await start();
    await own.round();
    for (const at of [0, 1, 2]) await sealedLabelOf(own, lot, at === 1 ? second : first, at);
    await own.grade('important');
    await own.round([lot]);
    expect(own.troubles).to.deep.equal(['level-forbids-delivery']);
    expect(own.log.own.ledger.state().lots.get(lot)?.closed?.signed.event.body.labels).to.equal(3);
  });

  it('wraps for nobody under a checkpoint that is older than ten minutes', async () => {
    await start();
    own.log.at(own.log.clock() + 11 * 60_000);
    await own.own.openLots.work(new Set(), own.signal);
    expect(own.relay.wraps.size).to.equal(0);
    expect(own.troubles).to.include('checkpoint-stale');
  });
});

describe('a project of sealed data', () => {
  for (const level of ['g4', 'important', 'core'] as const)
    it(`cannot be opened for rows of ${level}`, async () => {
      const own = await startOwnLot({ level, delivery: 'sealed' });
      try {
        await own.register();
        const graded = await own.grade(level);
        await expectCode(() => own.openProject(graded), 'level-forbids-delivery');
      } finally {
        await own.close();
      }
    });
});
