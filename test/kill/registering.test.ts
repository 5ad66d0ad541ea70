import { expect } from 'chai';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { toHex } from '../../common/encodings.ts';
import { ENTITIES, MIGRATIONS } from '../../connectors/database.ts';
import { rowLeaf } from '../../connectors/publishing/commitments.ts';
import { createDatasetStore } from '../../connectors/publishing/store.ts';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { createParts } from '../../gateway/parts.ts';
import { openDatabase } from '../../platform/postgres/data-source.ts';
import { startPostgres } from '../../platform/postgres/launcher.ts';
import { treeRoot } from '../../provenance/log/merkle.ts';
import type { TestMember } from '../support/member.ts';
import { createSpace, type Space } from '../support/space.ts';
import { until } from '../support/until.ts';

const ROWS = 150_000;
/** A quick machine is through before it could be killed more often. */
const KILLS = { least: 2, most: 5 };
const textOf = (row: number): string => `${row},"第${row}行，\r\n${'长'.repeat(row % 200)}"\n`;

/** The owner's connector, a process of its own, killed outright while it registers a table of many batches. */
describe('a large registration, killed outright', () => {
  let space: Space;
  let running: RunningProcess | undefined;
  const logFile = (): string => path.join(space.city.folder, 'process.log');

  const spawn = async (): Promise<void> => {
    const env = { DATA_DIR: space.city.folder, GATEWAY_URL: space.gateway.url };
    running = startProcess({ name: 'city', entry: 'connectors/main.ts', env, ready: /^online/, logFile: logFile() });
    await running.ready;
  };
  const kill = async (): Promise<void> => {
    running?.kill('SIGKILL');
    await running?.ended;
  };
  /** Rows that the connector says it has kept, each time it says so. */
  const told = (): readonly number[] =>
    [...fs.readFileSync(logFile(), 'utf8').matchAll(/"source":"big\.csv","rows":(\d+)/g)].map(([, rows]) => Number(rows));

  before(async () => {
    space = await createSpace({ createParts });
    await space.startAll(new Map<TestMember, () => Promise<unknown>>([[space.city, spawn]]));
    const rows = Array.from({ length: ROWS }, (_, row) => textOf(row));
    fs.writeFileSync(path.join(space.city.folder, 'source/big.csv'), `id,text\n${rows.join('')}`);
  });
  after(async () => {
    if (running?.isAlive() === true) await running.stop();
    await space.close();
  });

  it('goes on where it stood, and signs once, over rows that stand there once', async () => {
    const { keeper } = space.gateway.space;
    const dataset = space.script.newId();
    const given = { source: 'big.csv', dataset, title: { zh: '大表', en: 'Large table' }, withhold: [] };
    const asked = await space.command(keeper, 'register-dataset', given);
    const reached: number[] = [];
    while (reached.length < KILLS.most) {
      const before = told().length;
      await until('a word on how far it is', () => told().length > before, 60_000);
      if (told().at(-1) === ROWS) break;
      await kill();
      reached.push(told().at(-1) ?? 0);
      await spawn();
    }
    expect(reached.length, reached.join(' ')).to.be.at.least(KILLS.least);
    const answer = await space.answerTo(asked, keeper);
    expect(answer.ok, JSON.stringify(answer)).to.equal(true);
    const { body } = space.gateway.foundation.directory.state().datasets.get(dataset)?.registered.signed.event ?? expect.fail('not logged');
    expect(await space.city.alarms()).to.deep.equal([]);
    await running?.stop();

    const server = await startPostgres(path.join(space.city.folder, 'postgres'), {});
    const database = await openDatabase({ server: { host: server.host, user: server.user }, entities: ENTITIES, migrations: MIGRATIONS });
    try {
      const kept = await createDatasetStore(database.manager).slice(dataset, 0, ROWS + 1);
      const expected = Array.from({ length: ROWS }, (_, row) => [`${row}`, textOf(row).slice(`${row},"`.length, -2)]);
      expect(kept.map(({ row }) => row.cells)).to.deep.equal(expected);
      const root = treeRoot(kept.map(({ row }) => rowLeaf(dataset, row)));
      expect(body).to.deep.equal({ rows: ROWS, columns: 2, withheld: 0, root: toHex(root) });
    } finally {
      await database.destroy();
      await server.stop();
    }
  });
});
