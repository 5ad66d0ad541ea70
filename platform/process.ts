import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '../common/errors.ts';
import { describeError, type Logger } from './telemetry/logger.ts';

/** What this file uses of Node's `process`; tests put their own in its place. */
export interface Host {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  exit(code: number): void;
  readonly channel?: { unref(): void } | null | undefined;
  readonly stderr: { write(text: string): unknown };
}

/** Registers what must be undone when the process stops; the last one is undone first. */
export type OnStop = (stop: () => Promise<unknown>) => void;

export interface ProcessOptions {
  /** Name of the process, such as `gateway`. */
  readonly name: string;
  readonly log?: Logger;
  /** Starts everything; may throw a DomainError. A start that waits for others must end when `signal` aborts. */
  readonly start: (onStop: OnStop, signal: AbortSignal) => Promise<void>;
  readonly host?: Host;
  /** Monotonic time in milliseconds. */
  readonly now?: () => number;
}

type Details = Readonly<Record<string, unknown>>;

const because = ({ reason }: Details): string => (typeof reason === 'string' ? `: ${reason}` : '');
const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One clear sentence for what a person can mend. */
const SENTENCES: Readonly<Record<string, (details: Details) => string>> = {
  'already-running': ({ process }) =>
    `It is already running (process ${show(process)}). Stop that one first, or set DATA_DIR to another folder.`,
  'port-taken': (details) => `Port ${show(details['port'])} cannot be opened${because(details)}. Set PORT to a free one.`,
  'disk-full': ({ folder }) => `The disk that holds ${show(folder)} is full. Make room, or set DATA_DIR to a folder elsewhere.`,
  'folder-not-writable': (details) =>
    `${show(details['folder'])} cannot be written by this user${because(details)}. Change its permissions, or set DATA_DIR to another folder.`,
  'folder-not-private': (details) => `${show(details['folder'])} cannot be used${because(details)}.`,
  'configuration-invalid': ({ problems }) => `The configuration is not valid: ${Array.isArray(problems) ? problems.join('; ') : ''}.`,
  'database-unavailable': (details) =>
    `The database did not start${because(details)}${details['said'] === undefined ? '' : `: ${show(details['said'])}`}`,
};

/** What a person is told when a process does not start. */
export const explainStart = (name: string, error: unknown): string => {
  if (!(error instanceof DomainError)) return `${name}: it could not start: ${error instanceof Error ? error.message : String(error)}`;
  const sentence = SENTENCES[error.code]?.(error.details) ?? `It could not start: ${JSON.stringify(error.details)}`;
  return `${name}: ${sentence} [${error.code}]`;
};

/** A signal to a whole group, or through a service manager, arrives twice within this time. */
const SAME_SIGNAL_MS = 1000;

/** A start that does not heed its signal is not waited for longer than this. */
const START_MS = 3000;

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const;

/**
 * Runs a process: starts it, or says in one sentence why not and exits with 1; stops it in the opposite order on SIGINT, SIGTERM, SIGHUP and
 * when the parent's channel closes, once, and exits with 0. A later SIGINT means "at once". A bug that nobody catches stops it too, with 70.
 */
export const runProcess = async ({ name, log, start, host = process, now = () => performance.now() }: ProcessOptions): Promise<void> => {
  const stops: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  let first = 0;
  const leaving = new AbortController();

  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop().catch((error: unknown) => log?.error({ error }, 'stop failed'));
  };
  const stopOnce = (code: number): Promise<void> => {
    first = now();
    leaving.abort();
    return (stopping ??= Promise.race([started, wait(START_MS)])
      .then(stopAll)
      .then(() => host.exit(code)));
  };
  const onSignal = (signal: (typeof STOPPING)[number]): void => {
    if (stopping === undefined) void stopOnce(0);
    else if (signal === 'SIGINT' && now() - first > SAME_SIGNAL_MS) host.exit(130);
  };
  const onBug = (error: unknown): void => {
    log?.fatal({ error }, 'uncaught');
    if (!log) host.stderr.write(`${name}: ${JSON.stringify(describeError(error))}\n`);
    if (stopping === undefined) void stopOnce(70);
  };
  for (const signal of STOPPING) host.on(signal, () => onSignal(signal));
  for (const event of ['uncaughtException', 'unhandledRejection']) host.on(event, onBug);
  // The channel to a parent must not keep a process alive that has nothing left to do.
  host.channel?.unref();

  const refuse = async (error: unknown): Promise<void> => {
    if (stopping !== undefined) return;
    host.stderr.write(`${explainStart(name, error)}\n`);
    await stopAll();
    if (stopping === undefined) host.exit(1);
  };
  const started: Promise<void> = Promise.resolve(start((stop) => stops.push(stop), leaving.signal)).catch(refuse);
  await started;
};
