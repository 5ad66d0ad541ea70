import * as fs from 'node:fs';
import * as path from 'node:path';
import { startProcess, type RunningProcess } from '../../demo/process.ts';
import { createDatabase } from '../../platform/postgres/data-source.ts';
import { dropTestDatabase, nameTestDatabase, testServer } from './database.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { spaceFileOf, type TestSpace } from './gateway.ts';

export interface GatewayProcess extends RunningProcess {
  readonly url: string;
}

/** Real gateway processes on one database, each with its own copy of one folder: the same space, the same keys. */
export const createGatewayProcesses = async (space: TestSpace) => {
  const folder = makeFolder('gateways');
  const server = await testServer();
  const database = nameTestDatabase();
  await createDatabase(server, database);
  const url = `postgres://${server.user}@localhost/${database}?host=${encodeURIComponent(server.host)}`;
  const started: GatewayProcess[] = [];
  const first = path.join(folder, 'gateway-1');
  fs.mkdirSync(first);
  fs.writeFileSync(path.join(first, 'space.json'), JSON.stringify(spaceFileOf(space)));

  return {
    server,
    database,
    folder: first,
    start: async (): Promise<GatewayProcess> => {
      const own = path.join(folder, `gateway-${started.length + 1}`);
      if (own !== first) fs.cpSync(first, own, { recursive: true });
      const running = startProcess({
        name: path.basename(own),
        entry: 'gateway/main.ts',
        env: { PORT: '0', DATA_DIR: own, DATABASE_URL: url, CHECKPOINT_MS: '100' },
        ready: /^ready http/,
        logFile: path.join(folder, `${path.basename(own)}.log`),
      });
      const gateway = { ...running, url: (await running.ready).slice('ready '.length).trim() };
      started.push(gateway);
      return gateway;
    },
    close: async (): Promise<void> => {
      for (const gateway of started) {
        gateway.kill('SIGCONT');
        await gateway.stop();
      }
      await dropTestDatabase(database);
      removeFolder(folder);
    },
  };
};
export type GatewayProcesses = Awaited<ReturnType<typeof createGatewayProcesses>>;
