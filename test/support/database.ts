import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { openDatabase, type DatabaseOptions } from '../../platform/postgres/data-source.ts';
import { startPostgres, type EmbeddedPostgres } from '../../platform/postgres/launcher.ts';
import { makeFolder, removeFolder } from './folder.ts';
import { ask } from './postgres.ts';

let shared: Promise<EmbeddedPostgres> | undefined;
let folder: string | undefined;

/** Nothing here survives a crash of the machine, so nothing needs to reach the disk: databases are dropped before it does. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', checkpoint_flush_after: '0', bgwriter_flush_after: '0' };

const start = (): Promise<EmbeddedPostgres> => {
  // A run that is told to end takes its server with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  folder ??= makeFolder('database');
  return startPostgres(path.join(folder, 'postgres'), { settings: SETTINGS });
};

/** One server for the whole run, started by the first who asks. */
export const testServer = (): Promise<EmbeddedPostgres> => (shared ??= start());

export const nameTestDatabase = (): string => `test_${randomUUID().replaceAll('-', '')}`;

/** Whoever is still connected is cut off. */
export const dropTestDatabase = async (database: string): Promise<void> => {
  await ask(await testServer(), `drop database if exists ${database} with (force)`);
};

/** A new, empty database brought to the newest migration; `destroy()` closes and drops it. */
export const openTestDatabase = async (options: Pick<DatabaseOptions, 'entities' | 'migrations' | 'report'>): Promise<DataSource> => {
  const database = nameTestDatabase();
  const source = await openDatabase({ ...options, server: await testServer(), database });
  const close = source.destroy.bind(source);
  source.destroy = async () => {
    await close();
    await dropTestDatabase(database);
  };
  return source;
};

// Importing this file registers a hook of the root suite: it runs once, behind every test.
after(async function stopServer() {
  // Its last checkpoint, and the removal of its files, wait for a busy disk.
  this.timeout(300_000);
  await (await shared)?.stop();
  if (folder !== undefined) removeFolder(folder);
});
