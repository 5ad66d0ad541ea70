import * as path from 'node:path';
import * as v8 from 'node:v8';
import { loadConfiguration } from '../platform/config.ts';
import { openDatabase } from '../platform/postgres/data-source.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import { runProcess, type OnStop } from '../platform/process.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { connectorSettings, type ConnectorConfiguration } from './configuration.ts';
import { startConnector } from './connector.ts';
import { ENTITIES, MIGRATIONS } from './database.ts';
import { claimOwnFolder, onThisMachine } from './process.ts';

// It runs beside other programs on a member's machine: without this the heap grows to several times what a large table needs.
v8.setFlagsFromString('--optimize-for-size');

const log = createLogger({ process: 'connector' });

const openServer = async ({ DATABASE_URL: url }: ConnectorConfiguration, folder: string, onStop: OnStop) => {
  if (url !== undefined) return { url };
  const server = await startPostgres(path.join(folder, 'postgres'), {
    onRestart: (restart) => log.warn({ restart }, 'database restarted'),
  });
  onStop(() => server.stop());
  return { host: server.host, user: server.user };
};

await runProcess({
  name: 'connector',
  log,
  start: async (onStop, signal) => {
    const configuration = loadConfiguration(connectorSettings, process.env);
    const options = onThisMachine(configuration, log, signal);
    claimOwnFolder(options.folder, onStop);
    const server = await openServer(configuration, options.folder, onStop);
    const report = (problem: object): void => log.warn({ problem }, 'database');
    const database = await openDatabase({ server, entities: ENTITIES, migrations: MIGRATIONS, report });
    onStop(() => database.destroy());
    const connector = await startConnector({
      ...options,
      database,
      limits: { bytes: configuration.SOURCE_BYTES, rows: configuration.SOURCE_ROWS },
    });
    onStop(() => connector.stop());
    options.say('online');
  },
});
