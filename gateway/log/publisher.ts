import type { Clock } from '../../common/clock.ts';
import { DomainError } from '../../common/errors.ts';
import { parseHex } from '../../common/encodings.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import type { CheckpointRow, CheckpointStore } from './checkpoint-store.ts';
import type { LogKeys } from './keys.ts';

/** Publishes checkpoints while there is something new, never closer together than the interval. */
export interface Publisher {
  /** Something was committed. */
  wake(): void;
  /** Publishes now, whatever the interval. */
  publish(): Promise<void>;
  close(): Promise<void>;
}

export interface PublisherOptions {
  readonly store: CheckpointStore;
  readonly keys: LogKeys;
  readonly epoch: number;
  readonly clock: Clock;
  /** Milliseconds from one checkpoint to the next at least. */
  readonly interval: number;
  readonly published: (size: number) => void;
  /** What went wrong; the next commit or the next try publishes. */
  readonly failed: (error: unknown) => void;
}

/** Ed25519 gives one signature for one text, so a row signed twice, even by two processes, is one checkpoint. */
const sign = ({ size, root }: CheckpointRow, keys: LogKeys): string =>
  signCheckpoint({ origin: keys.name, size, root: parseHex(root) }, keys.checkpoint);

export const createPublisher = ({ store, keys, epoch, clock, interval, published, failed }: PublisherOptions): Publisher => {
  let last = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  let tail: Promise<void> = Promise.resolve();
  let ended = false;

  const publish = async (): Promise<void> => {
    if (ended) return;
    last = clock();
    for (const row of await store.make(epoch)) {
      await store.sign(row.size, sign(row, keys));
      published(row.size);
    }
  };
  const queue = (): Promise<void> => {
    const next = tail.then(publish);
    tail = next.catch(() => undefined);
    return next;
  };
  const tick = (): void => {
    timer = undefined;
    queue().catch((error: unknown) => {
      failed(error);
      if (error instanceof DomainError && error.code === 'sequencer-epoch-lost') ended = true;
      else wake();
    });
  };
  const wake = (): void => {
    if (ended) return;
    timer ??= setTimeout(tick, Math.min(interval, Math.max(0, last + interval - clock())));
  };

  return {
    wake,
    publish: queue,
    close: async () => {
      clearTimeout(timer);
      ended = true;
      await tail;
    },
  };
};
