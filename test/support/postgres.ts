import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import pg from 'pg';
import type { EmbeddedPostgres } from '../../platform/postgres/launcher.ts';

const LAUNCHER = JSON.stringify(path.resolve(import.meta.dirname, '../../platform/postgres/launcher.ts'));

/** The column `answer` of the first row. */
export const ask = async ({ host, user }: Pick<EmbeddedPostgres, 'host' | 'user'>, sql: string): Promise<unknown> => {
  const client = new pg.Client({ host, user, database: 'postgres' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
};

/** Another process that launches a server on the folder and says `up PID`, or `refused CODE`; end it with `kill`. */
export const launchElsewhere = async (folder: string, env: NodeJS.ProcessEnv = process.env) => {
  const code = `const { startPostgres } = await import(${LAUNCHER});
    const server = await startPostgres(${JSON.stringify(folder)}).catch((e) => { console.log('refused', e.code, e.details.process ?? ''); process.exit(1); });
    console.log('up', server.process());
    process.on('SIGTERM', () => server.stop());`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'], env });
  if (child.stdout === null) throw new Error('no output');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    said: line.toString('utf8').trim(),
    process: child.pid ?? 0,
    kill: async (signal: NodeJS.Signals): Promise<void> => {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
};
