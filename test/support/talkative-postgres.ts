import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import pg from 'pg';
import { chooseAccount } from '../../platform/postgres/account.ts';
import { findPrograms } from '../../platform/postgres/programs.ts';
import { createCluster, USER } from '../../platform/postgres/server.ts';
import { nameSocketFolder } from '../../platform/postgres/socket-folder.ts';
import { ask } from './postgres.ts';
import { until } from './until.ts';

/**
 * Says everything and forgets nothing: each statement with all its values goes to the log in plain text, so the log holds whatever any table
 * ever held, also what was changed or deleted since; the write-ahead log keeps every segment, unpacked; no row is cleaned away.
 */
const SETTINGS = {
  log_statement: 'all',
  log_parameter_max_length: '-1',
  log_parameter_max_length_on_error: '-1',
  log_min_messages: 'debug1',
  log_min_error_statement: 'debug5',
  log_error_verbosity: 'verbose',
  log_temp_files: '0',
  wal_keep_size: '8GB',
  wal_compression: 'off',
  full_page_writes: 'on',
  autovacuum: 'off',
  fsync: 'off',
} as const;

/** What PostgreSQL packs or cuts into pieces before it keeps it: as it is instead, so that it can be found in the files. */
const UNPACK = `do $$ declare one record; begin
  for one in select attrelid::regclass as t, attname as c from pg_attribute join pg_class on pg_class.oid = attrelid
    where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped and attstorage in ('x', 'm')
  loop
    execute format('alter table %s alter column %I set storage external', one.t, one.c);
    execute format('alter table %s set (toast_tuple_target = 8160)', one.t);
  end loop; end $$`;

/** Values as SQL writes them; bytes as bytes. */
const asText: pg.CustomTypesConfig = {
  getTypeParser: (type) => (type === pg.types.builtins.BYTEA ? pg.types.getTypeParser(type) : (text: string) => text),
};

const TABLES = `select oid::regclass::text as name from pg_class
  where relkind in ('r', 'm') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) order by 1`;

/** A PostgreSQL of its own for a process that is told nothing of it but its address. */
export const startTalkativePostgres = async (home: string) => {
  const [cluster, log] = [path.join(home, 'cluster'), path.join(home, 'statements.log')];
  fs.mkdirSync(home, { recursive: true, mode: 0o700 });
  const account = chooseAccount(findPrograms(), home);
  account.own(home);
  await createCluster(account, cluster);
  account.own(cluster);
  const host = nameSocketFolder(home, account.owner);
  fs.mkdirSync(host, { mode: 0o700 });
  account.own(host);
  const flags = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, ...user } = account.command('postgres', ['-D', cluster, '-h', '', '-k', host, ...flags]);
  const output = fs.openSync(log, 'a');
  const server = spawn(file, [...args], {
    ...user,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  const place = { host, user: USER };
  await until('a database server', async () => (await ask(place, 'select 1 as answer')) === 1);

  const within = async <T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ ...place, database });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  /** Every value of every table, as SQL gives it: `bytea` each by itself, all text of a table together. */
  const valuesOf = (database: string): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> =>
    within(database, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(TABLES);
      const found = [];
      for (const { name } of tables) {
        const { rows } = await client.query<unknown[]>({ text: `select * from ${name}`, rowMode: 'array', types: asText });
        const cells = rows.flat();
        const texts = cells.filter((cell) => typeof cell === 'string');
        found.push({ name, bytes: Buffer.from(texts.join('\n')) });
        found.push(...cells.filter((cell) => Buffer.isBuffer(cell)).map((bytes) => ({ name, bytes })));
      }
      return found;
    });

  return {
    ...place,
    cluster,
    log,
    urlOf: (database: string): string => `postgres://${USER}@localhost/${database}?host=${encodeURIComponent(host)}`,
    /** From now on this database keeps nothing packed. */
    unpack: (database: string) => within(database, (client) => client.query(UNPACK)),
    valuesOf,
    /** Everything that it holds in memory goes to its files. */
    checkpoint: () => within('postgres', (client) => client.query('checkpoint')),
    stop: async (): Promise<void> => {
      server.kill('SIGINT');
      await once(server, 'exit');
      fs.rmSync(host, { recursive: true, force: true });
    },
  };
};
export type TalkativePostgres = Awaited<ReturnType<typeof startTalkativePostgres>>;
