import type { EntityManager } from 'typeorm';
import type { CommittedRow } from './commitments.ts';
import { SALT_BYTES } from './commitments.ts';

export interface RegisteredDataset {
  readonly id: string;
  readonly source: string;
  readonly columns: readonly string[];
  /** Names of the columns that never leave the connector. */
  readonly withheld: readonly string[];
  readonly rows: number;
  /** Id of its registration. */
  readonly event: string;
  /** Id of the command that asked for it. */
  readonly command: string;
}

/** A row with its RFC 6962 leaf hash in the dataset's tree. */
export interface StoredRow {
  readonly row: CommittedRow;
  readonly leaf: Uint8Array;
}

export interface DatasetStore {
  find(id: string): Promise<RegisteredDataset | undefined>;
  insert(dataset: RegisteredDataset, rows: readonly StoredRow[]): Promise<void>;
  /** A registration that was refused: nothing rests on it. */
  remove(id: string): Promise<void>;
  /** Those of these indexes that exist, in their order; all rows without indexes. */
  rows(dataset: string, indexes?: readonly number[]): Promise<readonly CommittedRow[]>;
  /** Leaf hashes in row order. */
  leaves(dataset: string): Promise<readonly Uint8Array[]>;
}

interface DatasetRow {
  readonly id: string;
  readonly source: string;
  readonly columns: string;
  readonly withheld: string;
  readonly row_count: number;
  readonly event: string;
  readonly command: string;
}

const CHUNK = 1000;
const INSERT_ROWS = `insert into dataset_row (dataset, index, cells, salts, leaf)
  select $1, * from unnest($2::integer[], $3::text[], $4::bytea[], $5::bytea[])`;

const splitSalts = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / SALT_BYTES }, (_, i) => bytes.slice(i * SALT_BYTES, (i + 1) * SALT_BYTES));

const insertRows = async (manager: EntityManager, dataset: string, rows: readonly StoredRow[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    await manager.query(INSERT_ROWS, [
      dataset,
      part.map(({ row }) => row.index),
      part.map(({ row }) => JSON.stringify(row.cells)),
      part.map(({ row }) => Buffer.concat(row.salts)),
      part.map(({ leaf }) => Buffer.from(leaf)),
    ]);
  }
};

export const createDatasetStore = (manager: EntityManager): DatasetStore => ({
  find: async (id) => {
    const [row] = await manager.query<DatasetRow[]>('select * from dataset where id = $1', [id]);
    if (row === undefined) return undefined;
    const { source, event, command } = row;
    const lists = { columns: JSON.parse(row.columns) as string[], withheld: JSON.parse(row.withheld) as string[] };
    return { id, source, ...lists, rows: row.row_count, event, command };
  },
  insert: async ({ id, source, columns, withheld, rows: count, event, command }, rows) => {
    const sql = 'insert into dataset (id, source, columns, withheld, row_count, event, command) values ($1, $2, $3, $4, $5, $6, $7)';
    await manager.query(sql, [id, source, JSON.stringify(columns), JSON.stringify(withheld), count, event, command]);
    await insertRows(manager, id, rows);
  },
  remove: async (id) => {
    await manager.query('delete from dataset where id = $1', [id]);
  },
  rows: async (dataset, indexes) => {
    const rows = await manager.query<{ index: number; cells: string; salts: Buffer }[]>(
      'select index, cells, salts from dataset_row where dataset = $1 and ($2::integer[] is null or index = any($2)) order by index',
      [dataset, indexes ?? null],
    );
    return rows.map(({ index, cells, salts }) => ({
      index,
      cells: JSON.parse(cells) as string[],
      salts: splitSalts(new Uint8Array(salts)),
    }));
  },
  leaves: async (dataset) => {
    const rows = await manager.query<{ leaf: Buffer }[]>('select leaf from dataset_row where dataset = $1 order by index', [dataset]);
    return rows.map(({ leaf }) => new Uint8Array(leaf));
  },
});
