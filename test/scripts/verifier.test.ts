import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashOf } from '../../scripts/verifier/page.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/verifier.ts');

describe('npm run verifier', function () {
  this.timeout(60_000);
  const folder = makeFolder('verifier');
  after(() => removeFolder(folder));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] } });

  it('writes one file where it is told to, and prints its SHA-256', () => {
    const { status, stdout, stderr } = run('--out', 'given/verifier.html');
    expect([status, stderr]).to.deep.equal([0, '']);
    const html = fs.readFileSync(path.join(folder, 'given/verifier.html'), 'utf8');
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal(`sha256 ${hashOf(html, 'hex')}`);
    expect(fs.readdirSync(path.join(folder, 'given'))).to.deep.equal(['verifier.html']);
  });

  it('exits 2 for bad usage and a place that cannot be written', () => {
    fs.writeFileSync(path.join(folder, 'file'), '');
    for (const call of [['--nonsense'], ['--out'], ['one.html'], ['--out', 'file/verifier.html']]) {
      const { status, stdout, stderr } = run(...call);
      expect([status, stdout], call.join(' ')).to.deep.equal([2, '']);
      expect(stderr.trim().split('\n')).to.have.length(1);
    }
  });
});
