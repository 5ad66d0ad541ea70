import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomBytes } from '../common/crypto/random.ts';
import { loadConfiguration } from '../platform/config.ts';
import { openDatabase, type DatabaseServer } from '../platform/postgres/data-source.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import { runProcess, type OnStop } from '../platform/process.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { gatewaySettings, type GatewayConfiguration } from './configuration.ts';
import { ENTITIES, MIGRATIONS } from './database.ts';
import { readLogKeys, readSpaceFile } from './folder.ts';
import { startGateway } from './gateway.ts';
import { createPartsWith } from './parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const log = createLogger({ process: 'gateway' });

const version = (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;

const openServer = async ({ DATABASE_URL: url, DATA_DIR: folder }: GatewayConfiguration, onStop: OnStop): Promise<DatabaseServer> => {
  if (url !== undefined) return { url };
  const server = await startPostgres(path.join(folder, 'postgres'), {
    onRestart: (restart) => log.warn({ restart }, 'database restarted'),
  });
  onStop(() => server.stop());
  return { host: server.host, user: server.user };
};

const start = async (onStop: OnStop): Promise<void> => {
  const configuration = loadConfiguration(gatewaySettings, process.env);
  const folder = path.resolve(configuration.DATA_DIR);
  const space = readSpaceFile(folder);
  const keys = readLogKeys(folder, space.logName, randomBytes);
  const server = await openServer(configuration, onStop);
  const report = (problem: object): void => log.warn({ problem }, 'database');
  const database = await openDatabase({ server, entities: ENTITIES, migrations: MIGRATIONS, report, connections: 16 });
  onStop(() => database.destroy());
  const gateway = await startGateway({
    database,
    space,
    keys,
    clock: Date.now,
    random: randomBytes,
    log,
    folder,
    port: configuration.PORT,
    ...(configuration.ORIGIN !== undefined && { origin: new URL(configuration.ORIGIN).origin }),
    console: path.join(ROOT, 'dist/console'),
    version,
    checkpointInterval: configuration.CHECKPOINT_MS,
    createParts: createPartsWith({ bytesAnItem: configuration.LABEL_BYTES }),
  });
  onStop(() => gateway.close());
  console.log(`ready ${gateway.url}`);
};

await runProcess({ name: 'gateway', log, start });
