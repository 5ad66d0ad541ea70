import { spawn } from 'node:child_process';

const COUNTS = /^(\d+) passed, (\d+) failed$/;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Part {
  /** What it printed as its very last line, once it has ended. */
  readonly ended: Promise<{ readonly passed: number; readonly failed: number }>;
  /** Prints what it said so far, and from now on what it says. */
  readonly show: () => void;
}

/** The counts of a part that ended; one that fell over without them, or behind them, has failed. */
const countsOf = (said: string, status: number | null) => {
  const [, passed, failed] = COUNTS.exec(said.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const isWhole = passed !== undefined && (status === 0 || failed !== '0');
  return { passed: Number(passed ?? 0), failed: Number(failed ?? 0) + (isWhole ? 0 : 1) };
};

const startPart = (entry: string, part: string): Part => {
  const child = spawn(process.execPath, [entry, '--part', part], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  const held: string[] = [];
  let said = '';
  let print = (text: string): void => void held.push(text);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-1000);
    print(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => print(text));
  return {
    ended: new Promise((resolve, reject) => {
      child.once('error', reject).once('close', (status) => resolve(countsOf(said, status)));
    }),
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
