import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createSupervisor } from '../../demo/supervisor.ts';
import type { Lot } from '../../provenance/space/state.ts';
import { awaitQuiet, type Bench, type Goal } from './bench.ts';
import { presentTimes, readGatewayTimes } from './next-task/gateway-times.ts';
import { percentile, workShift, type AtWork, type ShiftPlan } from './next-task/shift.ts';
import { openBenchSpace, type BenchSpace, type Hired } from './next-task/space.ts';

const LABELERS = 50;
const ITEMS = 100_000;
/** A dataset each, so that the connector reads no more than that for the proofs of a lot. */
const ROWS = 10_000;
/** People of a sealed project at most. */
const SEALED_TEAM = 20;
/** A person answers and goes on every two seconds: a digit and Space, and no look at the text. */
const STEADY: ShiftPlan = { seconds: 30, pace: 2000 };
const ROUNDS = 3;
const FASTEST: ShiftPlan = { seconds: 20, pace: 0 };
const P95 = 50;

interface Shift {
  readonly name: string;
  readonly people: readonly AtWork[];
}

const teamsOf = (people: readonly Hired[], most: number): readonly (readonly Hired[])[] => {
  const teams = Math.ceil(people.length / most);
  return Array.from({ length: teams }, (_, team) => people.filter((__, at) => at % teams === team));
};

/** Everybody on every lot. */
const openOpenLots = async (space: BenchSpace, datasets: readonly string[], people: readonly Hired[]): Promise<readonly AtWork[]> => {
  const lots: Lot[] = [];
  for (const dataset of datasets) lots.push(...(await space.openLots(dataset, ROWS, 'open', people)));
  await space.awaitItems(lots);
  return people.map(({ labeler }) => ({ labeler, lots: [...lots] }));
};

/** Teams of at most twenty, each on the lots of a dataset of its own, beside all the open ones. */
const openSealedLots = async (space: BenchSpace, datasets: readonly string[], people: readonly Hired[]): Promise<readonly AtWork[]> => {
  const work: AtWork[] = [];
  for (const [at, team] of teamsOf(people, SEALED_TEAM).entries()) {
    const lots = await space.openLots(datasets[at] ?? '', ROWS, 'sealed', team);
    await space.awaitItems(lots);
    work.push(...team.map(({ labeler }) => ({ labeler, lots: [...lots] })));
  }
  return work;
};

const count = (value: number): string => value.toLocaleString('en');

interface Measuring {
  readonly gateway: { readonly url: string; readonly pid: number };
  readonly say: (line: string) => void;
}

/** One shift, told in two lines. @returns its p95 and how many items two people had */
const measureShift = async ({ name, people }: Shift, plan: ShiftPlan, { gateway, say }: Measuring) => {
  const before = await readGatewayTimes(gateway.url, gateway.pid);
  const { latencies, submitted, refused, doubled } = await workShift(people, plan);
  const after = await readGatewayTimes(gateway.url, gateway.pid);
  const [median = NaN, p95 = NaN, longest = NaN] = [0.5, 0.95, 1].map((part) => percentile(latencies, part));
  const pace = plan.pace === 0 ? 'as fast as answers come' : `a task every ${plan.pace / 1000} s each`;
  say(`${name}, ${pace}: ${count(latencies.length)} tasks, ${count(submitted)} labels (${(submitted / plan.seconds).toFixed(1)}/s)`);
  say(`  next task: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
  say(`  ${presentTimes(before, after, plan.seconds)}`);
  if (refused.size > 0) say(`  refused: ${[...refused].map(([code, times]) => `${code} ${times}`).join(', ')}`);
  return { p95, doubled: doubled.size };
};

/** The median of three shifts at the steady pace; the fastest one has no goal but that nobody gets what another one has. */
const measure = async (shift: Shift, measuring: Measuring): Promise<readonly Goal[]> => {
  await awaitQuiet(measuring.say);
  const steady = [];
  for (let round = 0; round < ROUNDS; round += 1) steady.push(await measureShift(shift, STEADY, measuring));
  const fastest = await measureShift(shift, FASTEST, measuring);
  const [p95 = NaN] = steady
    .map((one) => one.p95)
    .toSorted((a, b) => a - b)
    .slice(Math.floor(ROUNDS / 2));
  const doubled = [...steady, fastest].reduce((sum, one) => sum + one.doubled, 0);
  return [
    { name: `next task, ${shift.name}, p95`, measured: p95, limit: P95, unit: 'ms' },
    { name: `double assignments, ${shift.name}`, measured: doubled, limit: 0, unit: 'items' },
  ];
};

/** Fifty scripted labelers on 100,000 items of a real gateway with its database and connectors, open and sealed. */
export const run: Bench['run'] = async (say) => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'xinbiao-bench-'));
  const supervisor = createSupervisor({ folder, port: 0 });
  try {
    const space = await openBenchSpace(supervisor);
    const gateway = { url: space.gateway, pid: supervisor.process('gateway').pid };
    const began = performance.now();
    const tell = (what: string): void => say(`${((performance.now() - began) / 1000).toFixed(0)} s: ${what}`);
    const people = await space.hire(LABELERS);
    tell(`${LABELERS} labelers certified`);
    const datasets: string[] = [];
    while (datasets.length * ROWS < ITEMS) datasets.push(await space.register(ROWS));
    tell(`${count(datasets.length * ROWS)} rows registered in ${datasets.length} datasets`);
    const open = await openOpenLots(space, datasets, people);
    tell(`${open[0]?.lots.length} open lots`);
    const measuring = { gateway, say };
    const goals = [...(await measure({ name: 'open', people: open }, measuring))];
    const sealed = await openSealedLots(space, datasets, people);
    tell(`${sealed[0]?.lots.length} sealed lots a team`);
    goals.push(...(await measure({ name: 'sealed', people: sealed }, measuring)));
    await space.leave();
    return goals;
  } finally {
    await supervisor.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
