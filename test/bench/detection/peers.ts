import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { PlantedText } from './texts.ts';

/** By the name that peers.py knows; the versions are those of the figures in docs/benchmarks.md. */
const PEERS = { patterns: 'Python re, own patterns', presidio: 'presidio-analyzer', jionlp: 'jionlp', datamask: 'datamask-core' } as const;
const NOT_INSTALLED = 3;

interface Answer {
  /** MB of UTF-8 per second of processor time. */
  readonly speed: number;
  readonly recall: Readonly<Record<string, number>>;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const runPeer = (name: string, file: string): string => {
  const script = path.join(import.meta.dirname, 'peers.py');
  const { status, stdout, error } = spawnSync('python3', [script, name, file], { encoding: 'utf8', timeout: 300_000 });
  if (error !== undefined) return `not run: ${error.message}`;
  if (status === NOT_INSTALLED) return 'not run: not installed for the python3 of this shell';
  const line = stdout.split('\n').find((one) => one.startsWith('{'));
  if (status !== 0 || line === undefined) return `not run: left with status ${status}`;
  const { speed, recall } = JSON.parse(line) as Answer;
  const kinds = Object.entries(recall).map(([kind, share]) => `${kind} ${percent(share)}`);
  return `${speed.toFixed(1)} MB/CPU-s; recall ${kinds.join(', ')}`;
};

/** What others find in the same texts, a line each; who is not there is named as not run. */
export const comparePeers = (texts: readonly PlantedText[], say: (line: string) => void): void => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-bench-'));
  try {
    const file = path.join(folder, 'texts.json');
    const planted = texts.flatMap(({ text, planted: spans }, at) =>
      spans.map(({ kind, start, end }) => ({ kind, text: at, value: Array.from(text).slice(start, end).join('') })),
    );
    fs.writeFileSync(file, JSON.stringify({ texts: texts.map(({ text }) => text), planted }));
    for (const [name, title] of Object.entries(PEERS)) say(`peer ${title}: ${runPeer(name, file)}`);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
