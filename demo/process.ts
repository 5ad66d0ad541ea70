import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = path.resolve(import.meta.dirname, '..');

export interface ProcessPlan {
  readonly name: string;
  /** Entry file below the project's folder. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** What the process says on stdout when it is ready. */
  readonly ready: RegExp;
  /** Everything it says goes here. */
  readonly logFile: string;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** The ready line; rejects with the last words when the process ends first. */
  readonly ready: Promise<string>;
  /** Resolves when it is gone. */
  readonly ended: Promise<void>;
  isAlive(): boolean;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, then waits. */
  stop(): Promise<void>;
}

/** What a child inherits: the way to programs and folders, nothing else of this process's settings. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The first stdout line that matches, or the last words of a process that ended before. */
const waitForLine = (child: ChildProcess, name: string, ready: RegExp, said: () => string): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (ready.test(line)) resolve(line);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended (${code ?? signal}) before it was ready: ${said()}`)));
  });

/** Starts a process of the space; it sees this one's death through IPC and then stops by itself. */
export const startProcess = ({ name, entry, env, ready, logFile }: ProcessPlan): RunningProcess => {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const log = fs.createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  const child = spawn(process.execPath, [path.join(ROOT, entry)], {
    cwd: ROOT,
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  let last = '';
  const keep = (chunk: Buffer): void => {
    last = (last + chunk.toString('utf8')).slice(-2000);
    log.write(chunk);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const becameReady = waitForLine(child, name, ready, () => last.trim());
  becameReady.catch(() => undefined);
  const ended = once(child, 'exit').then(() => void log.end());
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
  return {
    name,
    pid: child.pid ?? 0,
    ready: becameReady,
    ended,
    isAlive,
    kill,
    stop: async () => {
      if (isAlive()) kill('SIGTERM');
      await ended;
    },
  };
};
