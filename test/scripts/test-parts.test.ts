import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { until } from '../support/until.ts';

const PARTS = JSON.stringify(path.resolve(import.meta.dirname, '../../scripts/test-parts.ts'));

/** One that ended and was not waited for by anybody is gone as well. */
const isAlive = (pid: number): boolean => {
  try {
    return !/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a test run in parts', () => {
  const folder = makeFolder('parts');
  after(() => removeFolder(folder));

  /** Runs two parts of a script that sees which one it is in `part`. */
  const codeOf = (body: string): string => {
    const entry = path.join(folder, 'entry.mjs');
    fs.writeFileSync(entry, `const part = process.argv[3];\n${body}`);
    return `const { runParts } = await import(${PARTS}); process.exit(await runParts(${JSON.stringify(entry)}, 2));`;
  };
  const run = (body: string) => {
    const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', codeOf(body)], { encoding: 'utf8' });
    return { status, lines: stdout.trimEnd().split('\n') };
  };
  const second = (otherwise: string, told: string): string => `if (part === '1/2') { ${otherwise} } else { ${told} }`;
  const GOOD = "console.log('2 passed, 0 failed');";

  it('adds the counts, and shows one part behind the other', () => {
    const slow = `console.log('first'); setTimeout(() => { ${GOOD} }, 300);`;
    const { status, lines } = run(second(slow, "console.log('second'); console.error('beside'); console.log('3 passed, 0 failed');"));
    expect(lines.slice(0, 2)).to.deep.equal(['first', '2 passed, 0 failed']);
    expect(lines.slice(2, 5)).to.have.members(['second', 'beside', '3 passed, 0 failed']);
    expect([status, lines[5], lines.length]).to.deep.equal([0, '5 passed, 0 failed', 6]);
  });

  for (const [what, body, last] of [
    ['has a failed test', "console.log('1 passed, 2 failed'); process.exit(1);", '3 passed, 2 failed'],
    ['is killed', "process.kill(process.pid, 'SIGKILL');", '2 passed, 1 failed'],
    ['ends well without its counts', "console.log('so');", '2 passed, 1 failed'],
    ['has its counts not as the last line', `${GOOD} console.log('and more');`, '2 passed, 1 failed'],
    [
      'leaves behind what holds on to its output',
      "const { spawn } = await import('node:child_process'); spawn('sleep', ['30'], { detached: true, stdio: 'inherit' }).unref(); " + GOOD,
      '4 passed, 1 failed',
    ],
    ['falls over behind good counts', `${GOOD} process.exit(7);`, '4 passed, 1 failed'],
  ] as const)
    it(`fails when one ${what}`, () => {
      const { status, lines } = run(second(GOOD, body));
      expect([status, lines.at(-1)]).to.deep.equal([1, last]);
    });

  it('takes its parts with it when it is killed', async () => {
    const told = path.join(folder, 'part');
    const body = `process.once('disconnect', () => process.exit(1)); setInterval(() => undefined, 1000);
      (await import('node:fs')).writeFileSync(${JSON.stringify(told)} + part[0], String(process.pid));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', codeOf(body)]);
    const parts = ['1', '2'].map((part) => `${told}${part}`);
    const pids = await until('both parts', () => {
      const found = parts.map((file) => (fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0));
      return found.every((pid) => pid > 0) && found;
    });
    child.kill('SIGKILL');
    await until('both gone', () => pids.every((pid) => !isAlive(pid)));
  });
});
