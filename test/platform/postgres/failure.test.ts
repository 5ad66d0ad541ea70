import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explainFailure } from '../../../platform/postgres/failure.ts';
import { startPostgres } from '../../../platform/postgres/launcher.ts';
import { nameSocketFolder, prepareSocketFolder } from '../../../platform/postgres/socket-folder.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { launchElsewhere } from '../../support/postgres.ts';

const isRoot = process.getuid?.() === 0;

describe('a start that fails', () => {
  it('names a full disk and a missing permission, whoever says so', () => {
    const codeOf = (said: string): string => explainFailure('/data', 'start', said).code;
    expect(codeOf('FATAL:  could not write lock file "postmaster.pid": No space left on device')).to.equal('disk-full');
    expect(codeOf('initdb: error: could not create directory "/data": Permission denied')).to.equal('folder-not-writable');
    expect(codeOf("Error: EROFS: read-only file system, mkdir '/data'")).to.equal('folder-not-writable');
    expect(codeOf('FATAL:  database files are incompatible with server')).to.equal('database-unavailable');
  });

  it('refuses a folder that we may not write', async () => {
    const base = makeFolder();
    fs.chmodSync(base, 0o555);
    // For root every folder is writable but those of the kernel.
    await expectCode(() => startPostgres(isRoot ? '/sys/xinbiao' : path.join(base, 'data')), 'folder-not-writable');
    fs.chmodSync(base, 0o700);
    removeFolder(base);
  });

  it('refuses a full disk', async function () {
    const base = makeFolder();
    // A file system of 8 MB takes a right to mount, which is root's and not every machine gives.
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', base]).status !== 0) {
      removeFolder(base);
      this.skip();
    }
    try {
      const other = await launchElsewhere(path.join(base, 'data'));
      await other.kill('SIGKILL');
      expect(other.said).to.equal('refused disk-full');
    } finally {
      spawnSync('umount', [base]);
      removeFolder(base);
    }
  });
});

describe('the socket folder', () => {
  it('has a name that depends on the data folder and the user alone, and is short', () => {
    expect(nameSocketFolder('/a', 1, '/tmp')).to.equal(nameSocketFolder('/a', 1, '/tmp'));
    expect(nameSocketFolder('/a', 1, '/tmp')).not.to.equal(nameSocketFolder('/b', 1, '/tmp'));
    expect(nameSocketFolder('/a', 1, '/tmp')).not.to.equal(nameSocketFolder('/a', 2, '/tmp'));
    expect(nameSocketFolder('/a', 1, `/${'长'.repeat(40)}`)).to.match(/^\/tmp\/xb-/);
  });

  it('is refused when it is a link or belongs to somebody else', async () => {
    const base = makeFolder();
    const link = path.join(base, 'link');
    fs.symlinkSync(base, link);
    const self = process.getuid?.() ?? 0;
    await expectCode(() => prepareSocketFolder(link, [self]), 'folder-not-private');
    await expectCode(() => prepareSocketFolder(base, [self + 1]), 'folder-not-private');
    removeFolder(base);
  });

  it('is closed to others again when an earlier run left it open', () => {
    const base = makeFolder();
    fs.chmodSync(base, 0o777);
    prepareSocketFolder(base, [process.getuid?.() ?? 0]);
    expect(fs.statSync(base).mode & 0o777).to.equal(0o700);
    removeFolder(base);
  });
});
