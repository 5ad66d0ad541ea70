import type { RandomBytes } from '../../common/crypto/random.ts';
import { toHex } from '../../common/encodings.ts';
import { createFrontier } from '../../provenance/log/compact-range.ts';
import { fail } from '../errors.ts';
import type { OpenSource } from '../sources/folder.ts';
import { inBatches } from './batches.ts';
import { commitRows } from './commitments.ts';
import { createLeafHasher } from './leaves.ts';
import { createProfiler, type TableProfile } from './profile.ts';
import type { StoredRow } from './row-store.ts';
import type { DatasetStore } from './store.ts';

/** What is asked for. */
export interface StagingRequest {
  readonly dataset: string;
  readonly source: string;
  /** Names of columns. */
  readonly withheld: readonly string[];
  /** Ragged rows are left out instead of having the table refused. */
  readonly leavesOut: boolean;
}

export interface StagingOptions {
  readonly store: DatasetStore;
  readonly random: RandomBytes;
  readonly signal: AbortSignal;
  readonly progress: (rows: number) => void;
}

/** All rows of a table, committed to and kept. */
export interface StagedTable {
  readonly profile: TableProfile;
  /** RFC 6962 root over the rows' leaf hashes, hex. */
  readonly root: string;
}

const isSame = (a: readonly string[], b: readonly string[] | undefined): boolean =>
  a.length === b?.length && a.every((cell, at) => cell === b[at]);

/**
 * Commits to the rows of a table as they come in and keeps them, batch by batch. Rows that are there from before, when the process was
 * killed, stay as they are: they are held against the file, and nothing is committed to twice.
 * @throws DomainError `source-changed` when the file no longer begins with the rows that are kept; those of `Table.rows`
 */
export const stageRows = async (
  { dataset, source, withheld, leavesOut }: StagingRequest,
  table: OpenSource,
  { store, random, signal, progress }: StagingOptions,
): Promise<StagedTable> => {
  const profiler = createProfiler(table.columns, table.format);
  const tree = createFrontier();
  const leafOf = createLeafHasher(dataset);

  const stage = async (batch: readonly (readonly string[])[]): Promise<void> => {
    const from = tree.size;
    const kept = await store.slice(dataset, from, batch.length);
    if (!kept.every(({ row }, at) => isSame(row.cells, batch[at]))) fail('source-changed', { source });
    const committed = commitRows(from + kept.length, batch.slice(kept.length), random);
    const fresh = committed.map((row): StoredRow => ({ row, leaf: leafOf(row) }));
    await store.append(dataset, fresh);
    for (const { leaf } of [...kept, ...fresh]) tree.append(leaf);
    for (const cells of batch) profiler.add(cells);
  };

  for await (const batch of inBatches(table.rows)) {
    signal.throwIfAborted();
    // A table that will be refused is only read on to name all that is wrong with it.
    if (leavesOut || table.ragged().count === 0) await stage(batch);
    progress(tree.size);
  }
  if ((await store.slice(dataset, tree.size, 1)).length > 0) fail('source-changed', { source });
  return { profile: profiler.result(withheld), root: toHex(tree.root()) };
};
