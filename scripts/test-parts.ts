import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

const COUNTS = /^(\d+) passed, (\d+) failed$/;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What a part started and left behind may hold its output open; nobody waits longer for that. */
const PATIENCE_MS = 5000;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Part {
  readonly ended: Promise<Counts>;
  /** Prints what it said so far, and from now on what it says. */
  readonly show: () => void;
}

/** The counts that a part printed as its very last line; one that fell over without them, or behind them, has failed. */
const countsOf = (said: string, isWell: boolean): Counts => {
  const [, passed, failed] = COUNTS.exec(said.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const isWhole = passed !== undefined && (isWell || failed !== '0');
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) + (isWhole ? 0 : 1) };
};

/** Did it end well, with nothing left that writes for it? */
const endOf = async (child: ChildProcess): Promise<boolean> => {
  const closed = once(child, 'close').then(() => true);
  const [status] = (await once(child, 'exit')) as [number | null];
  const timer = new AbortController();
  const isClosed = await Promise.race([closed, wait(PATIENCE_MS, false, { signal: timer.signal }).catch(() => false)]);
  timer.abort();
  if (!isClosed) {
    child.stdout?.destroy();
    child.stderr?.destroy();
    console.log('Something that these tests started outlives them, and holds on to their output.');
  }
  return status === 0 && isClosed;
};

const startPart = (entry: string, part: string): Part => {
  // A part ends when its parent is gone, which the channel tells it.
  const child = spawn(process.execPath, [entry, '--part', part], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const held: string[] = [];
  let said = '';
  let print = (text: string): void => void held.push(text);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-1000);
    print(text);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => print(text));
  return {
    ended: endOf(child).then((isWell) => countsOf(said, isWell)),
    show: () => {
      print = (text) => void process.stdout.write(text);
      held.splice(0).forEach(print);
    },
  };
};

/**
 * Runs the parts of a test suite side by side, each a process of its own with a database of its own, shows them one behind the other, and closes
 * with the sum of their counts.
 * @param entry the script that runs one part when it is told `--part K/N`
 * @returns the status to end with
 */
export const runParts = async (entry: string, count: number): Promise<number> => {
  const parts = Array.from({ length: count }, (_, at) => startPart(entry, `${at + 1}/${count}`));
  const sum = { passed: 0, failed: 0 };
  for (const { show, ended } of parts) {
    show();
    const { passed, failed } = await ended;
    sum.passed += passed;
    sum.failed += failed;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
};
