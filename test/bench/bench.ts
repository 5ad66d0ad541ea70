import * as os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

/** A limit that something must stay below, or reach. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
  /** The limit is the least. */
  readonly atLeast?: boolean;
}

export interface Bench {
  /** Measures, telling its progress. */
  readonly run: (say: (line: string) => void) => Promise<readonly Goal[]>;
}

const machine = (): string => {
  const [cpu] = os.cpus();
  return `${os.cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, load ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`;
};

/** Milliseconds of all processors since the start of the machine. */
const readProcessors = (): { readonly idle: number; readonly all: number } => {
  const times = os.cpus().map((cpu) => cpu.times);
  const all = times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all };
};

/** Waits until half of the processors' time is free for so many milliseconds, no longer than `patience`: other work would be measured too. */
export const awaitQuiet = async (say: (line: string) => void, patience = 120_000, during = 4000): Promise<void> => {
  for (const end = performance.now() + patience; performance.now() < end;) {
    const before = readProcessors();
    await pause(during);
    const after = readProcessors();
    if (after.idle - before.idle >= (after.all - before.all) / 2) return;
  }
  say(`other work is going on, and was waited for in vain: load ${(os.loadavg()[0] ?? 0).toFixed(1)}`);
};

const isMet = ({ measured, limit, atLeast = false }: Goal): boolean =>
  Number.isFinite(measured) && (atLeast ? measured >= limit : measured <= limit);

/** 0 when all goals are met, 1 when one is not, 2 when nothing was measured. */
export const exitCodeOf = (goals: readonly Goal[]): 0 | 1 | 2 => {
  if (goals.length === 0) return 2;
  return goals.every(isMet) ? 0 : 1;
};

/** Of nothing there is none. */
const ratioOf = ({ measured, limit }: Goal): string => (limit === 0 ? '' : `, ratio ${(measured / limit).toFixed(2)}`);

/** One line a goal: figure, limit, ratio, and whether it is met; then the machine. */
export const presentGoals = (goals: readonly Goal[]): string[] => [
  ...goals.map(
    (goal) =>
      `${goal.name}: ${goal.measured.toFixed(2)} ${goal.unit}, goal ${goal.limit} ${goal.unit}${ratioOf(goal)}: ${isMet(goal) ? 'met' : 'not met'}`,
  ),
  `machine: ${machine()}`,
];
