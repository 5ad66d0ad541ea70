import { toUtf8 } from '../../common/encodings.ts';
import type { RaggedRows } from '../../connectors/sources/table.ts';
import { openTable, type TableFormat, type TableOptions } from '../../connectors/sources/table.ts';

export interface ReadTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly ragged: RaggedRows;
}

/** The bytes as a stream of chunks. */
export async function* inChunks(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export interface ReadingOptions extends Partial<Omit<TableOptions, 'format'>> {
  readonly format?: TableFormat;
  /** Bytes of a chunk. */
  readonly chunk?: number;
}

/** Reads a whole small table. */
export const readTable = async (source: Uint8Array | string, options: ReadingOptions = {}): Promise<ReadTable> => {
  const bytes = typeof source === 'string' ? toUtf8(source) : source;
  const { format = 'csv', encoding, limits = { rows: 200_000 }, chunk } = options;
  const table = await openTable(inChunks(bytes, chunk), { format, encoding, limits });
  const rows: (readonly string[])[] = [];
  for await (const row of table.rows) rows.push(row);
  return { columns: table.columns, rows, ragged: table.ragged() };
};
