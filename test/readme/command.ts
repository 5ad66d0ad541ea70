import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, type Place } from './machine.ts';

/** The commands of the README's first shell block, as a reader copies them: without what stands behind `#`. */
export const readCommands = (): readonly string[] => {
  const text = fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8');
  const block = /^```sh\n(.*?)^```/ms.exec(text)?.[1] ?? '';
  return block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter(Boolean);
};

export interface Running {
  readonly child: ChildProcess;
  /** All that it said so far, on both streams. */
  readonly said: () => string;
  readonly ended: Promise<number | NodeJS.Signals>;
  /** To the whole group, as Ctrl-C on a terminal does. */
  readonly signalGroup: (signal: NodeJS.Signals) => void;
}

/** Types a command into a shell of the place, in a process group of its own as a terminal gives it one. */
export const type = (command: string, { clone, env, wrapper }: Place, more: NodeJS.ProcessEnv = {}): Running => {
  const [file, ...args] = [...wrapper, 'sh', '-c', command];
  const child = spawn(file, args, { cwd: clone, env: { ...env, ...more }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  const ended = once(child, 'exit').then(([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals));
  const signalGroup = (signal: NodeJS.Signals): void => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (!hasEnded && child.pid !== undefined) process.kill(-child.pid, signal);
  };
  return { child, said: () => said, ended, signalGroup };
};

const readOr = (file: string): string => {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const linkOr = (file: string): string => {
  try {
    return fs.readlinkSync(file);
  } catch {
    return '';
  }
};

/** Command lines of the processes that still work in a folder or name it. */
export const processesIn = (folder: string): readonly string[] =>
  fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => linkOr(`/proc/${pid}/cwd`).startsWith(folder) || readOr(`/proc/${pid}/cmdline`).includes(folder))
    .filter((pid) => !/^\d+ \(.*\) Z/s.test(readOr(`/proc/${pid}/stat`)))
    .map((pid) => readOr(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
