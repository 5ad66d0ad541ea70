import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomBytes } from '../common/crypto/random.ts';
import { DomainError } from '../common/errors.ts';
import { loadConfiguration } from '../platform/config.ts';
import { openDatabase } from '../platform/postgres/data-source.ts';
import { startPostgres } from '../platform/postgres/launcher.ts';
import { createLogger } from '../platform/telemetry/logger.ts';
import { gatewaySettings, type GatewayConfiguration } from './configuration.ts';
import { ENTITIES, MIGRATIONS } from './database.ts';
import { readLogKeys, readSpaceFile } from './folder.ts';
import { startGateway } from './gateway.ts';
import { createParts } from './parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const log = createLogger({ process: 'gateway' });

const version = (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;

/** What was started, to be stopped in the opposite order. */
const running: (() => Promise<unknown>)[] = [];

const openServer = async ({ DATABASE_URL: url, DATA_DIR: folder }: GatewayConfiguration) => {
  if (url !== undefined) return { url };
  const server = await startPostgres(path.join(folder, 'postgres'), {
    onRestart: (restart) => log.warn({ restart }, 'database restarted'),
  });
  running.push(() => server.stop());
  return { host: server.host, user: server.user };
};

const start = async (): Promise<string> => {
  const configuration = loadConfiguration(gatewaySettings, process.env);
  const folder = path.resolve(configuration.DATA_DIR);
  const space = readSpaceFile(folder);
  const keys = readLogKeys(folder, space.logName, randomBytes);
  const server = await openServer(configuration);
  const report = (problem: object): void => log.warn({ problem }, 'database');
  const database = await openDatabase({ server, entities: ENTITIES, migrations: MIGRATIONS, report, connections: 16 });
  running.push(() => database.destroy());
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
    createParts,
  });
  running.push(() => gateway.close());
  return gateway.url;
};

let stopping: Promise<void> | undefined;
const stopAll = async (): Promise<void> => {
  for (const stop of running.toReversed()) await stop().catch((error: unknown) => log.error({ error }, 'stop failed'));
};
/** A signal to the whole group arrives twice; both mean one stop. */
const stop = (): void => {
  stopping ??= stopAll().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
process.on('disconnect', stop);
process.channel?.unref();

try {
  const url = await start();
  console.log(`ready ${url}`);
} catch (error) {
  await stopAll();
  const known = error instanceof DomainError ? `${error.code} ${JSON.stringify(error.details)}` : String(error);
  console.error(`gateway: ${known}`);
  process.exit(1);
}
