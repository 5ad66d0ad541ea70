import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createSupervisor } from '../../demo/supervisor.ts';
import type { Lot } from '../../provenance/space/state.ts';
import type { Bench, Goal } from './bench.ts';
import { presentTimes, readGatewayTimes } from './next-task/gateway-times.ts';
import { percentile, workShift, type AtWork, type ShiftPlan } from './next-task/shift.ts';
import { openBenchSpace, type BenchSpace, type Hired } from './next-task/space.ts';

const LABELERS = 50;
const ITEMS = Number(process.env['ITEMS'] ?? 100_000);
/** A dataset each, so that the connector reads no more than that for the proofs of a lot. */
const ROWS = Math.min(10_000, ITEMS);
/** People of a sealed project at most. */
const SEALED_TEAM = 20;
/** A person answers and goes on every two seconds: a digit and Space, and no look at the text. */
const STEADY: ShiftPlan = { seconds: 60, pace: 2000 };
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
  return people.map(({ labeler }) => ({ labeler, lots }));
};

/** Teams of at most twenty, each on the lots of its own projects. */
const openSealedLots = async (space: BenchSpace, datasets: readonly string[], people: readonly Hired[]): Promise<readonly AtWork[]> => {
  const teams = teamsOf(people, SEALED_TEAM);
  const lots = teams.map((): Lot[] => []);
  for (const [at, dataset] of datasets.entries()) {
    const team = at % teams.length;
    lots[team]?.push(...(await space.openLots(dataset, ROWS, 'sealed', teams[team] ?? [])));
  }
  await space.awaitItems(lots.flat());
  return teams.flatMap((team, at) => team.map(({ labeler }) => ({ labeler, lots: lots[at] ?? [] })));
};

const count = (value: number): string => value.toLocaleString('en');

/** Goals of one shift at the steady pace; the fastest one has none but that nobody gets what another one has. */
const measure = async ({ name, people }: Shift, gateway: { readonly url: string; readonly pid: number }, say: (line: string) => void) => {
  const shifts: Goal[] = [];
  let doubled = 0;
  for (const [how, plan] of Object.entries({ steady: STEADY, fastest: FASTEST })) {
    const before = await readGatewayTimes(gateway.url, gateway.pid);
    const { latencies, submitted, refused, doubled: both } = await workShift(people, plan);
    const after = await readGatewayTimes(gateway.url, gateway.pid);
    const [median, p95, longest] = [0.5, 0.95, 1].map((part) => percentile(latencies, part));
    doubled += both.size;
    say(
      `${name}, ${how}: ${count(latencies.length)} tasks taken, ${count(submitted)} labels taken (${(submitted / plan.seconds).toFixed(1)}/s); next task median ${median?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms, longest ${longest?.toFixed(1)} ms`,
    );
    say(`${name}, ${how}: ${presentTimes(before, after, plan.seconds)}`);
    if (refused.size > 0) say(`${name}, ${how}: refused: ${[...refused].map(([code, times]) => `${code} ${times}`).join(', ')}`);
    if (plan === STEADY) shifts.push({ name: `next task, ${name}, p95`, measured: p95 ?? NaN, limit: P95, unit: 'ms' });
  }
  return [...shifts, { name: `double assignments, ${name}`, measured: doubled, limit: 0, unit: 'items' }];
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
    const goals = await measure({ name: 'open', people: open }, gateway, say);
    const sealed = await openSealedLots(space, datasets, people);
    tell(`sealed lots, by team: ${[...new Set(sealed.map(({ lots }) => lots))].map(({ length }) => length).join(', ')}`);
    goals.push(...(await measure({ name: 'sealed', people: sealed }, gateway, say)));
    await space.leave();
    return goals;
  } finally {
    await supervisor.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
};
