import type { DataSource } from 'typeorm';
import type { SpaceFile } from '../api/space.ts';
import type { Clock } from '../common/clock.ts';
import type { RandomBytes } from '../common/crypto/random.ts';
import type { Logger } from '../platform/telemetry/logger.ts';
import { decideDelivery } from '../policies/levels/delivery.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createEventStore, type EventStore } from './events/store.ts';
import { createCheckpointStore, type CheckpointStore } from './log/checkpoint-store.ts';
import { createCosignatures, type Cosignatures } from './log/cosignatures.ts';
import { createHistory, type History } from './log/history.ts';
import type { LogKeys } from './log/keys.ts';
import { createProver, type ProveEntry } from './log/proofs.ts';
import { createLogReader, type LogReader } from './log/reader.ts';
import { createPinsService, type PinsService } from './pins/service.ts';
import { createPinListStore } from './pins/store.ts';
import { createWake, type Wake } from './wake.ts';

export interface FoundationOptions {
  /** Open, at the newest migration. */
  readonly database: DataSource;
  readonly space: SpaceFile;
  readonly keys: LogKeys;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Logger;
  /** The gateway's own folder. */
  readonly folder: string;
  /** Where browsers reach the gateway, without a path; known once it listens. */
  readonly origin: () => string;
  /** Where the gateway reaches itself; known once it listens. */
  readonly address: () => string;
}

/** What every resource may rest on: the log as it is read, never how it is written. */
export interface Foundation extends FoundationOptions {
  readonly history: History;
  readonly directory: Directory;
  readonly events: EventStore;
  readonly checkpoints: CheckpointStore;
  readonly cosignatures: Cosignatures;
  readonly reader: LogReader;
  readonly prove: ProveEntry;
  readonly pins: PinsService;
  readonly wake: Wake;
}

export const createFoundation = (options: FoundationOptions, witnessedAt: (seconds: number) => void): Foundation => {
  const { database, space, clock, log } = options;
  const admitted = new Map(space.organisations.map(({ id, rootKey }) => [id, rootKey]));
  const history = createHistory(database, space.space, { roots: (org) => admitted.get(org), delivery: decideDelivery });
  const checkpoints = createCheckpointStore(database, clock);
  const pins = createPinsService({
    store: createPinListStore(database),
    space,
    policyChanged: () => void cosignatures.recount().catch((error: unknown) => log.error({ error }, 'recount failed')),
  });
  const cosignatures = createCosignatures(database, checkpoints, () => pins.policy(), witnessedAt);
  return {
    ...options,
    history,
    directory: createDirectory(() => history.state()),
    events: createEventStore(database.manager),
    checkpoints,
    cosignatures,
    reader: createLogReader(database, checkpoints, cosignatures),
    prove: createProver(database, cosignatures),
    pins,
    wake: createWake(),
  };
};
