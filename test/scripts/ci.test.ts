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
    for (const name of ['.ci', 'bin', 'test/hostile', 'test/kill']) fs.mkdirSync(path.join(folder, name), { recursive: true });
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
    return { status, last: stdout.trimEnd().split('\n').at(-1) };
  };
  const GOOD = {
    test: 'echo "10 passed, 0 failed"',
    'test:hostile': 'echo "2 passed, 0 failed"',
    'test:kill': 'echo "3 passed, 0 failed"',
  };

  it('adds the suites that are there, behind every gate', () => {
    expect(run(GOOD)).to.deep.equal({ status: 0, last: '15 passed, 0 failed' });
    const called = fs.readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n');
    expect(called.map((line) => line.split(' ').at(-1))).to.deep.equal([
      'typecheck',
      'lint',
      'format:check',
      'dead-code',
      'test',
      'test:hostile',
      'test:kill',
    ]);
  });

  it('fails with a failed test, and goes on', () => {
    const scripts = { ...GOOD, test: 'echo "9 passed, 1 failed"; exit 1' };
    expect(run(scripts)).to.deep.equal({ status: 1, last: '14 passed, 1 failed' });
  });

  it('fails with a gate', () => {
    expect(run({ ...GOOD, lint: 'exit 1' })).to.deep.equal({ status: 1, last: '15 passed, 1 failed' });
  });

  it('fails with a suite that ends without its counts, or fails in spite of them', () => {
    expect(run({ ...GOOD, 'test:kill': 'echo "killed"' })).to.deep.equal({ status: 1, last: '12 passed, 1 failed' });
    expect(run({ ...GOOD, 'test:kill': 'echo "3 passed, 0 failed"; exit 1' })).to.deep.equal({ status: 1, last: '15 passed, 1 failed' });
  });
});
