import type { EntityManager } from 'typeorm';
import { SALT_BYTES, type CommittedRow } from './commitments.ts';

/** A row with its RFC 6962 leaf hash in the dataset's tree. */
export interface StoredRow {
  readonly row: CommittedRow;
  readonly leaf: Uint8Array;
}

/** Rows of datasets; what is read at a time is as much as the caller asks for. */
export interface RowStore {
  /** In one statement: all of them or none. */
  append(dataset: string, rows: readonly StoredRow[]): Promise<void>;
  /** So many rows from this index on, in their order; fewer at the end. */
  slice(dataset: string, from: number, count: number): Promise<readonly StoredRow[]>;
  /** Those of these indexes that exist, in their order. */
  rows(dataset: string, indexes: readonly number[]): Promise<readonly CommittedRow[]>;
  /** Leaf hashes in row order, a few thousand at a time. */
  leaves(dataset: string): AsyncIterable<readonly Uint8Array[]>;
}

interface Row {
  readonly index: number;
  readonly cells: string;
  readonly salts: Buffer;
  readonly leaf: Buffer;
}

const APPEND = `insert into dataset_row (dataset, index, cells, salts, leaf)
  select $1, * from unnest($2::integer[], $3::text[], $4::bytea[], $5::bytea[])`;
const SLICE = 'select index, cells, salts, leaf from dataset_row where dataset = $1 and index >= $2 and index < $3 order by index';
const ROWS = 'select index, cells, salts, leaf from dataset_row where dataset = $1 and index = any($2::integer[]) order by index';
const LEAVES = 'select leaf from dataset_row where dataset = $1 and index >= $2 and index < $3 order by index';

const LEAVES_AT_ONCE = 4096;

const splitSalts = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: bytes.length / SALT_BYTES }, (_, i) => bytes.slice(i * SALT_BYTES, (i + 1) * SALT_BYTES));

const toStored = ({ index, cells, salts, leaf }: Row): StoredRow => ({
  row: { index, cells: JSON.parse(cells) as string[], salts: splitSalts(new Uint8Array(salts)) },
  leaf: new Uint8Array(leaf),
});

export const createRowStore = (manager: EntityManager): RowStore => ({
  append: async (dataset, rows) => {
    if (rows.length === 0) return;
    await manager.query(APPEND, [
      dataset,
      rows.map(({ row }) => row.index),
      rows.map(({ row }) => JSON.stringify(row.cells)),
      rows.map(({ row }) => Buffer.concat(row.salts)),
      rows.map(({ leaf }) => Buffer.from(leaf)),
    ]);
  },
  slice: async (dataset, from, count) => (await manager.query<Row[]>(SLICE, [dataset, from, from + count])).map(toStored),
  rows: async (dataset, indexes) => (await manager.query<Row[]>(ROWS, [dataset, indexes])).map((row) => toStored(row).row),
  leaves: async function* (dataset) {
    for (let from = 0; ; from += LEAVES_AT_ONCE) {
      const rows = await manager.query<{ leaf: Buffer }[]>(LEAVES, [dataset, from, from + LEAVES_AT_ONCE]);
      if (rows.length > 0) yield rows.map(({ leaf }) => new Uint8Array(leaf));
      if (rows.length < LEAVES_AT_ONCE) return;
    }
  },
});
