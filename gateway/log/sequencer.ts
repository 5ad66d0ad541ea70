import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { isConnectionLoss, withRetry } from '../../platform/postgres/retry.ts';
import type { Logged } from '../../provenance/space/state.ts';
import { fail, refusal } from '../errors.ts';
import type { Acceptances } from '../events/acceptance.ts';
import { commitBatch, type Appended, type Outcome, type Submission } from './batch.ts';
import type { History } from './history.ts';
import { takeEpoch } from './state-row.ts';

/** The one writer of the log: events that arrive together are committed together. */
export interface Sequencer {
  readonly epoch: number;
  /** False once another process has taken over. */
  isLeading(): boolean;
  /**
   * @throws the event's own refusal (`chain-forked`, `chain-gap`, codes of authority and of the resource), `sequencer-epoch-lost`,
   * `log-unavailable`
   */
  append(submission: Submission): Promise<Appended>;
  /** Ends after what waits. */
  close(): Promise<void>;
}

export interface SequencerOptions {
  readonly database: DataSource;
  readonly history: History;
  readonly acceptances: Acceptances;
  readonly clock: Clock;
  /** After each commit, in the log's order. */
  readonly committed: (logged: readonly Logged[]) => void;
  readonly measured: (batch: { readonly events: number; readonly seconds: number }) => void;
  /** Once: another process has taken over. */
  readonly lost: () => void;
}

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_EVENTS = 256;
const MOST_BYTES = 4 * 1024 * 1024;
/** Beyond this many the asker is told to come back. */
const MOST_WAITING = 10_000;

/** PostgreSQL: a lock was not given in time. */
const LOCKED = '55P03';
const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | undefined)?.code;

const takeBatch = (queue: Waiting[]): Waiting[] => {
  let bytes = 0;
  const end = queue.findIndex(({ submission }, i) => i >= MOST_EVENTS || (bytes += submission.entry.length) > MOST_BYTES);
  return queue.splice(0, Math.max(end < 0 ? queue.length : end, 1));
};

/** A failure of the database says nothing of the event; the same event may come again. */
const explain = (error: unknown): unknown =>
  error instanceof DomainError || !(isConnectionLoss(error) || codeOf(error) === LOCKED)
    ? error
    : refusal('log-unavailable', { retry: 'the same event' }, { cause: error });

const settle = (batch: readonly Waiting[], outcomes: readonly Outcome[]): void => {
  for (const [i, { resolve, reject }] of batch.entries()) {
    const outcome = outcomes[i] ?? { refused: new Error('no outcome') };
    if ('appended' in outcome) resolve(outcome.appended);
    else reject(outcome.refused);
  }
};

type CommitOptions = SequencerOptions & { readonly epoch: number };

const settleBatch = async (options: CommitOptions, batch: readonly Waiting[]): Promise<void> => {
  const { clock, committed, measured } = options;
  const begun = clock();
  const submissions = batch.map(({ submission }) => submission);
  const { outcomes, logged } = await withRetry(() => commitBatch(options, submissions));
  measured({ events: logged.length, seconds: (clock() - begun) / 1000 });
  if (logged.length > 0) committed(logged);
  settle(batch, outcomes);
};

/** Takes the epoch, reads the log and begins to append. */
export const startSequencer = async (options: SequencerOptions): Promise<Sequencer> => {
  const { database, history, lost } = options;
  const { epoch } = await withRetry(() => database.transaction(takeEpoch));
  await withRetry(() => history.catchUp());
  const queue: Waiting[] = [];
  let leading = true;
  let running: Promise<void> | undefined;

  const fall = (batch: readonly Waiting[], error: unknown): void => {
    for (const { reject } of batch) reject(explain(error));
    if (!(error instanceof DomainError) || error.code !== 'sequencer-epoch-lost') return;
    leading = false;
    for (const { reject } of queue.splice(0)) reject(error);
    lost();
  };
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = takeBatch(queue);
      await settleBatch({ ...options, epoch }, batch).catch((error: unknown) => fall(batch, error));
    }
    running = undefined;
  };

  return {
    epoch,
    isLeading: () => leading,
    append: async (submission) => {
      if (!leading) fail('sequencer-epoch-lost', { epoch });
      if (queue.length >= MOST_WAITING) fail('log-unavailable', { waiting: queue.length });
      const { promise, resolve, reject } = Promise.withResolvers<Appended>();
      queue.push({ submission, resolve, reject });
      running ??= drain();
      return await promise;
    },
    close: async () => {
      leading = false;
      await running;
    },
  };
};
