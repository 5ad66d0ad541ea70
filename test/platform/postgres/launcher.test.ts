import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isAlive } from '../../../platform/postgres/claim.ts';
import { startPostgres } from '../../../platform/postgres/launcher.ts';
import type { Restart } from '../../../platform/postgres/supervisor.ts';
import { expectCode } from '../../support/expect-code.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { ask, launchElsewhere } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';

describe('embedded PostgreSQL', () => {
  const base = makeFolder();
  const folder = path.join(base, 'cluster');
  after(() => removeFolder(base));

  it('starts below a folder that only its owner can enter, in UTF-8 with a fixed collation, without a port', async () => {
    expect(fs.statSync(base).mode & 0o777).to.equal(0o700);
    const server = await startPostgres(folder);
    const settings = "current_setting('server_encoding') || '|' || current_setting('listen_addresses')";
    expect(await ask(server, `select ${settings} as answer`)).to.equal('UTF8|');
    expect(await ask(server, "select datlocale as answer from pg_database where datname = 'template1'")).to.equal('C.UTF-8');
    expect(await ask(server, "create table kept as select '𠮷野家' as answer")).to.equal(undefined);
    expect(fs.statSync(server.host).mode & 0o777).to.equal(0o700);
    expect(Buffer.byteLength(path.join(server.host, '.s.PGSQL.5432'))).to.be.below(108);
    await server.stop();
    expect(fs.existsSync(server.host)).to.equal(false);
    expect(isAlive(server.process())).to.equal(false);
  });

  it('refuses a second instance, in this process and in another, and names the one that runs', async () => {
    const server = await startPostgres(folder);
    await expectCode(() => startPostgres(folder), 'already-running');
    const other = await launchElsewhere(folder);
    await other.kill('SIGKILL');
    expect(other.said).to.equal(`refused already-running ${process.pid}`);
    expect(await ask(server, 'select answer from kept'), 'the first goes on').to.equal('𠮷野家');
    await server.stop();
  });

  it('lets one of several that start at once have the folder', async () => {
    const all = await Promise.all(Array.from({ length: 3 }, () => launchElsewhere(folder)));
    expect(all.filter(({ said }) => said.startsWith('up'))).to.have.length(1);
    expect(all.filter(({ said }) => said.startsWith('refused already-running'))).to.have.length(2);
    await Promise.all(all.map(({ kill }) => kill('SIGTERM')));
  });

  it('stops the orphan of a killed launcher and keeps what was committed', async () => {
    const other = await launchElsewhere(folder);
    const orphan = Number(other.said.split(' ')[1]);
    await other.kill('SIGKILL');
    expect(isAlive(orphan), 'the orphan lives').to.equal(true);
    const server = await startPostgres(folder);
    expect(isAlive(orphan)).to.equal(false);
    expect(await ask(server, 'select answer from kept')).to.equal('𠮷野家');
    await server.stop();
  });

  it('does not take a reused process number for a launcher that lives', async () => {
    fs.writeFileSync(path.join(folder, 'launcher'), JSON.stringify({ process: process.pid, started: '1' }));
    const server = await startPostgres(folder);
    await server.stop();
  });

  it('restarts a server that is killed, each time, and tells', async () => {
    const restarts: Restart[] = [];
    const server = await startPostgres(folder, { onRestart: (restart) => restarts.push(restart) });
    for (let round = 0; round < 3; round += 1) {
      const killed = server.process();
      process.kill(killed, 'SIGKILL');
      await until('a new server', () => server.process() !== killed);
      expect(await until('an answer', () => ask(server, 'select answer from kept'))).to.equal('𠮷野家');
    }
    expect(restarts.filter(({ failure }) => failure === undefined)).to.have.length(3);
    await server.stop();
    expect(isAlive(server.process())).to.equal(false);
  });

  it('stops for good when told to while the server is being restarted', async () => {
    const server = await startPostgres(folder);
    process.kill(server.process(), 'SIGKILL');
    await server.stop();
    expect(isAlive(server.process())).to.equal(false);
    expect(fs.existsSync(path.join(folder, 'launcher'))).to.equal(false);
  });

  it('leaves nothing half done when the first start is killed', async () => {
    const half = path.join(base, 'half');
    fs.mkdirSync(path.join(half, 'postgres-18.new'), { recursive: true });
    fs.writeFileSync(path.join(half, 'postgres-18.new', 'PG_VERSION'), '18\n');
    const server = await startPostgres(half);
    expect(await ask(server, "select '真' as answer")).to.equal('真');
    await server.stop();
  });
});
