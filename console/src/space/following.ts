import { DomainError } from '../../../common/errors.ts';
import type { Client } from './client.ts';
import type { Wait } from './ports.ts';
import { createWatchers } from './watchers.ts';

export interface Following {
  /** Called after each look at the log, whatever it found. */
  readonly watch: (looked: () => void) => () => void;
  /** Looks at once. */
  readonly look: () => void;
  readonly stop: () => void;
}

export interface FollowingOptions {
  readonly client: Client;
  readonly wait: Wait;
  /** Milliseconds between looks. */
  readonly every?: number;
  /** Told of what is neither an answer of the gateway nor a finding about the log. */
  readonly report: (error: unknown) => void;
}

/** Keeps the own copy of the log up to date while a page is open; what it finds stands in the ledger's health and in the alarms. */
export const startFollowing = ({ client, wait, every = 5000, report }: FollowingOptions): Following => {
  const watchers = createWatchers<void>();
  const stopped = new AbortController();
  let woken = new AbortController();

  const look = async (): Promise<void> => {
    try {
      await client.follow();
    } catch (error) {
      if (!(error instanceof DomainError)) report(error);
    }
    watchers.tell();
  };

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      woken = new AbortController();
      await look();
      await wait(every, AbortSignal.any([stopped.signal, woken.signal]));
    }
  };

  void run();
  return { watch: watchers.watch, look: () => woken.abort(), stop: () => stopped.abort() };
};
