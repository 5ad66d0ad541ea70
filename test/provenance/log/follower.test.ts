import { expect } from 'chai';
import { DomainError } from '../../../common/errors.ts';
import { toUtf8 } from '../../../common/encodings.ts';
import {
  createFollower,
  WITNESSED_WITHIN,
  type FollowerOptions,
  type FollowerState,
  type LogSource,
} from '../../../provenance/log/follower.ts';
import { toEntryBundle } from '../../../provenance/log/tiles.ts';
import { expectCode } from '../../support/expect-code.ts';
import { createTestLog, SIGNED_AT, WITNESSES, type TestLog } from '../../support/log.ts';

const clock = () => (SIGNED_AT + 5) * 1000;
const follow = (log: TestLog, options: Partial<FollowerOptions> = {}) =>
  createFollower({ policy: log.policy, source: log.source, clock, ...options });
const texts = (count: number, prefix = 'entry') => Array.from({ length: count }, (_, i) => `${prefix} ${i}`);
const logOf = (count: number, prefix?: string): TestLog => {
  const log = createTestLog();
  log.add(...texts(count, prefix));
  return log;
};
const detailsOf = async (call: Promise<unknown>): Promise<Readonly<Record<string, unknown>>> =>
  call.then(
    () => expect.fail('no error'),
    (error: unknown) => (error as DomainError).details,
  );

describe('a follower', () => {
  it('starts with an empty log', async () => {
    const step = await follow(createTestLog()).advance();
    expect([step.checkpoint.size, step.entries.length, step.behind]).to.deep.equal([0, 0, 0]);
  });
  it('hands over what is new, each entry once', async () => {
    const log = logOf(300);
    const follower = follow(log);
    const first = await follower.advance();
    expect(first.entries.map(({ bytes }) => bytes)).to.deep.equal(log.entries);
    expect(first.entries.map(({ index }) => index)).to.deep.equal(log.entries.map((_, i) => i));
    expect(follower.size).to.equal(300);
    expect((await follower.advance()).entries).to.deep.equal([]);
    log.add('new');
    expect((await follower.advance()).entries).to.deep.equal([{ index: 300, bytes: toUtf8('new') }]);
  });
  it('goes on from its stored state', async () => {
    const log = logOf(10);
    const { state } = await follow(log).advance();
    log.add('new');
    const resumed = follow(log, { state: JSON.parse(JSON.stringify(state)) as FollowerState });
    expect((await resumed.advance()).entries.length).to.equal(1);
  });
  it('commits only what was taken', async () => {
    const log = logOf(3);
    const follower = follow(log);
    const failing = follower.advance(() => Promise.reject(new Error('disk full')));
    expect(await failing.catch((error: Error) => error.message)).to.equal('disk full');
    expect(follower.size).to.equal(0);
    let stored: FollowerState | undefined;
    await follower.advance((step) => void (stored = step.state));
    expect(follower.state()).to.deep.equal(stored);
  });
  it('hands over each entry once to two callers at a time', async () => {
    const follower = follow(logOf(3));
    const steps = await Promise.all([follower.advance(), follower.advance()]);
    expect(steps.map(({ entries }) => entries.length)).to.deep.equal([3, 0]);
  });
  it('catches up in steps, each proven against the checkpoint', async () => {
    const follower = follow(logOf(1000), { mostEntries: 256 });
    const sizes: number[] = [];
    for (let behind = 1; behind > 0;) {
      const step = await follower.advance();
      ({ behind } = step);
      sizes.push(follower.size);
      expect(behind).to.equal(1000 - follower.size);
    }
    expect(sizes).to.deep.equal([256, 512, 768, 1000]);
  });
  it('ends a step also by bytes', async () => {
    const follower = follow(logOf(600), { mostBytes: 1 });
    expect((await follower.advance()).behind).to.equal(344);
  });
  it('reports the age of the checkpoint', async () => {
    const log = logOf(3);
    expect((await follow(log).advance()).witnessedAge).to.equal(4000);
    const late = await follow(log, { clock: () => SIGNED_AT * 1000 + 11 * 60_000 }).advance();
    expect(late.witnessedAge).to.be.greaterThan(WITNESSED_WITHIN);
  });
  it('that is a witness needs no cosignatures', async () => {
    const log = logOf(3);
    const source = { ...log.source, checkpoint: () => Promise.resolve(log.note(3, [])) };
    await expectCode(() => follow(log, { source }).advance(), 'quorum-missing');
    const step = await follow(log, { source, needsQuorum: false }).advance();
    expect([step.entries.length, step.witnessedAge]).to.deep.equal([3, undefined]);
  });
});

