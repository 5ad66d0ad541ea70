import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { consoleConfig } from '../../console/vite.config.ts';
import { layoutOf } from '../../demo/layout.ts';
import { ORGANISATIONS } from '../../demo/space/organisations.ts';
import { buildConsole } from '../../scripts/console.ts';
import { until } from '../support/until.ts';
import type { Bench } from './bench.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MOST_MS = 120_000;
const WARM_STARTS = 3;
const MEMBERS = ORGANISATIONS.flatMap(({ process }) => (process === undefined ? [] : [process.folder]));

interface Timing {
  /** Seconds until the gateway answers. */
  readonly ready: number;
  /** Seconds until every connector and the witness are online. */
  readonly online: number;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

/** Log files of the members, and what they said in earlier starts. */
const watchMembers = (folder: string) => {
  const files = MEMBERS.map((name) => path.join(layoutOf(folder).logs, `${name}.log`));
  const read = (file: string): string => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  const before = new Map(files.map((file) => [file, read(file).length]));
  return (): boolean => files.every((file) => /^online/m.test(read(file).slice(before.get(file))));
};

/** As whoever types `npm start`, but for npm itself: from the command to its ready line and to the last member at work. */
const timeStart = async (folder: string): Promise<Timing> => {
  const areOnline = watchMembers(folder);
  const { DATABASE_URL: _own, ...inherited } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/run.mjs'), 'start'], {
    cwd: ROOT,
    env: { ...inherited, PORT: '0', DATA_DIR: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let ready: number | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('ready http')) ready ??= seconds(began);
  });
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    await until('the space is at work', () => isOver() || (ready !== undefined && areOnline()), MOST_MS);
    if (ready === undefined || isOver()) throw new Error(`npm start ended (${child.exitCode ?? child.signalCode}) before it was ready`);
    return { ready, online: seconds(began) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
};

/** What a first start builds besides, once for each version. */
const timeConsole = async (folder: string): Promise<number> => {
  const began = performance.now();
  await build(consoleConfig(path.join(ROOT, 'console'), folder));
  return seconds(began);
};

const medianOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;

/** Start of the whole space: cold (packages are there, the console is built and the space set up) and warm. */
export const run: Bench['run'] = async (say) => {
  await buildConsole(say);
  const base = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-bench-'));
  const folder = path.join(base, 'data');
  try {
    const console = await timeConsole(path.join(base, 'console'));
    const cold = await timeStart(folder);
    say(`cold start ${cold.ready.toFixed(2)} s, and the build of the console ${console.toFixed(2)} s`);
    const warm: Timing[] = [];
    for (let i = 0; i < WARM_STARTS; i++) {
      const timing = await timeStart(folder);
      say(`warm start ${timing.ready.toFixed(2)} s, all online ${timing.online.toFixed(2)} s`);
      warm.push(timing);
    }
    return [
      { name: 'warm ready', measured: medianOf(warm.map(({ ready }) => ready)), limit: 4, unit: 's' },
      { name: 'every connector online', measured: medianOf(warm.map(({ online }) => online)), limit: 10, unit: 's' },
      { name: 'cold after install', measured: cold.ready + console, limit: 20, unit: 's' },
    ];
  } finally {
    fs.rmSync(base, { recursive: true, force: true });
  }
};
