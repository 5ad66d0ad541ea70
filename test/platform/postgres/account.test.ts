import { expect } from 'chai';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { chooseAccount, probeMachine, type AccountProbe } from '../../../platform/postgres/account.ts';
import { startPostgres } from '../../../platform/postgres/launcher.ts';
import { findPrograms } from '../../../platform/postgres/programs.ts';
import { createCluster } from '../../../platform/postgres/server.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { ask, launchElsewhere } from '../../support/postgres.ts';

const machine = probeMachine();
const isRoot = machine.self.uid === 0;
const USERS = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\nana:x:1000:1000::/home/ana:/bin/sh\n';

/** A machine whose root has these programs and no others. */
const machineWith = (...allowed: string[]): AccountProbe => ({
  ...machine,
  succeeds: (file, args) => allowed.includes(file) && machine.succeeds(file, args),
});
const pretend = (uid: number, ...allowed: string[]): AccountProbe => ({
  self: { uid, gid: uid },
  users: USERS,
  succeeds: (file) => allowed.includes(file),
});
const fileOf = (probe: AccountProbe): string => chooseAccount('/programs', '/folder/data', probe).command('postgres', []).file;

describe('the account that PostgreSQL runs under', () => {
  it('is our own for an ordinary user', () => {
    expect(fileOf(pretend(1000, 'unshare', 'setpriv'))).to.equal('/programs/bin/postgres');
  });

  it('is mapped to a known user for a uid that the machine has no user for, where it may', () => {
    expect(fileOf(pretend(4321, 'unshare'))).to.equal('unshare');
    expect(fileOf(pretend(4321))).to.equal('/programs/bin/postgres');
  });

  it('is for root a user namespace, else another user with the right of passage', () => {
    expect(fileOf(pretend(0, 'unshare', 'setpriv'))).to.equal('unshare');
    expect(fileOf(pretend(0, 'setpriv'))).to.equal('setpriv');
  });

  it('is refused to root on a machine without any other user', async () => {
    await expectCode(
      () => chooseAccount('/programs', '/folder/data', { ...pretend(0), users: 'root:x:0:0::/root:/bin/sh\n' }),
      'database-unavailable',
    );
  });

  it('opens data with its owner changed to the account of today', async function () {
    // Only root has more than one account to choose from.
    if (!isRoot) return;
    this.timeout(60_000);
    const base = makeFolder();
    const folder = path.join(base, 'data');
    const ways = [machineWith('setpriv'), machineWith('unshare'), machineWith('setpriv'), machine];
    for (const [round, probe] of ways.entries()) {
      const server = await startPostgres(folder, { probe });
      await ask(server, `create table round_${round} as select '真' as answer`);
      expect(await ask(server, 'select answer from round_0')).to.equal('真');
      expect(await ask(server, "select pg_read_file('PG_VERSION') as answer")).to.equal('18\n');
      await server.stop();
    }
    removeFolder(base);
  });

  it('finds its programs in a folder that only root can enter', async function () {
    if (!isRoot) return;
    this.timeout(60_000);
    const base = makeFolder();
    const programs = path.join(base, 'programs');
    fs.cpSync(findPrograms(), programs, { recursive: true, verbatimSymlinks: true });
    for (const wrapper of ['setpriv', 'unshare']) {
      const account = chooseAccount(programs, path.join(base, 'data'), machineWith(wrapper));
      expect(account.command('postgres', []).file).to.equal(wrapper);
      await createCluster(account, path.join(base, wrapper));
      expect(fs.existsSync(path.join(base, wrapper, 'PG_VERSION'))).to.equal(true);
    }
    removeFolder(base);
  });

  it('is a plain other user below a folder that all may enter, with programs where it can reach them', async function () {
    if (!isRoot) return;
    this.timeout(60_000);
    const base = makeFolder();
    fs.chmodSync(base, 0o755);
    const server = await startPostgres(path.join(base, 'data'), { probe: machineWith() });
    expect(await ask(server, "select '真' as answer")).to.equal('真');
    await server.stop();
    removeFolder(base);
  });

  it('says which folder it cannot enter instead of failing later', async () => {
    const base = makeFolder();
    await expectCode(() => chooseAccount('/programs', path.join(base, 'data'), pretend(0)), 'folder-not-writable');
    removeFolder(base);
  });
});

// The start lines of test/vectors/cases/43-root-and-locale.sh, each on a fresh folder.
describe('case 43: the database starts as root and under any locale', () => {
  const LOCALES: Readonly<Record<string, NodeJS.ProcessEnv>> = {
    'a locale that does not exist': { ...process.env, LANG: 'xx_YY.UTF-8', LC_ALL: 'xx_YY.UTF-8' },
    'a locale that is not UTF-8': { ...process.env, LANG: 'zh_CN.GBK', LC_ALL: 'zh_CN.GBK' },
    'no locale at all': { PATH: process.env['PATH'], HOME: os.homedir() },
  };
  for (const [name, env] of Object.entries(LOCALES)) {
    it(`starts with ${name}`, async () => {
      const base = makeFolder();
      const other = await launchElsewhere(path.join(base, 'data'), env);
      expect(other.said).to.match(/^up \d+$/);
      await other.kill('SIGTERM');
      removeFolder(base);
    });
  }

  it('starts in a mount point, a folder that is there and not empty', async () => {
    const base = makeFolder();
    fs.mkdirSync(path.join(base, 'lost+found'));
    const server = await startPostgres(base);
    expect(await ask(server, "select current_setting('server_encoding') as answer")).to.equal('UTF8');
    await server.stop();
    removeFolder(base);
  });
});
