import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { fail } from '../errors.ts';
import { parseTable, type Table, type TableFormat } from './table.ts';

/** A file that the member has laid down for its connector. */
export interface Source {
  /** File name. */
  readonly name: string;
  readonly format: TableFormat;
  readonly bytes: number;
}

export interface Sources {
  list(): Promise<readonly Source[]>;
  /** @throws DomainError `source-unknown`, `source-unreadable` and those of `parseTable` */
  read(name: string): Promise<Table>;
}

const FORMATS: Readonly<Record<string, TableFormat>> = { '.tsv': 'tsv', '.csv': 'csv' };

const formatOf = (name: string): TableFormat | undefined => FORMATS[path.extname(name).toLowerCase()];

/** The tables of one folder, without its sub-folders; links are not followed, since they may lead out of it. */
export const createFolderSources = (folder: string): Sources => {
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
    read: async (name) => {
      const source = (await list()).find((candidate) => candidate.name === name) ?? fail('source-unknown', { source: name });
      const bytes = await fs
        .readFile(path.join(folder, source.name))
        .catch((error: NodeJS.ErrnoException) => fail('source-unreadable', { source: name, reason: error.code }, { cause: error }));
      return parseTable(bytes, source.format);
    },
  };
};
