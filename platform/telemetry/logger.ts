import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

interface Described {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly at?: readonly string[];
  readonly cause?: Described;
}

/** Errors of the language and the system, whose messages are about the program; every other message may quote somebody's data. */
const hasHarmlessMessage = (error: Error): boolean =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError || 'syscall' in error;

/** What a log may hold of an error: its kind, code and place. */
export const describeError = (error: unknown, depth = 3): Described => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { readonly code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...(hasHarmlessMessage(error) && { message: error.message }),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause !== undefined && depth > 0 && { cause: describeError(error.cause, depth - 1) }),
  };
};

export interface LoggerOptions {
  /** Name of the process, such as `gateway`. */
  readonly process: string;
  readonly level?: string;
  /** Standard error where absent: standard output is for what a person or a parent process reads. */
  readonly destination?: DestinationStream;
}

/** Structured log lines (JSON) without host names, addresses, statements or anybody's data. */
export const createLogger = ({ process, level = 'info', destination = pino.destination({ fd: 2, sync: true }) }: LoggerOptions): Logger =>
  pino(
    {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (error) => describeError(error), error: (error) => describeError(error) },
      redact: { paths: ['secret', 'password', 'token', 'cookie', '*.secret', '*.password', '*.token', '*.cookie'], remove: true },
    },
    destination,
  );
