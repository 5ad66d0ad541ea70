import { expect } from 'chai';
import { createFollower, type Advance } from '../../../provenance/log/follower.ts';
import { verifyWitnessed } from '../../../provenance/log/witnessed.ts';
import { signCosignature, toWitnessKey } from '../../../provenance/log/cosignature.ts';
import { leafHash, treeRoot } from '../../../provenance/log/merkle.ts';
import { parseNote } from '../../../provenance/log/note.ts';
import { toHex } from '../../../common/encodings.ts';
import { expectCode } from '../../support/expect-code.ts';
import { startTestLog, TEST_POLICY, type TestGatewayLog } from '../../support/gateway-log.ts';
import { keyOf, WITNESSES } from '../../support/log.ts';
import type { Actor, LoggedEvent } from '../../support/scripted-space.ts';
import { until } from '../../support/until.ts';

/** What a test witness posts for the newest checkpoint. */
const lineOf = (note: string, name: string, time = Math.floor(Date.now() / 1000)): string =>
  signCosignature(parseNote(note), `${name}.example/witness`, keyOf(`witness ${name}`), time);

describe('checkpoints', () => {
  let gateway: TestGatewayLog;
  let owner: Actor;

  beforeEach(async () => {
    gateway = await startTestLog({ checkpointInterval: 20 });
    owner = gateway.script.join('owner');
    await gateway.sendAll();
  });
  afterEach(() => gateway.close());

  /** More public events, one after the other, since the root's chain has an order; the script and the gateway log them alike. */
  const grow = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      gateway.script.certify(owner, ['labeler']);
      await gateway.submit(gateway.script.events.at(-1) as LoggedEvent);
    }
  };
  const cosign = async (names: readonly string[], size = gateway.history.frontier().size): Promise<boolean> => {
    let witnessed = false;
    for (const name of names) {
      const note = await gateway.reader.ofSize(size);
      witnessed = await gateway.cosignatures.add(size, lineOf(note, name), []);
    }
    return witnessed;
  };

  it('are published by themselves soon after a commit', async () => {
    await grow(3);
    const note = await until('a checkpoint of size 4', async () => {
      const newest = await gateway.reader.newest();
      return newest.includes('\n4\n') && newest;
    });
    expect(note).to.contain(Buffer.from(treeRoot(gateway.script.entries.map(leafHash))).toString('base64'));
  });

  it('are one row a size: publishing again signs nothing new', async () => {
    await gateway.log.publish();
    const note = await gateway.reader.newest();
    await gateway.log.publish();
    expect(await gateway.reader.newest()).to.equal(note);
    expect(await gateway.database.query('select count(*)::int as rows from checkpoint where size = 1')).to.deep.equal([{ rows: 1 }]);
    const second = gateway.database.query(`insert into checkpoint (size, root, epoch, made_at) values (1, 'other', 1, 0)`);
    expect(await second.catch((error: { code?: string }) => error.code)).to.equal('23505');
  });

  it('are served with the newest quorum, and the newest signed one to witnesses', async () => {
    await gateway.log.publish();
    expect(await cosign(WITNESSES.slice(0, 2))).to.equal(false);
    expect(await cosign(WITNESSES.slice(2, 3))).to.equal(true);
    await grow(1);
    await gateway.log.publish();
    expect(await gateway.reader.checkpoint()).to.contain('\n1\n');
    expect(await gateway.reader.newest()).to.contain('\n2\n');
    expect((await gateway.cosignatures.newest())?.times.size).to.equal(3);
  });

  it('take no cosignature of a stranger, of another text, or for a size that was not published', async () => {
    await gateway.log.publish();
    const note = await gateway.reader.newest();
    const { cosignatures } = gateway;
    const stranger = signCosignature(parseNote(note), 'stranger.example/witness', keyOf('stranger'), 1_800_000_000);
    await expectCode(() => cosignatures.add(1, stranger, []), 'cosigner-unknown');
    await grow(1);
    await gateway.log.publish();
    await expectCode(() => cosignatures.add(2, lineOf(note, 'city'), []), 'signature-invalid');
    await expectCode(() => cosignatures.add(77, lineOf(note, 'city'), []), 'size-not-published');
    await expectCode(() => cosignatures.add(1, 'nonsense', []), 'note-malformed');
    await expectCode(() => cosignatures.add(1, lineOf(note, 'city') + lineOf(note, 'firm'), []), 'cosigner-unknown');
    expect(await cosignatures.newest()).to.equal(undefined);
  });

  it("carry no more lines than readers take, the policy's first, however many others sign", async () => {
    await gateway.log.publish();
    const note = await gateway.reader.newest();
    const strangers = Array.from({ length: 70 }, (_, i) => `a${i}`);
    for (const name of strangers) {
      const key = keyOf(name);
      const line = signCosignature(parseNote(note), `${name}.example/witness`, key, 1_900_000_000);
      await gateway.cosignatures.add(1, line, [toWitnessKey(`${name}.example/witness`, key.publicKey)]);
    }
    expect(await cosign(WITNESSES.slice(1))).to.equal(true);
    const { times } = verifyWitnessed(await gateway.reader.checkpoint(), TEST_POLICY);
    expect([...times.keys()].toSorted()).to.deep.equal(WITNESSES.slice(1).toSorted());
  });

  it('keep a witness newest line only', async () => {
    await gateway.log.publish();
    const note = await gateway.reader.newest();
    await gateway.cosignatures.add(1, lineOf(note, 'city', 2000), []);
    await gateway.cosignatures.add(1, lineOf(note, 'city', 1000), []);
    const [, ...lines] = (await gateway.reader.newest()).split('\n').filter((line) => line.startsWith('\u2014'));
    expect(lines).to.deep.equal([lineOf(note, 'city', 2000).trimEnd()]);
  });

  it('keep a witness first line for evidence, however often it is renewed', async () => {
    await gateway.log.publish();
    const note = await gateway.reader.newest();
    for (const time of [2000, 1000, 3000]) await gateway.cosignatures.add(1, lineOf(note, 'city', time), []);
    const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('\u2014'));
    expect(linesOf(await gateway.reader.firstOfSize(1)).slice(1)).to.deep.equal([lineOf(note, 'city', 1000).trimEnd()]);
    expect(linesOf(await gateway.reader.ofSize(1)).slice(1)).to.deep.equal([lineOf(note, 'city', 3000).trimEnd()]);
    await expectCode(() => gateway.reader.firstOfSize(77), 'size-not-published');
  });

  it('lead a follower through bundles and tiles of a log of several hundred entries', async () => {
    await grow(520);
    await gateway.log.publish();
    await cosign(WITNESSES);
    const follower = createFollower({ policy: TEST_POLICY, source: gateway.source, clock: Date.now, mostEntries: 100 });
    const seen: Advance[] = [];
    do seen.push(await follower.advance());
    while ((seen.at(-1)?.behind ?? 0) > 0);
    const read = seen.flatMap(({ entries }) => entries.map(({ bytes }) => toHex(bytes)));
    expect(read).to.deep.equal(gateway.script.entries.map(toHex));
    expect(seen.length).to.be.greaterThan(1);
  }).timeout(60_000);

  it('are the only sizes for which partial tiles and bundles are served', async () => {
    await grow(4);
    await gateway.log.publish();
    const { reader } = gateway;
    expect((await reader.tile(0, 0, 5)).length).to.equal(5 * 32);
    expect((await reader.entries(0, 5)).length).to.be.greaterThan(5);
    await grow(2);
    await gateway.log.publish();
    expect((await reader.tile(0, 0, 5)).length).to.equal(5 * 32);
    const refused: [number, number, number][] = [
      [0, 0, 8],
      [0, 0, 256],
      [0, 1, 1],
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 257],
      [63, 0, 1],
      [0, Number.MAX_SAFE_INTEGER, 1],
    ];
    for (const [level, index, width] of refused) await expectCode(() => reader.tile(level, index, width), 'size-not-published');
    await expectCode(() => reader.entries(0, 256), 'size-not-published');
    await expectCode(() => reader.ofSize(3000), 'size-not-published');
  });
});