describe('a follower refuses', () => {
  /** Follows an honest log to size 5, then reads this source. */
  const turn = async (source: (honest: TestLog) => Partial<LogSource>, options: Partial<FollowerOptions> = {}) => {
    const log = logOf(5);
    const { state } = await follow(log).advance();
    log.add('six', 'seven');
    return follow(log, { state, source: { ...log.source, ...source(log) }, ...options });
  };
  const forkOf = (count: number): TestLog => {
    const fork = logOf(4);
    fork.add('forged', 'six', 'seven', 'eight');
    fork.entries.length = count;
    return fork;
  };

  it('a smaller tree', async () => {
    const follower = await turn((log) => ({ checkpoint: () => Promise.resolve(log.note(4)) }));
    await expectCode(() => follower.advance(), 'log-rolled-back');
    expect(follower.size).to.equal(5);
  });
  it('a tree that is smaller than the one it is still catching up with', async () => {
    const log = logOf(1000);
    let note = log.note();
    const follower = follow(log, { mostEntries: 256, source: { ...log.source, checkpoint: () => Promise.resolve(note) } });
    await follower.advance();
    note = log.note(999);
    await expectCode(() => follower.advance(), 'log-rolled-back');
  });
  it('another tree of the same size, and holds the evidence', async () => {
    const follower = await turn(() => forkOf(5).source);
    const details = await detailsOf(follower.advance());
    expect(details['evidence']).to.deep.equal({ kind: 'two-roots', first: logOf(5).note(), second: forkOf(5).note() });
    await expectCode(() => follower.advance(), 'log-forked');
  });
  it('a longer tree with another past', async () => {
    const follower = await turn(() => forkOf(7).source);
    await expectCode(() => follower.advance(), 'log-forked');
    expect(follower.size).to.equal(5);
    expect((await detailsOf(follower.advance()))['offered']).to.equal(forkOf(7).note());
  });
  it('a longer tree with another past while it is still catching up', async () => {
    const log = logOf(1000);
    const fork = logOf(1000);
    fork.entries[900] = toUtf8('forged');
    fork.add('more');
    let current = log;
    const follower = follow(log, {
      mostEntries: 256,
      source: {
        checkpoint: () => current.source.checkpoint(),
        entryBundle: (...at) => current.source.entryBundle(...at),
        tile: (...at) => current.source.tile(...at),
      },
    });
    await follower.advance();
    current = fork;
    await expectCode(() => follower.advance(), 'log-forked');
  });
  it('another tree of the size that it is still catching up with, before it forgets the first one', async () => {
    const log = logOf(1000);
    const fork = logOf(999);
    fork.add('forged');
    const { state } = await follow(log, { mostEntries: 256 }).advance();
    const details = await detailsOf(follow(fork, { state, mostEntries: 256 }).advance());
    expect(details['evidence']).to.deep.equal({ kind: 'two-roots', first: log.note(), second: fork.note() });
  });
  it('an entry that is not the logged one', () =>
    turn(() => ({ entryBundle: () => Promise.resolve(toEntryBundle(texts(7).map(toUtf8))) })).then((follower) =>
      expectCode(() => follower.advance(), 'log-forked'),
    ));
  it('a bundle with an entry too few or too many', async () => {
    for (const count of [6, 8]) {
      const follower = await turn(() => ({ entryBundle: () => Promise.resolve(toEntryBundle(texts(count).map(toUtf8))) }));
      await expectCode(() => follower.advance(), 'tile-malformed');
    }
  });
  it('a bundle that is cut short', async () => {
    const follower = await turn((log) => ({
      entryBundle: async (index, width) => (await log.source.entryBundle(index, width)).slice(0, -1),
    }));
    await expectCode(() => follower.advance(), 'tile-malformed');
  });
  it('a checkpoint with a quorum minus one', async () => {
    const follower = await turn((log) => ({ checkpoint: () => Promise.resolve(log.note(7, WITNESSES.slice(0, 2))) }));
    await expectCode(() => follower.advance(), 'quorum-missing');
  });
  it('garbage', async () => {
    const follower = await turn(() => ({ checkpoint: () => Promise.resolve('<html>') }));
    await expectCode(() => follower.advance(), 'note-malformed');
  });
  it('tiles that do not belong to the checkpoint while it catches up', async () => {
    const log = logOf(600);
    const source = { ...log.source, tile: (_: number, __: number, width: number) => Promise.resolve(new Uint8Array(32 * width)) };
    await expectCode(() => follow(log, { source, mostEntries: 256 }).advance(), 'log-forked');
  });
  it('a damaged state of its own', () => {
    const state = { frontier: { size: 3, hashes: [] } };
    return expectCode(() => follow(logOf(3), { state }), 'frontier-malformed');
  });
  it('and lets a failing source through as it is, then goes on', async () => {
    let online = false;
    const log = logOf(3);
    const follower = follow(log, {
      source: { ...log.source, checkpoint: () => (online ? log.source.checkpoint() : Promise.reject(new TypeError('fetch failed'))) },
    });
    expect(await follower.advance().catch((error: Error) => error.message)).to.equal('fetch failed');
    online = true;
    expect((await follower.advance()).entries.length).to.equal(3);
  });
});
