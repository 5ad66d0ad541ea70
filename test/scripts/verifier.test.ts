import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { hashOf } from '../../scripts/verifier/page.ts';
import { makeFolder, removeFolder } from '../support/folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCRIPT = path.join(ROOT, 'scripts/verifier.ts');
/** What the file is built from. */
const SOURCES = [
  'console',
  'common',
  'api',
  'policies',
  'labeling',
  'privacy',
  'provenance',
  'scripts/verifier',
  'scripts/verifier.ts',
  'package.json',
  'tsconfig.json',
];
/** Variables of which other builds make a development build, or take values. */
const DEVELOPMENT = { NODE_ENV: 'development', VITE_USER_NODE_ENV: 'development', MODE: 'development', VITE_PLACE: 'here' };

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

  it('writes the same bytes whatever the environment says, and wherever the sources lie', () => {
    const other = path.join(folder, '另一处 with blanks');
    for (const source of SOURCES) fs.cpSync(path.join(ROOT, source), path.join(other, source), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(other, 'node_modules'));
    fs.writeFileSync(path.join(other, 'console/.env'), 'NODE_ENV=development\nVITE_PLACE=there\n');
    const hashIn = (script: string, env: Readonly<Record<string, string>>): string => {
      const { status, stderr } = spawnSync(process.execPath, [script, '--out', path.join(folder, 'one.html')], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], ...env },
      });
      expect([status, stderr]).to.deep.equal([0, '']);
      return hashOf(fs.readFileSync(path.join(folder, 'one.html'), 'utf8'), 'hex');
    };
    const hash = hashIn(SCRIPT, {});
    expect(hashIn(SCRIPT, DEVELOPMENT)).to.equal(hash);
    expect(hashIn(path.join(other, 'scripts/verifier.ts'), DEVELOPMENT)).to.equal(hash);
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
