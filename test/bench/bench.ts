import * as os from 'node:os';

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

const isMet = ({ measured, limit, atLeast = false }: Goal): boolean =>
  Number.isFinite(measured) && (atLeast ? measured >= limit : measured <= limit);

/** 0 when all goals are met, 1 when one is not, 2 when nothing was measured. */
export const exitCodeOf = (goals: readonly Goal[]): 0 | 1 | 2 => {
  if (goals.length === 0) return 2;
  return goals.every(isMet) ? 0 : 1;
};

/** One line a goal: figure, limit, ratio, and whether it is met; then the machine. */
export const presentGoals = (goals: readonly Goal[]): string[] => [
  ...goals.map(
    (goal) =>
      `${goal.name}: ${goal.measured.toFixed(2)} ${goal.unit}, goal ${goal.limit} ${goal.unit}, ratio ${(goal.measured / goal.limit).toFixed(2)}: ${isMet(goal) ? 'met' : 'not met'}`,
  ),
  `machine: ${machine()}`,
];
