import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MEMBER_PROCESSES, openSpace } from '../../demo/space-folder.ts';
import { createSupervisor } from '../../demo/supervisor.ts';
import { ORGANISATIONS } from '../../demo/space/organisations.ts';
import type { Bench, Goal } from './bench.ts';

const processNames = ORGANISATIONS.flatMap(({ slug, process }) =>
  MEMBER_PROCESSES.includes(slug) && process !== undefined ? [process.folder] : [],
);

interface Timing {
  /** Seconds until the gateway answers. */
  readonly ready: number;
  /** Seconds until every connector and the witness are online. */
  readonly online: number;
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

const timeStart = async (folder: string): Promise<Timing> => {
  const began = performance.now();
  const supervisor = createSupervisor({ folder, port: 0 });
  try {
    await openSpace(supervisor, () => undefined);
    const ready = seconds(began);
    await Promise.all(processNames.map((name) => supervisor.process(name).ready));
    return { ready, online: seconds(began) };
  } finally {
    await supervisor.stop();
  }
};

/** Start of the whole space: cold (set-up included, packages and console there) and warm, against the limits that users were promised. */
export const run: Bench['run'] = async (say) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-bench-'));
  try {
    const cold = await timeStart(folder);
    say(`cold start ${cold.ready.toFixed(2)} s`);
    const warm: Timing[] = [];
    for (let i = 0; i < 3; i++) {
      const timing = await timeStart(folder);
      say(`warm start ${timing.ready.toFixed(2)} s, all online ${timing.online.toFixed(2)} s`);
      warm.push(timing);
    }
    const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[1] ?? Infinity;
    return [
      { name: 'warm ready', measured: median(warm.map(({ ready }) => ready)), limit: 4, unit: 's' },
      { name: 'every connector online', measured: median(warm.map(({ online }) => online)), limit: 10, unit: 's' },
      { name: 'cold after install', measured: cold.ready, limit: 20, unit: 's' },
    ] satisfies Goal[];
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
