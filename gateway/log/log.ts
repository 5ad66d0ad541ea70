import type { DataSource } from 'typeorm';
import type { Clock } from '../../common/clock.ts';
import type { Logged } from '../../provenance/space/state.ts';
import type { Acceptances } from '../events/acceptance.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import type { History } from './history.ts';
import type { LogKeys } from './keys.ts';
import { createPublisher } from './publisher.ts';
import { startSequencer, type Sequencer } from './sequencer.ts';

/** What is measured; nothing in it names a person. */
export interface LogTelemetry {
  readonly batch: (batch: { readonly events: number; readonly seconds: number }) => void;
  readonly checkpoint: (size: number) => void;
  readonly failed: (error: unknown) => void;
}

export interface LogOptions {
  readonly database: DataSource;
  readonly history: History;
  readonly acceptances: Acceptances;
  readonly keys: LogKeys;
  readonly clock: Clock;
  readonly checkpoints: CheckpointStore;
  /** Milliseconds between checkpoints at least. */
  readonly checkpointInterval: number;
  readonly committed: (logged: readonly Logged[]) => void;
  readonly telemetry: LogTelemetry;
}

export interface Log {
  readonly sequencer: Sequencer;
  /** Publishes a checkpoint of what is committed, now. */
  publish(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds after which a process that no longer writes reads what another one has committed. */
const FOLLOWED = 500;

/** Reads on for as long as another process writes. */
const followOther = (history: History, telemetry: LogTelemetry): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let ended = false;
  const step = async (): Promise<void> => {
    await history.catchUp().catch(telemetry.failed);
    if (!ended) timer = setTimeout(() => void step(), FOLLOWED);
  };
  void step();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
};

/** Takes the epoch and runs the log until it is closed. */
export const startLog = async (options: LogOptions): Promise<Log> => {
  const { checkpoints, history, keys, clock, checkpointInterval, telemetry } = options;
  let stopFollowing: (() => void) | undefined;
  const sequencer = await startSequencer({
    ...options,
    committed: (logged) => {
      publisher.wake();
      options.committed(logged);
    },
    measured: telemetry.batch,
    lost: () => {
      stopFollowing ??= followOther(history, telemetry);
    },
  });
  const publisher = createPublisher({
    store: checkpoints,
    keys,
    epoch: sequencer.epoch,
    clock,
    interval: checkpointInterval,
    published: telemetry.checkpoint,
    failed: telemetry.failed,
  });
  await publisher.publish();
  return {
    sequencer,
    publish: () => publisher.publish(),
    close: async () => {
      await sequencer.close();
      await publisher.close();
      stopFollowing?.();
    },
  };
};
