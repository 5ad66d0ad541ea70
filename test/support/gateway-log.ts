import type { DataSource } from 'typeorm';
import type { Document } from '../../api/documents.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import type { LogSource } from '../../provenance/log/follower.ts';
import type { OlderSource } from '../../provenance/log/older.ts';
import { ENTITIES, MIGRATIONS } from '../../gateway/database.ts';
import { createDirectory } from '../../gateway/directory.ts';
import { createAcceptances, type AnyAcceptance } from '../../gateway/events/acceptance.ts';
import { createTimeCheck } from '../../gateway/events/claimed-time.ts';
import { createEventService } from '../../gateway/events/service.ts';
import { createEventStore } from '../../gateway/events/store.ts';
import { createCheckpointStore } from '../../gateway/log/checkpoint-store.ts';
import { createCosignatures } from '../../gateway/log/cosignatures.ts';
import { createLogReader } from '../../gateway/log/reader.ts';
import { readWitnessedBy } from '../../gateway/log/points.ts';
import { createHistory } from '../../gateway/log/history.ts';
import type { LogKeys } from '../../gateway/log/keys.ts';
import { startLog } from '../../gateway/log/log.ts';
import { openTestDatabase } from './database.ts';
import { keyOf, LOG_NAME, termsOf } from './log.ts';
import { createScriptedSpace, type LoggedEvent, type ScriptedSpace } from './scripted-space.ts';

export const TEST_KEYS: LogKeys = { name: LOG_NAME, checkpoint: keyOf('log'), receipt: keyOf('receipt') };
export const TEST_POLICY: LogPolicy = parsePolicy(writePolicy(termsOf(3)));

export interface TestGatewayLogOptions {
  readonly script?: ScriptedSpace;
  readonly database?: DataSource;
  readonly acceptances?: readonly AnyAcceptance[];
  readonly checkpointInterval?: number;
  readonly clock?: () => number;
}

/** The gateway's log and events on a database of its own, without HTTP. */
export const startTestLog = async (options: TestGatewayLogOptions = {}) => {
  const script = options.script ?? createScriptedSpace('gateway');
  const database = options.database ?? (await openTestDatabase({ entities: ENTITIES, migrations: MIGRATIONS }));
  const history = createHistory(database, script.space, script.premises);
  const directory = createDirectory(() => history.state());
  const acceptances = createAcceptances(options.acceptances ?? []);
  const counts = new Map<string, number>();
  const checkpoints = createCheckpointStore(database, Date.now);
  const cosignatures = createCosignatures(database, checkpoints, () => Promise.resolve(TEST_POLICY));
  const reader = createLogReader(database, checkpoints, cosignatures);
  const log = await startLog({
    database,
    history,
    acceptances,
    keys: TEST_KEYS,
    clock: options.clock ?? Date.now,
    checkpoints,
    checkpointInterval: options.checkpointInterval ?? 2000,
    committed: () => undefined,
    telemetry: { batch: () => undefined, checkpoint: () => undefined, failed: () => undefined },
  });
  const store = createEventStore(database.manager);
  const events = createEventService({
    store,
    sequencer: log.sequencer,
    acceptances,
    directory,
    keys: TEST_KEYS,
    verifyTime: createTimeCheck((size) => readWitnessedBy(database.manager, size), options.clock ?? Date.now),
    limit: () => Promise.resolve(),
    counted: ({ code }) => counts.set(code, (counts.get(code) ?? 0) + 1),
  });
  const submit = (logged: LoggedEvent, documents?: readonly Document[]) =>
    events.submit({
      signed: logged.signed,
      ...(logged.salt === undefined ? {} : { salt: logged.salt }),
      ...(documents === undefined ? {} : { documents: [...documents] }),
    });
  const source: LogSource & OlderSource = {
    checkpoint: () => reader.checkpoint(),
    checkpointOf: async (size) => ((await checkpoints.ofSize(size)) === undefined ? undefined : await reader.ofSize(size)),
    entryBundle: (index, width) => reader.entries(index, width),
    tile: (level, index, width) => reader.tile(level, index, width),
  };
  return {
    script,
    database,
    history,
    directory,
    log,
    reader,
    cosignatures,
    store,
    events,
    counts,
    source,
    submit,
    /** Sends everything that the script has logged. */
    sendAll: async () => {
      for (const logged of script.events) await submit(logged);
    },
    close: async () => {
      await log.close();
      if (options.database === undefined) await database.destroy();
    },
  };
};
export type TestGatewayLog = Awaited<ReturnType<typeof startTestLog>>;
