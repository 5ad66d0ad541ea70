import { setTimeout as wait } from 'node:timers/promises';

/**
 * What a client meets while the server restarts, or after this process was paused in a transaction for too long: PostgreSQL's class 08,
 * operator interventions and the idle transaction's end, and the socket's own errors.
 */
const PASSING: ReadonlySet<string> = new Set([
  '08000',
  '08001',
  '08003',
  '08006',
  '25P03',
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

/** The words of pg and TypeORM for a connection that ended under its user. */
const WORDS =
  /Connection terminated|Client has encountered a connection error|Client was closed|(?:Query runner|query runner was) already released/;

/** Is this a failure of the connection that a restart of the server explains? */
export const isConnectionLoss = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, driverError } = error as Error & { readonly code?: unknown; readonly driverError?: unknown };
  if (typeof code === 'string' && PASSING.has(code)) return true;
  if (WORDS.test(error.message)) return true;
  return driverError !== undefined && driverError !== error && isConnectionLoss(driverError);
};

export interface RetryOptions {
  /** Gives up this long after the first attempt, in milliseconds. */
  readonly patience?: number;
  /** Random part of each pause, in [0, 1). */
  readonly random?: () => number;
}

/**
 * Does the work again while the database restarts. A connection lost during a commit leaves open whether it was kept, so the work must be
 * safe to repeat (by an event id, for instance).
 * @throws whatever the last attempt threw
 */
export const withRetry = async <T>(work: () => Promise<T>, { patience = 15_000, random = Math.random }: RetryOptions = {}): Promise<T> => {
  const until = performance.now() + patience;
  for (let pause = 20; ; pause = Math.min(pause * 2, 500)) {
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() > until) throw error;
      await wait(pause * (0.5 + random()));
    }
  }
};
