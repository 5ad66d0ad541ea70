import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account } from './account.ts';
import { explainFailure } from './failure.ts';

export const USER = 'postgres';
const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
/** The server sees none of our variables: no locale of the caller's, no proxy, no secret. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
/** Statements carry people's data, so the server's log holds none. */
const SETTINGS = { log_min_error_statement: 'panic', log_parameter_max_length_on_error: '0', timezone: 'UTC' };

/** Runs a program of the server in a process group of its own, so that Ctrl-C on a terminal reaches us alone. */
const run = (account: Account, program: string, args: readonly string[]): ChildProcess => {
  const { file, args: words, ...user } = account.command(program, args);
  return spawn(file, [...words], { ...user, detached: true, env: ENVIRONMENT, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
};

/** Keeps the last 8 KB of what the program says. */
const listen = (child: ChildProcess): (() => string) => {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-8192);
  });
  return () => said;
};

/** The end of a program and of its words; a backend that outlives its server holds the pipe open and is not waited for. */
const endOf = async (child: ChildProcess): Promise<void> => {
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  await once(child, 'exit').catch(() => undefined);
  await Promise.race([closed, wait(200)]).catch(() => undefined);
};

/**
 * Makes the cluster beside its final place and moves it there when whole: a killed first start leaves nothing half done.
 * @throws DomainError `disk-full`, `folder-not-writable`, `database-unavailable`
 */
export const createCluster = async (account: Account, cluster: string): Promise<void> => {
  const draft = `${cluster}.new`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  account.own(draft);
  const child = run(account, 'initdb', ['-D', draft, '-U', USER, ...LOCALE, '--no-sync', '-A', 'trust']);
  const said = listen(child);
  await endOf(child);
  if (child.exitCode !== 0) throw explainFailure(path.dirname(cluster), 'initdb', said());
  fs.renameSync(draft, cluster);
};

export interface Server {
  readonly process: number;
  /** Resolves with its last words when the server is gone. */
  readonly ended: Promise<string>;
  signal(signal: NodeJS.Signals): void;
}

/** Starts `postgres` on the cluster and waits until it takes connections. @throws as {@link createCluster} */
export const startServer = async (
  account: Account,
  cluster: string,
  socketFolder: string,
  settings: Readonly<Record<string, string>>,
): Promise<Server> => {
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = run(account, 'postgres', ['-D', cluster, '-h', '', '-k', socketFolder, ...flags]);
  const said = listen(child);
  const ended = endOf(child).then(said);
  const isReady = await new Promise<boolean>((resolve) => {
    void ended.then(() => resolve(false));
    child.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve(true);
    });
  });
  if (!isReady || child.pid === undefined) throw explainFailure(path.dirname(cluster), 'start', said());
  return { process: child.pid, ended, signal: (signal) => child.kill(signal) };
};
