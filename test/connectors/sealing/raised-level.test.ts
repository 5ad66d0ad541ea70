import { expect } from 'chai';
import { toUtf8, toHex } from '../../../common/encodings.ts';
import { BatchLevels1764400000000 } from '../../../connectors/migrations/0009-batch-levels.ts';
import { headerHash } from '../../../privacy/sealing/header.ts';
import { startOwnLot, type OwnLot } from '../../support/own-lot.ts';
import { readItem, sealedLabelOf } from '../../support/sealed-labels.ts';
import type { Actor } from '../../support/scripted-space.ts';

const tableOf = (rows: number): string =>
  `id\ttext\tsecret\n${Array.from({ length: rows }, (_, i) => `${i}\t市第${i}条工单\t甲`).join('\n')}\n`;

describe('a sealed lot whose data are graded higher', () => {
  let own: OwnLot;
  let lot = '';
  /** Cleared for g1. */
  let first: Actor;
  /** Cleared for g3. */
  let cleared: Actor;

  const start = async (
    rows: number,
    { overlap, before = () => undefined }: { overlap?: number; before?: OwnLot['relay']['before'] } = {},
  ): Promise<void> => {
    own = await startOwnLot({ level: 'g1', delivery: 'sealed', source: tableOf(rows) });
    own.relay.before = before;
    const begun = await own.begin(undefined, overlap);
    ({ lot } = begun);
    [first] = own.labelers;
    const { script } = own.log;
    cleared = script.certify(own.firm, ['labeler'], script.newActor(own.firm.org), 'g3');
    await own.signRoster(begun.project, 2, [first, cleared]);
    await own.round();
  };
  afterEach(() => own.close());
  /** First the event that says so, then what was sealed. */
  const anew = async (): Promise<void> => {
    for (let rounds = 0; rounds < 2; rounds += 1) await own.round();
  };

  const itemAt = (at: number): string => own.log.own.ledger.state().lots.get(lot)?.opened.signed.event.body.items[at]?.id ?? '';
  const headerAt = (at: number) => own.relay.sealed.get(itemAt(at))?.signed.header ?? expect.fail('not delivered');
  const versions = (rows: number): readonly number[] => Array.from({ length: rows }, (_, at) => headerAt(at).version);
  const wrapsOf = ({ opening }: Actor): readonly string[] =>
    [...own.relay.wraps.keys()].filter((place) => place.endsWith(toHex(opening.publicKey))).map((place) => place.split('/')[0] ?? '');

  it('seals what is not done under new keys, for those who are cleared for it, and calls back nothing', async () => {
    await start(150);
    expect(readItem(own, lot, first, 120)).to.equal('市第120条工单');
    await sealedLabelOf(own, lot, first, 0);
    await sealedLabelOf(own, lot, cleared, 1);
    const seen = headerAt(5);
    const before = wrapsOf(first);
    await own.grade('g3');
    await anew();
    expect(versions(150)).to.deep.equal([1, 1, ...Array.from({ length: 148 }, () => 2)]);
    expect(headerAt(0).level).to.equal('g1');
    expect(new Set(Array.from({ length: 148 }, (_, at) => headerAt(at + 2).level))).to.deep.equal(new Set(['g3']));
    for (const at of [2, 99, 100, 149]) {
      expect(readItem(own, lot, cleared, at)).to.equal(`市第${at}条工单`);
      expect(() => readItem(own, lot, first, at)).to.throw();
      expect(before).to.not.include(headerAt(at).batch);
    }
    expect(wrapsOf(first)).to.deep.equal(before);
    // What she had opened she may still label: her label names the header that she saw.
    await sealedLabelOf(own, lot, first, 5, { header: headerHash(seen) });
    expect((await own.own.count(lot)).accounting.labels).to.have.length(3);
    await own.round();
    expect(Math.max(...versions(150))).to.equal(2);
    expect(own.troubles).to.deep.equal([]);
  });

  it('leaves at most two batches that nobody has opened under their new keys, whatever was done under the old ones', async () => {
    await start(350, { overlap: 2 });
    const { script } = own.log;
    const project = own.log.own.ledger.state().lots.get(lot)?.project ?? '';
    const leaver = script.certify(own.firm, ['labeler'], script.newActor(own.firm.org), 'g3');
    await own.signRoster(project, 3, [first, cleared, leaver]);
    for (const at of [0, 150, 250]) {
      await own.round();
      await sealedLabelOf(own, lot, first, at);
    }
    await own.round();
    const seen = headerAt(7);
    const counts = (): readonly (readonly number[])[] => {
      const ofVersion = Map.groupBy(versions(350), (version) => version);
      return [1, 2, 3].map((version) => [version, ofVersion.get(version)?.length ?? 0]);
    };
    expect(counts()).to.deep.equal([
      [1, 350],
      [2, 0],
      [3, 0],
    ]);
    await own.grade('g3');
    for (let rounds = 0; rounds < 4; rounds += 1) await own.round();
    expect(counts()).to.deep.equal([
      [1, 150],
      [2, 200],
      [3, 0],
    ]);
    // Each has work on it, all of it under the old keys; what she does late, on the text as she saw it, opens nothing either, nor does a report.
    await sealedLabelOf(own, lot, first, 7, { header: headerHash(seen) });
    await own.reportItem(lot, first, 120);
    await own.round();
    expect(counts()).to.deep.equal([
      [1, 150],
      [2, 200],
      [3, 0],
    ]);
    await sealedLabelOf(own, lot, cleared, 5);
    await own.round();
    expect(counts()).to.deep.equal([
      [1, 50],
      [2, 300],
      [3, 0],
    ]);
    // Two batches wait that she could open: they are sealed anew, and the one that somebody works on is not.
    expect(readItem(own, lot, leaver, 110)).to.equal('市第110条工单');
    await own.signRoster(project, 4, [cleared]);
    for (let rounds = 0; rounds < 3; rounds += 1) await own.round();
    expect(counts()).to.deep.equal([
      [1, 50],
      [2, 100],
      [3, 200],
    ]);
    for (const at of [110, 150, 299]) expect(() => readItem(own, lot, leaver, at)).to.throw();
    expect(readItem(own, lot, cleared, 110)).to.equal('市第110条工单');
    expect(own.troubles).to.deep.equal([]);
  });

  it('does so for people all of whom are cleared too: each header says what the data are now', async () => {
    await start(3);
    await own.signRoster(own.log.own.ledger.state().lots.get(lot)?.project ?? '', 3, [cleared]);
    await anew();
    expect(versions(3)).to.deep.equal([2, 2, 2]);
    await own.grade('g2');
    await anew();
    expect([versions(3), headerAt(0).level]).to.deep.equal([[3, 3, 3], 'g2']);
    await own.grade('g3');
    await anew();
    expect([versions(3), headerAt(0).level]).to.deep.equal([[4, 4, 4], 'g3']);
    // A lower one binds nothing: the headers say more than they have to.
    await own.grade('g1');
    await own.round();
    expect([versions(3), headerAt(0).level]).to.deep.equal([[4, 4, 4], 'g3']);
    expect(readItem(own, lot, cleared, 2)).to.equal('市第2条工单');
  });

  it('seals anew what becomes free later, because a label on it does not open', async () => {
    await start(3);
    await sealedLabelOf(own, lot, first, 0, { content: toUtf8('{}') });
    for (const at of [1, 2]) await sealedLabelOf(own, lot, cleared, at);
    await own.grade('g3');
    await own.round();
    expect(versions(3)).to.deep.equal([1, 1, 1]);
    await own.round([lot]);
    await anew();
    expect(versions(3)).to.deep.equal([2, 1, 1]);
    expect(() => readItem(own, lot, first, 0)).to.throw();
    await sealedLabelOf(own, lot, cleared, 0);
    await own.round([lot]);
    expect(own.log.own.ledger.state().lots.get(lot)?.closed?.signed.event.body.labels).to.equal(3);
  });

  it('seals an item anew that two devices of one person labeled where two people are asked for', async () => {
    await start(3, { overlap: 2 });
    const { script } = own.log;
    const project = own.log.own.ledger.state().lots.get(lot)?.project ?? '';
    const device = script.certify(own.firm, ['labeler'], { ...script.newActor(own.firm.org), subject: first.subject });
    for (const by of [first, cleared]) await sealedLabelOf(own, lot, by, 1);
    await sealedLabelOf(own, lot, first, 0);
    await own.signRoster(project, 3, [device, cleared]);
    await anew();
    // As a gateway that meddles hands it out and logs it.
    await sealedLabelOf(own, lot, device, 0);
    await own.grade('g3');
    await anew();
    expect(versions(3)).to.deep.equal([2, 1, 2]);
  });

  it('sends nothing that it had sealed before and not sent yet', async () => {
    const sent: string[] = [];
    await start(3, {
      before: (_, path) => {
        if (path.endsWith('/sealed-items')) throw new Error('away');
      },
    });
    await own.grade('g3');
    own.relay.before = (_, path) => void sent.push(path);
    await own.reopen();
    await anew();
    expect(sent.filter((path) => path.endsWith('/sealed-items'))).to.have.length(1);
    expect([versions(3), headerAt(0).level]).to.deep.equal([[2, 2, 2], 'g3']);
    expect(wrapsOf(first)).to.deep.equal([]);
    expect(readItem(own, lot, cleared, 1)).to.equal('市第1条工单');
  });

  it('of a connector that did not note levels yet is sealed anew too: headers that were kept say theirs', async () => {
    await start(150);
    const queries = own.log.database.createQueryRunner();
    const migration = new BatchLevels1764400000000();
    await migration.down(queries);
    await migration.up(queries);
    await queries.release();
    await own.round();
    expect(new Set(versions(150))).to.deep.equal(new Set([1]));
    await own.grade('g2');
    await anew();
    expect(new Set(versions(150))).to.deep.equal(new Set([2]));
    expect(() => readItem(own, lot, first, 149)).to.throw();
  });

  it('goes on where it was after a crash, and after a gateway that was away', async () => {
    await start(3);
    await sealedLabelOf(own, lot, first, 0);
    await own.grade('g3');
    for (const away of ['/annotations', '/sealed-items', '/wraps']) {
      own.relay.before = (_, path) => {
        if (path.split('?')[0]?.endsWith(away)) throw new Error('away');
      };
      await own.round();
      await own.reopen();
    }
    own.relay.before = () => undefined;
    await own.round();
    expect(versions(3)).to.deep.equal([1, 2, 2]);
    expect(readItem(own, lot, cleared, 2)).to.equal('市第2条工单');
    expect(() => readItem(own, lot, first, 2)).to.throw();
  });
});
