import type { EntityManager } from 'typeorm';
import { concatBytes } from '../../common/encodings.ts';
import { leafHash, treeRoot } from '../../provenance/log/merkle.ts';
import { parseEntryBundle, parseHashTile, TILE_WIDTH, toEntryBundle } from '../../provenance/log/tiles.ts';
import type { ReadTile } from '../../provenance/log/range-proof.ts';

const HASH = 32;

/** Items at consecutive places, cut at the borders of tiles: [tile, items]. */
const cutIntoTiles = <T>(first: number, items: readonly T[]): [number, T[]][] => {
  const parts: [number, T[]][] = [];
  for (let at = 0; at < items.length;) {
    const place = first + at;
    const end = at + TILE_WIDTH - (place % TILE_WIDTH);
    parts.push([Math.floor(place / TILE_WIDTH), items.slice(at, end)]);
    at = end;
  }
  return parts;
};

const APPEND_BUNDLE = `insert into log_bundle as kept (index, bytes) values ($1, $2)
  on conflict (index) do update set bytes = kept.bytes || excluded.bytes`;
const APPEND_TILE = `insert into log_tile as kept (level, index, bytes) values ($1, $2, $3)
  on conflict (level, index) do update set bytes = kept.bytes || excluded.bytes returning bytes`;

/** Appends hashes at one level; a tile that is full now gives a hash to the level above (C2SP tlog-tiles). */
const appendHashes = async (manager: EntityManager, level: number, first: number, hashes: readonly Uint8Array[]): Promise<void> => {
  const above: Uint8Array[] = [];
  const firstAbove = Math.floor(first / TILE_WIDTH);
  for (const [index, part] of cutIntoTiles(first, hashes)) {
    const [row] = await manager.query<{ bytes: Buffer }[]>(APPEND_TILE, [level, index, Buffer.from(concatBytes(...part))]);
    if (row?.bytes.length === TILE_WIDTH * HASH) above.push(treeRoot(parseHashTile(row.bytes, TILE_WIDTH)));
  }
  if (above.length > 0) await appendHashes(manager, level + 1, firstAbove, above);
};

/** Writes the entries that follow the first `size` into their bundles and tiles; the caller holds the lock on the log's state. */
export const appendEntries = async (manager: EntityManager, size: number, entries: readonly Uint8Array[]): Promise<void> => {
  for (const [index, part] of cutIntoTiles(size, entries)) await manager.query(APPEND_BUNDLE, [index, Buffer.from(toEntryBundle(part))]);
  await appendHashes(manager, 0, size, entries.map(leafHash));
};

/** The first `width` entries of a bundle, as stored; undefined when there are not so many. */
export const readBundle = async (manager: EntityManager, index: number, width: number): Promise<Uint8Array | undefined> => {
  const [row] = await manager.query<{ bytes: Buffer }[]>('select bytes from log_bundle where index = $1', [index]);
  if (row === undefined) return undefined;
  const entries = parseEntryBundle(row.bytes);
  return entries.length >= width ? toEntryBundle(entries.slice(0, width)) : undefined;
};

/** The first `width` hashes of a tile, as stored; undefined when there are not so many. */
export const readHashTile = async (
  manager: EntityManager,
  level: number,
  index: number,
  width: number,
): Promise<Uint8Array | undefined> => {
  const sql = 'select substring(bytes from 1 for $3) as bytes from log_tile where level = $1 and index = $2';
  const [row] = await manager.query<{ bytes: Buffer }[]>(sql, [level, index, width * HASH]);
  return row?.bytes.length === width * HASH ? row.bytes : undefined;
};

/** For proofs. */
export const createTileReader =
  (manager: EntityManager): ReadTile =>
  async (level, index, width) => {
    const bytes = await readHashTile(manager, level, index, width);
    if (bytes === undefined) throw new Error(`the log has lost tile ${level}/${index}`);
    return bytes;
  };

/** Entries from `first` up to `size`, bundle by bundle. */
export const readEntriesFrom = async function* (manager: EntityManager, first: number, size: number): AsyncGenerator<Uint8Array> {
  for (let at = first; at < size;) {
    const index = Math.floor(at / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const bundle = await readBundle(manager, index, width);
    if (bundle === undefined) throw new Error(`the log has lost bundle ${index}`);
    const entries = parseEntryBundle(bundle).slice(at % TILE_WIDTH);
    yield* entries;
    at += entries.length;
  }
};
