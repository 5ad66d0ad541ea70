import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { DataSource } from 'typeorm';
import { openDatabase, type DatabaseOptions } from '../../platform/postgres/data-source.ts';
import { startPostgres, type EmbeddedPostgres } from '../../platform/postgres/launcher.ts';
import { makeFolder, removeFolder } from './folder.ts';

let shared: Promise<EmbeddedPostgres> | undefined;
let folder: string | undefined;

/** One server for the whole run, started by the first who asks; it does not survive a crash of the machine. */
export const testServer = (): Promise<EmbeddedPostgres> => {
  folder ??= makeFolder('database');
  return (shared ??= startPostgres(path.join(folder, 'postgres'), { settings: { fsync: 'off', synchronous_commit: 'off' } }));
};

/** A new, empty database brought to the newest migration; close it with `destroy()`. */
export const openTestDatabase = async (options: Pick<DatabaseOptions, 'entities' | 'migrations' | 'report'>): Promise<DataSource> =>
  openDatabase({ ...options, server: await testServer(), database: `test_${randomUUID().replaceAll('-', '')}` });

// Importing this file registers a hook of the root suite: it runs once, behind every test.
after(async function stopServer() {
  // Its last checkpoint waits for a busy disk.
  this.timeout(60_000);
  await (await shared)?.stop();
  if (folder !== undefined) removeFolder(folder);
});
