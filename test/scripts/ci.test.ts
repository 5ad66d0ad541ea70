import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../.ci/run');

describe('.ci/run', () => {
  let folder: string;
  beforeEach(() => {
    folder = makeFolder('ci');
    for (const name of ['.ci', 'bin', 'test/hostile', 'test/kill', 'test/breaks'])
      fs.mkdirSync(path.join(folder, name), { recursive: true });
    fs.copyFileSync(SCRIPT, path.join(folder, '.ci/run'));
  });
  afterEach(() => removeFolder(folder));

  /** Runs it with an npm that does for each script what a line of shell says. */
  const run = (scripts: Readonly<Record<string, string>>) => {
    const cases = Object.entries(scripts).map(([name, command]) => `${name}) ${command} ;;`);
    const npm = `#!/bin/sh\necho "$@" >> "${folder}/calls"\nfor last; do :; done\ncase "$last" in\n${cases.join('\n')}\nesac\n`;
    fs.writeFileSync(path.join(folder, 'bin/npm'), npm, { mode: 0o755 });
    const env = { ...process.env, PATH: `${folder}/bin:${process.env['PATH'] ?? ''}` };
    const { status, stdout } = spawnSync('bash', [path.join(folder, '.ci/run')], { encoding: 'utf8', env });
    return { status, last: stdout.trimEnd().split('\n').at(-1), stdout };
  };
  const GOOD = {
    test: 'echo "10 passed, 0 failed"',
    'test:hostile': 'echo "2 passed, 0 failed"',
    'test:kill': 'echo "3 passed, 0 failed"',
    'test:breaks': 'echo "4 passed, 0 failed"',
  };

  it('adds the suites that are there, behind every gate', () => {
    expect(run(GOOD)).to.include({ status: 0, last: '19 passed, 0 failed' });
    const called = fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');
    const names = called.map((line) => line.split(' ').at(-1));
    expect(names.slice(0, 5)).to.deep.equal(['typecheck', 'lint', 'format:check', 'dead-code', 'test']);
    // Two of these go side by side: either may be the first.
    expect(names.slice(5)).to.have.members(['test:hostile', 'test:kill', 'test:breaks']).with.lengthOf(3);
  });

  it('fails with a failed test, and goes on', () => {
    const scripts = { ...GOOD, test: 'echo "9 passed, 1 failed"; exit 1' };
    expect(run(scripts)).to.include({ status: 1, last: '18 passed, 1 failed' });
  });

  it('fails with a gate', () => {
    expect(run({ ...GOOD, lint: 'exit 1' })).to.include({ status: 1, last: '19 passed, 1 failed' });
  });

  it('fails with a suite that ends without its counts, or fails in spite of them', () => {
    expect(run({ ...GOOD, 'test:kill': 'echo "killed"' })).to.include({ status: 1, last: '16 passed, 1 failed' });
    expect(run({ ...GOOD, 'test:kill': 'echo "3 passed, 0 failed"; exit 1' })).to.include({ status: 1, last: '19 passed, 1 failed' });
  });

  it('runs two suites side by side, a third one once there is room, and shows each in one piece', () => {
    const meet = (own: string, other: string): string =>
      `echo ${own} begins; touch ${own}; for i in $(seq 500); do test -e ${other} && break; sleep 0.02; done; test -e ${other} && echo ${own} met`;
    const scripts = {
      ...GOOD,
      'test:hostile': `${meet('hostile', 'kill')}; ${GOOD['test:hostile']}; touch hostile-ended`,
      'test:kill': `${meet('kill', 'hostile')}; sleep 0.2; ${GOOD['test:kill']}; touch kill-ended`,
      'test:breaks': `test -e hostile-ended || test -e kill-ended || exit 1; ${GOOD['test:breaks']}`,
    };
    const { status, last, stdout } = run(scripts);
    expect({ status, last }, stdout).to.deep.equal({ status: 0, last: '19 passed, 0 failed' });
    const piece = (name: string, passes: number): string =>
      `== npm run -s test:${name}\n${name} begins\n${name} met\n${passes} passed, 0 failed\n`;
    expect(stdout).to.include(`${piece('hostile', 2)}${piece('kill', 3)}== npm run -s test:breaks\n4 passed, 0 failed\n`);
  });
});
