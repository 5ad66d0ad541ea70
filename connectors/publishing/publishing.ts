import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { CommandArguments } from '../../api/documents.ts';
import { sourceName, type profile as profileSchema } from '../../api/documents.ts';
import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { commitJson } from '../../provenance/event/commitment.ts';
import type { Acknowledged, Chain, EventDraft } from '../chain/chain.ts';
import { fail } from '../errors.ts';
import type { Sources } from '../sources/folder.ts';
import type { Table } from '../sources/table.ts';
import { commitRow, datasetRoot, rowLeaves, SALT_BYTES, type CommittedRow } from './commitments.ts';
import { profileTable } from './profile.ts';
import { createDatasetStore, type RegisteredDataset } from './store.ts';

type ProfileDocument = z.infer<typeof profileSchema>;

export interface Publishing {
  /** Tables in the connector's folder whose names can be asked for. */
  list(): Promise<readonly { readonly source: string; readonly bytes: number }[]>;
  /** Figures about a table that is not registered yet; its file name stands for the title. @throws as `Sources.read` */
  profile(source: string): Promise<ProfileDocument>;
  /**
   * Commits to every field of a table, keeps cells and salts, and registers it. The same command again goes on where it was.
   * @param command id of the command's event
   * @throws DomainError `dataset-taken`, `column-unknown`, `table-empty`, those of `Sources.read`, of `judgeEvent` and of the gateway
   */
  register(request: CommandArguments<'register-dataset'>, command: string, signal: AbortSignal): Promise<Acknowledged>;
}

/** Sources of one answer. */
const MOST_LISTED = 1000;

export interface PublishingOptions {
  readonly sources: Sources;
  readonly chain: Chain;
  readonly database: DataSource;
  readonly random: RandomBytes;
}

const toProfile = (title: ProfileDocument['title'], table: Table, withheld: readonly string[]): ProfileDocument => {
  const { rows, columns } = profileTable(table, withheld);
  return { title, rows, columns: [...columns] };
};

const checkTable = ({ columns, rows }: Table, withhold: readonly string[]): void => {
  if (rows.length === 0) fail('table-empty', { columns: columns.length });
  const unknown = withhold.filter((name) => !columns.includes(name));
  if (unknown.length > 0) fail('column-unknown', { columns: unknown });
};

const toRegistration = (
  { dataset, title, withhold }: CommandArguments<'register-dataset'>,
  table: Table,
  root: string,
  random: RandomBytes,
): EventDraft => {
  const opening = { salt: toHex(random(SALT_BYTES)), value: toProfile(title, table, withhold) };
  return {
    type: 'dataset-registered',
    subject: { kind: 'dataset', id: dataset, commitment: commitJson(opening, 'profile', dataset) },
    refs: [],
    body: { rows: table.rows.length, columns: table.columns.length, withheld: new Set(withhold).size, root },
    documents: [{ kind: 'profile', opening }],
  };
};

export const createPublishing = ({ sources, chain, database, random }: PublishingOptions): Publishing => {
  const store = createDatasetStore(database.manager);

  /** The registration that this command began before. */
  const findBegun = async (dataset: string, command: string): Promise<string | undefined> => {
    const known = await store.find(dataset);
    if (known === undefined) return undefined;
    if (known.command === command) return known.event;
    if ((await chain.find(known.event))?.state !== 'refused') return fail('dataset-taken', { dataset });
    await store.remove(dataset);
    return undefined;
  };

  const begin = async (request: CommandArguments<'register-dataset'>, command: string, signal: AbortSignal): Promise<string> => {
    const { dataset, source, withhold } = request;
    const table = await sources.read(source);
    checkTable(table, withhold);
    const rows: readonly CommittedRow[] = table.rows.map((cells, index) => commitRow(index, cells, random));
    const leaves = rowLeaves(dataset, rows);
    const draft = toRegistration(request, table, datasetRoot(leaves), random);
    const kept: Omit<RegisteredDataset, 'event'> = {
      id: dataset,
      source,
      columns: table.columns,
      withheld: [...new Set(withhold)],
      rows: rows.length,
      command,
    };
    const stored = rows.map((row, i) => ({ row, leaf: leaves[i] ?? new Uint8Array() }));
    return await chain.commit(draft, (manager, event) => createDatasetStore(manager).insert({ ...kept, event }, stored), signal);
  };

  return {
    list: async () =>
      (await sources.list())
        .filter(({ name }) => sourceName.safeParse(name).success)
        .slice(0, MOST_LISTED)
        .map(({ name, bytes }) => ({ source: name, bytes })),
    profile: async (source) => toProfile({ zh: source, en: source }, await sources.read(source), []),
    register: async (request, command, signal) => {
      const event = (await findBegun(request.dataset, command)) ?? (await begin(request, command, signal));
      return await chain.settle(event, signal);
    },
  };
};
