import type { DataSource } from 'typeorm';
import type { CommandArguments } from '../../api/documents.ts';
import { sourceName } from '../../api/documents.ts';
import type { Clock } from '../../common/clock.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import type { Acknowledged, Chain } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import { createTurns } from '../runtime/turns.ts';
import type { Sources } from '../sources/folder.ts';
import { inBatches } from './batches.ts';
import { createProfiler } from './profile.ts';
import { toProfileDocument, toShownRow, type ProfileDocument } from './profile-document.ts';
import { createReadingBoard, type ReadingProgress } from './progress.ts';
import { stageSource, toRegistration } from './registration.ts';
import { createDatasetStore } from './store.ts';

type Registration = CommandArguments<'register-dataset'>;

/** A table that can be asked for, and how far it is read while it is. */
export interface ListedSource {
  readonly source: string;
  readonly bytes: number;
  readonly reading?: ReadingProgress;
}

export interface Publishing {
  /** Tables in the connector's folder whose names can be asked for. */
  list(): Promise<readonly ListedSource[]>;
  /** Figures about a table that is not registered yet, and where rows do not fit; its file name stands for the title. @throws as `Sources.read` */
  profile(request: CommandArguments<'profile-source'>, signal: AbortSignal): Promise<ProfileDocument>;
  /**
   * Commits to every field of a table, keeps cells and salts, and registers it. The same command again goes on where it was.
   * @param command id of the command's event
   * @throws DomainError `dataset-taken`, `column-unknown`, `table-empty`, `table-ragged`, those of `Sources.read`, of `judgeEvent` and of the
   * gateway
   */
  register(request: Registration, command: string, signal: AbortSignal): Promise<Acknowledged>;
}

/** Sources of one answer. */
const MOST_LISTED = 1000;

export interface PublishingOptions {
  readonly sources: Sources;
  readonly chain: Chain;
  readonly database: DataSource;
  readonly random: RandomBytes;
  readonly clock: Clock;
  /** Told now and then while a table is read. */
  readonly progress?: (source: string, progress: ReadingProgress) => void;
}

export const createPublishing = ({ sources, chain, database, random, clock, progress }: PublishingOptions): Publishing => {
  const store = createDatasetStore(database.manager);
  const board = createReadingBoard(clock, progress ?? (() => undefined));
  // One table at a time is profiled and one registered: what is held in memory is bounded, however many are asked for.
  const [profiling, registering] = [createTurns(), createTurns()];

  /** The registration that this command began before. */
  const findBegun = async (dataset: string, command: string): Promise<string | undefined> => {
    const known = await store.find(dataset);
    if (known === undefined) return undefined;
    if (known.command === command) return known.event;
    if ((await chain.find(known.event))?.state !== 'refused') return fail('dataset-taken', { dataset });
    await store.remove(dataset);
    return undefined;
  };

  const begin = async (request: Registration, command: string, signal: AbortSignal): Promise<string> => {
    const kept = await stageSource(request, command, signal, { sources, store, board, random, clock });
    const { rows } = kept.staged.profile;
    return await chain.commit(
      toRegistration(request, kept, random),
      (manager, event) => createDatasetStore(manager).complete(request.dataset, rows, event),
      signal,
    );
  };

  const profile = ({ source, encoding }: CommandArguments<'profile-source'>, signal: AbortSignal): Promise<ProfileDocument> =>
    sources.read(source, encoding, (table) =>
      board.follow(source, table, async (tell) => {
        const profiler = createProfiler(table.columns, table.format);
        let rows = 0;
        for await (const batch of inBatches(table.rows)) {
          signal.throwIfAborted();
          for (const cells of batch) profiler.add(cells);
          tell((rows += batch.length));
        }
        const { count, first } = table.ragged();
        const ragged = count === 0 ? undefined : { count, first: first.map(toShownRow) };
        return toProfileDocument({ zh: source, en: source }, profiler.result(), ragged);
      }),
    );

  return {
    list: async () =>
      (await sources.list())
        .filter(({ name }) => sourceName.safeParse(name).success)
        .slice(0, MOST_LISTED)
        .map(({ name, bytes }) => {
          const reading = board.find(name);
          return reading === undefined ? { source: name, bytes } : { source: name, bytes, reading };
        }),
    profile: (request, signal) => profiling.take(() => profile(request, signal)),
    register: async (request, command, signal) => {
      const event = await registering.take(
        async () => (await findBegun(request.dataset, command)) ?? (await begin(request, command, signal)),
      );
      return await chain.settle(event, signal);
    },
  };
};
