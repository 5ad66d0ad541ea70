import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { makeFolder, removeFolder } from '../support/folder.ts';

const ENTRY = path.resolve(import.meta.dirname, '../../scripts/test.ts');

describe('npm test', () => {
  const folder = makeFolder('suite');
  after(() => removeFolder(folder));

  const run = (name: string, body: string) => {
    const file = path.join(folder, `${name}.test.ts`);
    fs.writeFileSync(file, body);
    const { status, stdout } = spawnSync(process.execPath, [ENTRY, file], { encoding: 'utf8' });
    return { status, last: stdout.trimEnd().split('\n').at(-1), stdout };
  };

  it('runs only the files that it is given, and closes with the counts', () => {
    expect(run('good', "it('passes', () => undefined);")).to.include({ status: 0, last: '1 passed, 0 failed' });
  });

  it('fails with a failed test', () => {
    const body = "it('fails', () => { throw new Error('so'); }); it('passes', () => undefined);";
    expect(run('bad', body)).to.include({ status: 1, last: '1 passed, 1 failed' });
  });

  it('names what was skipped, and closes with the counts', () => {
    const { last, stdout } = run('skips', "it('cannot run here', function () { this.skip(); });");
    expect(last).to.equal('0 passed, 0 failed');
    expect(stdout).to.contain('skipped: cannot run here');
  });

  it('fails when a test ends the process', () => {
    expect(run('exits', "it('passes', () => undefined); it('leaves', () => process.exit(0));")).to.include({
      status: 1,
      last: '1 passed, 1 failed',
    });
  });

  it('ends although a test left something open, and names it', () => {
    expect(run('open', "it('leaks', () => { setInterval(() => undefined, 1000); });")).to.include({
      status: 0,
      last: '1 passed, 0 failed',
    });
  });

  it('refuses a test that shuts out the others', () => {
    expect(run('only', "it.only('alone', () => undefined);").status).not.to.equal(0);
  });
});
