import { expect } from 'chai';
import * as path from 'node:path';
import { EntitySchema, type DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { openDatabase, type DatabaseProblem } from '../../../platform/postgres/data-source.ts';
import { startPostgres, type EmbeddedPostgres } from '../../../platform/postgres/launcher.ts';
import { isConnectionLoss, withRetry } from '../../../platform/postgres/retry.ts';
import { makeFolder, removeFolder } from '../../support/folder.ts';
import { until } from '../../support/until.ts';

const Note = new EntitySchema<{ id: string; text: string }>({
  name: 'note',
  columns: { id: { type: 'uuid', primary: true }, text: { type: 'text', unique: true } },
});

class CreateNotes1700000000000 implements MigrationInterface {
  readonly name = 'CreateNotes1700000000000';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table note (id uuid primary key, text text not null unique)');
  }
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table note');
  }
}

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const countNotes = (source: DataSource): Promise<number> => source.getRepository(Note).count();

describe('the data source', () => {
  const base = makeFolder();
  const problems: DatabaseProblem[] = [];
  let server: EmbeddedPostgres;
  let source: DataSource;

  const open = (): Promise<DataSource> =>
    openDatabase({ server, entities: [Note], migrations: [CreateNotes1700000000000], report: (problem) => problems.push(problem) });

  /** Kills the server and waits for its successor; backends of the old one end by themselves. */
  const killServer = async (): Promise<void> => {
    const killed = server.process();
    process.kill(killed, 'SIGKILL');
    await until('a new server', () => server.process() !== killed);
  };

  before(async () => {
    server = await startPostgres(path.join(base, 'data'));
    source = await open();
  });
  after(async () => {
    await source.destroy();
    await server.stop();
    removeFolder(base);
  });

  it('is at the newest migration, also when opened again', async () => {
    const again = await open();
    expect(await countNotes(again)).to.equal(0);
    expect(await again.showMigrations()).to.equal(false);
    await again.destroy();
  });

  it('opens by an address too', async () => {
    const url = `postgresql://${server.user}@/xinbiao?host=${encodeURIComponent(server.host)}`;
    const other = await openDatabase({ server: { url }, entities: [Note], migrations: [CreateNotes1700000000000] });
    expect(await countNotes(other)).to.equal(0);
    await other.destroy();
  });

  it('reports a failed statement by code and names, never by its values', async () => {
    await source.getRepository(Note).insert({ id: id(1), text: '张三 13800000000' });
    await source
      .getRepository(Note)
      .insert({ id: id(2), text: '张三 13800000000' })
      .then(
        () => expect.fail('a duplicate passes'),
        () => undefined,
      );
    expect(problems.at(-1)).to.include({ code: '23505', table: 'note' });
    expect(JSON.stringify(problems)).not.to.contain('张三');
  });

  it('survives the death of the server under an idle pool and in the middle of a transaction', async () => {
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query('insert into note values ($1, $2)', [id(3), 'never committed']);
    await killServer();
    const failure = await runner.commitTransaction().then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(isConnectionLoss(failure), String(failure)).to.equal(true);
    await runner.release();
    await withRetry(() => source.getRepository(Note).insert({ id: id(4), text: 'after the restart' }));
    expect(await countNotes(source)).to.equal(2);
  });

  it('serves many askers through a restart', async () => {
    const asked = Array.from({ length: 40 }, () => withRetry(() => countNotes(source)));
    await killServer();
    expect(new Set(await Promise.all(asked))).to.deep.equal(new Set([2]));
  });
});

describe('withRetry', () => {
  const refused = (code: string): Error => Object.assign(new Error('connection'), { code });

  for (const code of ['57P03', '57P01', '25P03', '08006', 'ECONNREFUSED', 'ENOENT'])
    it(`tries again after ${code}, also inside a wrapper`, async () => {
      let attempts = 0;
      const answer = await withRetry(async () => {
        attempts += 1;
        if (attempts === 1) throw refused(code);
        if (attempts === 2) throw Object.assign(new Error('query failed'), { driverError: refused(code) });
        return 'answer';
      });
      expect([answer, attempts]).to.deep.equal(['answer', 3]);
    });

  it('passes any other error on at once', async () => {
    let attempts = 0;
    const failure = await withRetry(() => {
      attempts += 1;
      return Promise.reject(refused('23505'));
    }).catch((error: unknown) => error);
    expect([(failure as { code: string }).code, attempts]).to.deep.equal(['23505', 1]);
  });

  it('gives up when its patience ends', async () => {
    const failure = await withRetry(() => Promise.reject(refused('57P03')), { patience: 100 }).catch((error: unknown) => error);
    expect((failure as { code: string }).code).to.equal('57P03');
  });
});
