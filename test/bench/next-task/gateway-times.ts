import * as fs from 'node:fs';

/** What a gateway says of its own work, and what it has used of the processor. */
export interface GatewayTimes {
  /** Answers to "next task" by the upper bound of their time, seconds, all below it counted. */
  readonly below: ReadonlyMap<number, number>;
  readonly answers: number;
  /** Seconds of all of them. */
  readonly sum: number;
  /** Seconds of processor time. */
  readonly processor: number;
}

/** Linux counts in hundredths of a second. */
const TICKS = 100;
const NAME = 'http_request_duration_seconds';
const LABELS = /route="\/api\/lots\/:id\/leases".*status="200"/;

const processorSeconds = (pid: number): number => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
};

export const readGatewayTimes = async (gateway: string, pid: number): Promise<GatewayTimes> => {
  const text = await (await fetch(`${gateway}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(NAME) && LABELS.test(line));
  const valueOf = (suffix: string): number =>
    lines.filter((line) => line.startsWith(`${NAME}_${suffix}`)).reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  const below = lines.flatMap((line) => {
    const bound = /le="([\d.]+)"/.exec(line)?.[1];
    return bound === undefined ? [] : [[Number(bound), Number(line.split(' ').at(-1))] as const];
  });
  return { below: new Map(below), answers: valueOf('count'), sum: valueOf('sum'), processor: processorSeconds(pid) };
};

/** One line on what happened between two readings. */
export const presentTimes = (before: GatewayTimes, after: GatewayTimes, seconds: number): string => {
  const answers = after.answers - before.answers;
  const shares = [0.005, 0.02, 0.05].map((bound) => {
    const count = (after.below.get(bound) ?? 0) - (before.below.get(bound) ?? 0);
    return `${((100 * count) / answers).toFixed(1)} % within ${bound * 1000} ms`;
  });
  const mean = (1000 * (after.sum - before.sum)) / answers;
  const used = (100 * (after.processor - before.processor)) / seconds;
  return `the gateway's own time: mean ${mean.toFixed(1)} ms, ${shares.join(', ')}; it used ${used.toFixed(0)} % of one processor`;
};
