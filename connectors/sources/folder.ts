import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { fail } from '../errors.ts';
import type { SourceEncoding } from './encoding.ts';
import { DEFAULT_LIMITS, type SourceLimits } from './limits.ts';
import { openStableFile } from './stable-file.ts';
import { formatOf, openTable, type Table, type TableFormat } from './table.ts';

/** A file that the member has laid down for its connector. */
export interface Source {
  /** File name. */
  readonly name: string;
  readonly format: TableFormat;
  readonly bytes: number;
}

/** A source's table with how far it is read. */
export interface OpenSource extends Table {
  /** Bytes of the file, and those read so far. */
  readonly bytes: number;
  readonly bytesRead: () => number;
}

export interface Sources {
  list(): Promise<readonly Source[]>;
  /**
   * Lends a table that is read as a stream: what is held at a time does not grow with the file.
   * @param encoding of a file without a byte order mark; UTF-8 unless told
   * @throws DomainError `source-unknown`, `source-unreadable`, `table-too-large`, those of `openTable`; while the rows are read
   * `source-changed` and those of `Table.rows`; those of `use`
   */
  read<T>(name: string, encoding: SourceEncoding | undefined, use: (table: OpenSource) => Promise<T>): Promise<T>;
}

/** The tables of one folder, without its sub-folders; links are not followed, since they may lead out of it. */
export const createFolderSources = (folder: string, limits: SourceLimits = DEFAULT_LIMITS): Sources => {
  const list = async (): Promise<readonly Source[]> => {
    const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      return fail('source-unreadable', { reason: error.code }, { cause: error });
    });
    const sources: Source[] = [];
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const format = formatOf(entry.name);
      if (!entry.isFile() || format === undefined) continue;
      const { size } = await fs.stat(path.join(folder, entry.name));
      sources.push({ name: entry.name, format, bytes: size });
    }
    return sources;
  };
  return {
    list,
    read: async (name, encoding, use) => {
      const { format } = (await list()).find((candidate) => candidate.name === name) ?? fail('source-unknown', { source: name });
      const file = await openStableFile(path.join(folder, name), name);
      try {
        if (file.bytes > limits.bytes) fail('table-too-large', { bytes: file.bytes, most: limits.bytes, setting: 'SOURCE_BYTES' });
        let read = 0;
        async function* counted(): AsyncGenerator<Uint8Array> {
          for await (const chunk of file.read()) {
            read += chunk.length;
            yield chunk;
          }
        }
        const table = await openTable(counted(), { format, encoding, limits });
        return await use({ ...table, bytes: file.bytes, bytesRead: () => read });
      } finally {
        await file.close();
      }
    },
  };
};
