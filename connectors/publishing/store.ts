import type { EntityManager } from 'typeorm';
import { createRowStore, type RowStore } from './row-store.ts';

/** What a table's first rows are kept under while the others come in. */
export interface DatasetDraft {
  readonly id: string;
  readonly source: string;
  readonly columns: readonly string[];
  /** Names of the columns that never leave the connector. */
  readonly withheld: readonly string[];
  /** Id of the command that asked for it. */
  readonly command: string;
}

export interface RegisteredDataset extends DatasetDraft {
  readonly rows: number;
  /** Id of its registration. */
  readonly event: string;
}

export interface DatasetStore extends RowStore {
  /** One that is registered; what is still coming in is nobody's yet. */
  find(id: string): Promise<RegisteredDataset | undefined>;
  draft(id: string): Promise<DatasetDraft | undefined>;
  /** @param at own clock, ms */
  begin(draft: DatasetDraft, at: number): Promise<void>;
  /** Makes a draft whose rows are all there a registered dataset. */
  complete(id: string, rows: number, event: string): Promise<void>;
  /** A draft that was given up, or a registration that was refused: nothing rests on it. */
  remove(id: string): Promise<void>;
  /** Removes drafts that were begun before that time and are no longer asked for. */
  removeDrafts(before: number): Promise<void>;
}

interface DatasetRow {
  readonly id: string;
  readonly source: string;
  readonly columns: string;
  readonly withheld: string;
  readonly row_count: number | null;
  readonly event: string | null;
  readonly command: string;
}

const toDraft = ({ id, source, columns, withheld, command }: DatasetRow): DatasetDraft => ({
  id,
  source,
  columns: JSON.parse(columns) as string[],
  withheld: JSON.parse(withheld) as string[],
  command,
});

const BEGIN = 'insert into dataset (id, source, columns, withheld, command, begun_at) values ($1, $2, $3, $4, $5, $6)';

export const createDatasetStore = (manager: EntityManager): DatasetStore => {
  const row = async (id: string): Promise<DatasetRow | undefined> =>
    (await manager.query<DatasetRow[]>('select * from dataset where id = $1', [id]))[0];
  return {
    ...createRowStore(manager),
    find: async (id) => {
      const found = await row(id);
      if (found === undefined || found.event === null || found.row_count === null) return undefined;
      return { ...toDraft(found), rows: found.row_count, event: found.event };
    },
    draft: async (id) => {
      const found = await row(id);
      return found?.event === null ? toDraft(found) : undefined;
    },
    begin: async ({ id, source, columns, withheld, command }, at) => {
      await manager.query(BEGIN, [id, source, JSON.stringify(columns), JSON.stringify(withheld), command, at]);
    },
    complete: async (id, rows, event) => {
      await manager.query('update dataset set row_count = $2, event = $3 where id = $1 and event is null', [id, rows, event]);
    },
    remove: async (id) => {
      await manager.query('delete from dataset where id = $1', [id]);
    },
    removeDrafts: async (before) => {
      await manager.query('delete from dataset where event is null and begun_at < $1', [before]);
    },
  };
};
