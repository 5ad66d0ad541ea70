import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { CLAIMS } from '../../demo/claims.ts';
import { seedSpace } from '../../demo/seeding/seed.ts';
import { createSupervisor } from '../../demo/supervisor.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/demo.ts');

const run = async (...args: readonly string[]): Promise<{ readonly exit: number; readonly said: string }> => {
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const [exit] = (await once(child, 'exit')) as [number | null];
  return { exit: exit ?? -1, said };
};

describe('the demo’s claims', function () {
  this.timeout(600_000);
  let seeded = '';
  before(async () => {
    seeded = makeFolder('seeded');
    const supervisor = createSupervisor({ folder: seeded, port: 0 });
    await seedSpace(supervisor, () => undefined).finally(() => supervisor.stop());
  });
  it('are listed by name', async () => {
    const { said } = await run('--claims');
    expect(said.trim().split('\n')).to.deep.equal(CLAIMS.map(({ name }) => name));
  });

  it('do not take an unknown one to break', async () => expect((await run('--out', os.tmpdir(), '--break', 'nothing')).exit).to.equal(2));

  it('do not take a second one to break on a walk that one of them changes', async () => {
    const { exit, said } = await run('--out', os.tmpdir(), '--break', 'sealed-lot-is-fixed', '--break', 'lot-list-is-fixed');
    expect(exit).to.equal(2);
    expect(said).to.include('The sabotage of sealed-lot-is-fixed takes a walk of its own.');
  });

  interface Broken {
    readonly exit: number;
    readonly said: string;
    readonly report: string;
  }

  /** Each on a fresh space of its own; setting up one after the other would take most of the time. */
  const breakClaims = async (names: readonly string[]): Promise<Broken> => {
    const out = makeFolder('break');
    try {
      execFileSync('cp', ['-a', `${seeded}/.`, out]);
      const ended = await run('--out', out, '--keep', ...names.flatMap((name) => ['--break', name]));
      return { ...ended, report: fs.readFileSync(path.join(out, 'report.md'), 'utf8') };
    } finally {
      removeFolder(out);
    }
  };

  const started = new Map<string, Promise<Broken>>();
  const start = (names: readonly string[]): Promise<Broken> => {
    const known = started.get(names.join()) ?? breakClaims(names);
    known.catch(() => undefined);
    started.set(names.join(), known);
    return known;
  };
  /** Claims that did not hold although the walk came to them, in the report's order. */
  const failedIn = ({ report }: Broken): string[] =>
    report
      .split('\n')
      .filter((line) => line.includes('NOT held') && !line.includes('not reached'))
      .map((line) => line.split(' | ')[1] ?? '');

  // Their sabotage leaves nothing behind: one honest walk bears each of them out first, then lets exactly these fail.
  const sharing = CLAIMS.filter(({ sharesWalk }) => sharesWalk).map(({ name }) => name);
  const alone = CLAIMS.filter(({ sharesWalk }) => !sharesWalk).map(({ name }) => name);

  for (const name of sharing)
    it(`fail when ${name} is sabotaged, and only because of it`, async () => {
      const broken = start(sharing);
      void start(alone.slice(0, 1));
      const { exit, said } = await broken;
      expect(exit, said).to.equal(1);
      expect(said.split('\n')).to.include(`[demo] held before its sabotage: ${name}`);
      expect(failedIn(await broken)).to.have.members(sharing);
    });

  alone.forEach((name, at) =>
    it(`fail when ${name} is sabotaged, and only because of it`, async () => {
      const broken = start([name]);
      // A walk waits much of its time: the next one goes beside it.
      const next = alone.slice(at + 1, at + 2);
      if (next.length > 0) void start(next);
      const { exit, said } = await broken;
      expect(exit, said).to.equal(1);
      expect(failedIn(await broken)[0]).to.equal(name);
    }),
  );

  after(async () => {
    await Promise.allSettled(started.values());
    removeFolder(seeded);
  });
});
