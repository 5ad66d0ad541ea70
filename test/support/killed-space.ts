import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../../platform/postgres/claim.ts';
import { seededRandom } from './random.ts';
import type { HostileSpace } from './hostile-space.ts';
import { until } from './until.ts';

/** A process that can be killed outright and started again. */
export interface Victim {
  readonly name: string;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
  /** Starts it again; resolves once it is at work, also when it was killed before that. */
  restart(): Promise<void>;
}

const victimOf = ({ supervisor }: HostileSpace, name: string, start: () => Promise<unknown>): Victim => ({
  name,
  kill: async () => {
    const running = supervisor.process(name);
    running.kill('SIGKILL');
    await running.ended;
  },
  restart: () =>
    start().then(
      () => undefined,
      () => undefined,
    ),
});

/** The gateway's own database server: its gateway brings it back. */
const databaseOf = ({ supervisor }: HostileSpace): Victim => {
  const file = path.join(supervisor.layout.gateway, 'postgres/postgres-18/postmaster.pid');
  const read = (): number | undefined => {
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
    const id = Number(lines[0]);
    // Its last line says when it takes connections; the file of a killed one stays until the next one starts.
    return lines[7]?.trim() === 'ready' && isAlive(id) ? id : undefined;
  };
  let last: number | undefined;
  return {
    name: 'database',
    kill: async () => {
      last = await until('a running database', read, 60_000);
      process.kill(last, 'SIGKILL');
    },
    restart: async () => {
      await until('another database process', () => (read() ?? last) !== last, 60_000);
    },
  };
};

export const victimsOf = (space: HostileSpace) => ({
  gateway: victimOf(space, 'gateway', () => space.supervisor.startGateway()),
  connector: victimOf(space, 'connector-city-hall', () => space.supervisor.startMember('city-hall').ready),
  witness: victimOf(space, 'witness-auditor', () => space.supervisor.startMember('auditor').ready),
  database: databaseOf(space),
});

export interface Killing {
  readonly seed: string;
  readonly times: number;
  /** Something that grows while the work flows. */
  readonly progress: () => number;
}

/** Milliseconds to the next moment, at most. */
const [LATE, EARLY] = [400, 900];

/**
 * Kills again and again at moments drawn from the seed: most often while the work flows again, every fourth time while the process is
 * still starting.
 */
export const killAgain = async (victim: Victim, { seed, times, progress }: Killing): Promise<void> => {
  const random = seededRandom(`${seed} ${victim.name}`);
  const draw = (limit: number): number => (((random(1)[0] ?? 0) + 1) / 256) * limit;
  let starting: Promise<void> = Promise.resolve();
  for (let round = 0; round < times; round++) {
    const isEarly = round % 4 === 3;
    if (!isEarly) {
      await starting;
      const before = progress();
      await until(`work beside ${victim.name}`, () => progress() > before, 90_000);
    }
    await pause(draw(isEarly ? EARLY : LATE));
    await victim.kill();
    starting = victim.restart();
  }
  await starting;
};
