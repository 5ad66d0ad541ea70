import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildConsole } from '../../scripts/console.ts';
import { createVerifierPage } from '../../scripts/verifier/page.ts';

describe('build of the console', function () {
  this.timeout(60_000);
  const said: string[] = [];
  const build = (): Promise<string> => buildConsole((line) => said.push(line));
  let folder: string;

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
    expect(fs.readdirSync(path.dirname(folder)).filter((name) => /^console\.\d+$/.test(name))).to.deep.equal([]);
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
