import { expect } from 'chai';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { buildConsole } from '../../scripts/console.ts';
import { createVerifierPage } from '../../scripts/verifier/page.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/console.ts');

describe('build of the console', function () {
  this.timeout(60_000);
  const said: string[] = [];
  const build = (): Promise<string> => buildConsole((line) => said.push(line));
  let folder: string;
  const runBuild = () => promisify(execFile)(process.execPath, [SCRIPT], { encoding: 'utf8' });
  /** What lies in dist/ of the console. */
  const kept = (): string[] => fs.readdirSync(path.dirname(folder)).filter((name) => name.startsWith('console'));

  before(async () => {
    folder = await build();
  });

  it('is kept while the sources are the same', async () => {
    said.length = 0;
    expect(await build()).to.equal(folder);
    expect(said).to.deep.equal([]);
  });

  it('is made anew when its stamp is of other sources, or the build is broken off', async () => {
    said.length = 0;
    fs.writeFileSync(`${folder}.stamp`, 'of other sources');
    await build();
    fs.rmSync(path.join(folder, 'index.html'));
    await build();
    expect(said.filter((line) => line.endsWith('...')).length).to.equal(2);
    expect(fs.existsSync(path.join(folder, 'index.html'))).to.equal(true);
    expect(kept()).to.deep.equal(['console', 'console.stamp']);
  });

  it('is made once where several want it at once, in one process or in two', async () => {
    fs.writeFileSync(`${folder}.stamp`, 'of other sources');
    said.length = 0;
    const [elsewhere, ...here] = await Promise.all([runBuild(), build(), build()]);
    expect(elsewhere.stderr).to.equal('');
    expect(here).to.deep.equal([folder, folder]);
    const lines = [...said, ...elsewhere.stdout.split('\n')];
    expect(lines.filter((line) => line === 'Building the console ...')).to.have.length(1);
    expect(lines.filter((line) => /^Process \d+ builds the console; waiting/.test(line)).length).to.be.within(1, 2);
    expect(fs.existsSync(path.join(folder, 'index.html'))).to.equal(true);
    expect(kept()).to.deep.equal(['console', 'console.stamp']);
  });

  it('holds the offline verifier, as it is written by its own command', async () => {
    expect(fs.readFileSync(path.join(folder, 'verifier.html'), 'utf8') === (await createVerifierPage())).to.equal(true);
  });

  it('carries nothing that the content policy would block', () => {
    const page = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
    expect(page).to.not.match(/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
    expect(page.match(/(?:src|href)="(?!\/)/g) ?? []).to.deep.equal([]);
    for (const name of fs.readdirSync(path.join(folder, 'assets')).filter((file) => file.endsWith('.css')))
      expect(fs.readFileSync(path.join(folder, 'assets', name), 'utf8'), name).to.not.match(
        /url\((?:'|")?(?:https?:|\/\/|data:(?!image\/))/,
      );
  });
});
