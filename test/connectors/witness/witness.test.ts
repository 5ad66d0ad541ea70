import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createAlarmFolder } from '../../../connectors/alarms/folder.ts';
import { openAlarmBook, type AlarmBook } from '../../../connectors/alarms/alarm-book.ts';
import { createStateFile } from '../../../connectors/witness/state-file.ts';
import { RENEWED_AFTER, witnessOnce, type Outcome, type WitnessState } from '../../../connectors/witness/witness.ts';
import { toHex } from '../../../common/encodings.ts';
import { verifyCosignature } from '../../../provenance/log/cosignature.ts';
import { verifyMisbehavior } from '../../../provenance/log/misbehavior.ts';
import { addSignatureLine, parseNote } from '../../../provenance/log/note.ts';
import { treeRoot } from '../../../provenance/log/merkle.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { createTestLog, keyOf, SIGNED_AT, type TestLog } from '../../support/log.ts';

const OTHERS = ['hotline', 'firm', 'auditor'];

describe('a witness', () => {
  let folder = '';
  let log: TestLog;
  let now = SIGNED_AT;
  let alarms: AlarmBook;
  const posted: { size: number; line: string }[] = [];
  /** What is done, in order. */
  const steps: string[] = [];
  /** Lines by this witness that the log has taken, by size. */
  const taken = new Map<number, string>();

  const withOwn = (note: string, size: number): string => {
    const line = taken.get(size);
    return line === undefined ? note : addSignatureLine(note, line);
  };

  interface Overrides {
    readonly from?: TestLog;
    readonly newest?: string;
    readonly witnessed?: string;
    readonly failPost?: boolean;
    readonly name?: string;
    readonly remembered?: number;
  }
  const round = (overrides: Overrides = {}): Promise<Outcome> => {
    const from = overrides.from ?? log;
    const file = createStateFile(path.join(folder, 'state.json'));
    return witnessOnce({
      policy: log.policy,
      store: {
        read: () => file.read(),
        remembered: () => Promise.resolve(overrides.remembered ?? -1),
        write: async (state) => {
          await file.write(state);
          steps.push(`kept ${state.size}`);
        },
      },
      alarms,
      key: keyOf(`witness ${overrides.name ?? 'city'}`),
      clock: () => now * 1000,
      log: {
        newest: () => Promise.resolve(overrides.newest ?? withOwn(from.note(undefined, OTHERS), from.entries.length)),
        witnessed: () => Promise.resolve(overrides.witnessed ?? withOwn(from.note(undefined, OTHERS), from.entries.length)),
        tile: from.source.tile,
        post: (size, line) => {
          if (overrides.failPost === true) return Promise.reject(new Error('gateway away'));
          steps.push(`posted ${size}`);
          posted.push({ size, line });
          taken.set(size, line);
          return Promise.resolve();
        },
      },
    });
  };
  const kept = (): WitnessState => JSON.parse(fs.readFileSync(path.join(folder, 'state.json'), 'utf8')) as WitnessState;
  const alarmCodes = (): readonly string[] => alarms.list().map(({ code }) => code);

  beforeEach(async () => {
    folder = makeFolder('witness');
    alarms = await openAlarmBook([createAlarmFolder(path.join(folder, 'alarms'))], () => now * 1000);
    log = createTestLog();
    log.add('a', 'b', 'c');
    now = SIGNED_AT + 100;
    posted.length = 0;
    steps.length = 0;
    taken.clear();
  });
  afterEach(() => removeFolder(folder));

  it('keeps the checkpoint first and cosigns it then, with its own key and time', async () => {
    expect(await round()).to.deep.equal({ did: 'cosigned', size: 3 });
    expect(steps).to.deep.equal(['kept 3', 'posted 3']);
    expect(kept()).to.include({ size: 3, root: toHex(treeRoot(log.leaves())) });
    const key = log.policy.witnesses[0]?.key ?? expect.fail('no witness');
    const note = addSignatureLine(log.note(3, []), posted[0]?.line ?? '');
    expect(verifyCosignature(parseNote(note), key)).to.equal(now);
  });

  it('follows the log over tile borders and signs nothing twice', async () => {
    for (const more of [0, 1, 252, 1, 300, 500]) {
      log.add(...Array.from({ length: more }, (_, i) => `more ${i}`));
      await round();
      expect(await round()).to.deep.equal({ did: 'nothing', why: 'nothing-new' });
    }
    expect(posted.map(({ size }) => size)).to.deep.equal([3, 4, 256, 257, 557, 1057]);
    expect(alarmCodes()).to.deep.equal([]);
  });

  it('renews its line on an unchanged log, so that it stays fresh', async () => {
    await round();
    now += RENEWED_AFTER;
    expect(await round()).to.deep.equal({ did: 'cosigned', size: 3 });
    expect(steps).to.deep.equal(['kept 3', 'posted 3', 'posted 3']);
  });

  it('posts after a crash between keeping and posting', async () => {
    await expectReject(round({ failPost: true }));
    expect(steps).to.deep.equal(['kept 3']);
    expect(await round()).to.deep.equal({ did: 'cosigned', size: 3 });
  });

  it('signs nothing while its policy does not list it', async () => {
    expect(await round({ name: 'stranger' })).to.deep.equal({ did: 'nothing', why: 'unlisted' });
    expect(steps).to.deep.equal([]);
  });

  it('refuses a checkpoint by another log, or changed', async () => {
    const note = log.note();
    await expectCode(() => round({ newest: note.replace('\n3\n', '\n4\n') }), 'signature-invalid');
    await expectCode(() => round({ newest: note.replace(/\n\u2014 log\.example [^\n]*/u, '') }), 'note-unsigned');
    expect(steps).to.deep.equal([]);
  });

  it('refuses a smaller tree than it cosigned, and goes on when the log is whole again', async () => {
    const older = log.note(2, OTHERS);
    await round();
    expect(await round({ newest: older })).to.deep.equal({ did: 'nothing', why: 'rolled-back' });
    expect(alarmCodes()).to.deep.equal(['log-rolled-back']);
    expect(kept().size).to.equal(3);
    log.add('d');
    expect(await round()).to.deep.equal({ did: 'cosigned', size: 4 });
  });

  it('refuses another root of one size, keeps evidence that convinces others, and stops for good', async () => {
    await round();
    const other = createTestLog();
    other.add('a', 'b', 'x');
    expect(await round({ from: other, newest: other.note(3, OTHERS) })).to.deep.equal({ did: 'nothing', why: 'forked' });
    const [name = ''] = fs.readdirSync(path.join(folder, 'alarms'));
    const { evidence } = JSON.parse(fs.readFileSync(path.join(folder, 'alarms', name), 'utf8')) as { evidence: unknown };
    expect(verifyMisbehavior(evidence, log.policy)).to.equal('two-roots');
    log.add('d');
    alarms = await openAlarmBook([createAlarmFolder(path.join(folder, 'alarms'))], () => now * 1000);
    expect(await round()).to.deep.equal({ did: 'nothing', why: 'stopped' });
    expect(posted.map(({ size }) => size)).to.deep.equal([3]);
  });

  it('refuses a larger tree that does not extend what it cosigned', async () => {
    await round();
    const other = createTestLog();
    other.add('a', 'x', 'c', 'd', 'e');
    expect(await round({ from: other })).to.deep.equal({ did: 'nothing', why: 'forked' });
    expect(alarmCodes()).to.deep.equal(['log-forked']);
    expect([kept().size, posted.length]).to.deep.equal([3, 1]);
  });

  it('keeps silent when the log shows an own cosignature beyond its state: a restored copy signs nothing', async () => {
    await round();
    const old = fs.readFileSync(path.join(folder, 'state.json'));
    log.add('d', 'e');
    await round();
    fs.writeFileSync(path.join(folder, 'state.json'), old);
    expect(await round()).to.deep.equal({ did: 'nothing', why: 'behind' });
    log.add('f');
    const witnessed = withOwn(log.note(5, OTHERS), 5);
    expect(await round({ witnessed })).to.deep.equal({ did: 'nothing', why: 'behind' });
    expect(alarmCodes()).to.deep.equal(['witness-behind']);
    expect(posted.map(({ size }) => size)).to.deep.equal([3, 5]);
  });

  it('keeps silent when its state is gone but the log bears its cosignature', async () => {
    await round();
    fs.rmSync(path.join(folder, 'state.json'));
    expect(await round()).to.deep.equal({ did: 'nothing', why: 'behind' });
  });

  it('keeps silent when a second record remembers more than its state, though the log shows no line of it', async () => {
    expect(await round({ remembered: 5 })).to.deep.equal({ did: 'nothing', why: 'behind' });
    expect(alarms.list().map(({ code, details }) => [code, details])).to.deep.equal([['witness-behind', { own: 0, shown: 5 }]]);
    expect(steps).to.deep.equal([]);
  });

  it('refuses to begin anew from a broken state file', async () => {
    fs.writeFileSync(path.join(folder, 'state.json'), '{"size":3');
    await expectCode(() => round(), 'witness-state-unreadable');
    expect(steps).to.deep.equal([]);
  });
});

const expectReject = async (promise: Promise<unknown>): Promise<void> => {
  let rejected = false;
  await promise.catch(() => (rejected = true));
  expect(rejected).to.equal(true);
};
