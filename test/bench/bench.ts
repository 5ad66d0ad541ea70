import * as os from 'node:os';

/** A limit that something must stay below. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly limit: number;
  readonly unit: string;
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

/** One line a goal: figure, limit, ratio, and whether it is met; then the machine. */
export const presentGoals = (goals: readonly Goal[]): string[] => [
  ...goals.map(
    ({ name, measured, limit, unit }) =>
      `${name}: ${measured.toFixed(2)} ${unit}, goal ${limit} ${unit}, ratio ${(measured / limit).toFixed(2)}: ${measured <= limit ? 'met' : 'not met'}`,
  ),
  `machine: ${machine()}`,
];
