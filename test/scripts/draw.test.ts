import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';
import { forgeDraw } from '../support/forged-draw.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../../scripts/draw.ts');

describe('the draw script', () => {
  let folder = '';
  const file = (name: string): string => path.join(folder, name);
  before(async () => {
    folder = makeFolder('draw');
    const { text, policyText } = await forgeDraw();
    const silent = await forgeDraw({ silent: true });
    fs.writeFileSync(file('lot.json'), text);
    fs.writeFileSync(file('silent.json'), silent.text);
    fs.writeFileSync(file('policy.txt'), policyText);
    fs.writeFileSync(file('plain.txt'), policyText.replaceAll(/^#xinbiao .*\n/gm, ''));
    fs.writeFileSync(file('spoiled.json'), text.replace(/"seed":"./, '"seed":"x'));
  });
  after(() => removeFolder(folder));

  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { cwd: folder, env: {}, encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  it('ends with 0 where all is anchored, and says what, in both languages', () => {
    const { status, stdout } = run('lot.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status, stdout).to.equal(0);
    expect(stdout).to.include('Anchored in the log (size ').and.to.include('A sample of 2').and.to.include('by the times of cosignatures');
    expect(run('lot.json', '--policy', 'policy.txt', '--lang', 'zh').stdout).to.include('锚定在账本里的（长度');
  });

  it('ends with 3 without a policy, or with one that pins nothing, and says that nothing is anchored', () => {
    for (const args of [['lot.json'], ['lot.json', '--policy', 'plain.txt']]) {
      const { status, stdout } = run(...args, '--lang', 'en');
      expect(status, stdout).to.equal(3);
      expect(stdout).to.include('Anchored in the log: nothing').and.to.include('A sample of 2');
    }
  });

  it('names whose silence makes it the whole lot', () => {
    const { status, stdout } = run('silent.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status, stdout).to.equal(0);
    expect(stdout).to.include('The whole lot is inspected').and.to.include('the inspecting firm did not reveal in time');
  });

  it('ends with 1 where something fails, naming it, and with 2 on bad usage', () => {
    const { status, stdout } = run('spoiled.json', '--policy', 'policy.txt', '--lang', 'en');
    expect(status).to.equal(1);
    expect(stdout.trimEnd().split('\n').at(-1)).to.equal('Not redone: lot-readable failed');
    for (const args of [[], ['lot.json', 'lot.json'], ['gone.json'], ['lot.json', '--policy', 'lot.json']])
      expect(run(...args).status).to.equal(2);
  });

  it('gives the same as data', () => {
    const { stdout } = run('lot.json', '--policy', 'policy.txt', '--json');
    expect((JSON.parse(stdout) as { verdict: string; shown: { labels: number } }).shown.labels).to.equal(6);
  });
});
