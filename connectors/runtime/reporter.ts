import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import type { Logger } from '../../platform/telemetry/logger.ts';

/** Says what goes wrong in one of the process's tasks. */
export type Report = (error: unknown, about?: Readonly<Record<string, string>>) => void;

/** The same trouble of the same task is said again after this long (ms). */
const SAID_AGAIN_AFTER = 60_000;

/** A gateway that is away is one line a minute, not one a second. */
export const createReporter = (log: Logger, clock: Clock): ((task: string) => Report) => {
  const said = new Map<string, number>();
  return (task) =>
    (error, about = {}) => {
      const code = error instanceof DomainError ? error.code : error instanceof Error ? error.name : typeof error;
      const key = `${task} ${code} ${JSON.stringify(about)}`;
      const now = clock();
      if (now - (said.get(key) ?? -Infinity) < SAID_AGAIN_AFTER) return;
      if (said.size > 1000) said.clear();
      said.set(key, now);
      log.warn({ task, code, ...about, error }, 'task failed');
    };
};
