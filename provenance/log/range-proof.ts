import { fail } from './errors.ts';
import { foldSubtree, joinSubtrees } from './compact-range.ts';
import { split } from './merkle.ts';
import { parseHashTile, TILE_WIDTH } from './tiles.ts';

/**
 * The bytes of one hash tile (`width` * 32), as the tree has them at a published size. A source that no longer keeps a
 * partial tile gives the first `width` hashes of a wider one.
 */
export type ReadTile = (level: number, index: number, width: number) => Promise<Uint8Array>;

const LEVELS_PER_TILE = 8;

type HashRange = (begin: number, end: number) => Promise<Uint8Array>;

/** Hashes of aligned ranges of leaves in the tree of this size; each tile is read once. */
const createHashRange = (size: number, readTile: ReadTile): HashRange => {
  const tiles = new Map<string, Promise<Uint8Array[]>>();

  const readHashes = (level: number, index: number): Promise<Uint8Array[]> => {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    const key = `${level}/${index}`;
    const tile = tiles.get(key) ?? readTile(level, index, width).then((bytes) => parseHashTile(bytes, width));
    tiles.set(key, tile);
    return tile;
  };

  /** The full subtree over 2^height leaves. */
  const hashSubtree = async (begin: number, height: number): Promise<Uint8Array> => {
    const level = Math.floor(height / LEVELS_PER_TILE);
    const count = 2 ** (height % LEVELS_PER_TILE);
    const first = begin / TILE_WIDTH ** level;
    const hashes = await readHashes(level, Math.floor(first / TILE_WIDTH));
    return foldSubtree(hashes.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + count));
  };

  return async (begin, end) => {
    const subtrees: Uint8Array[] = [];
    for (let at = begin; at < end;) {
      const height = Math.floor(Math.log2(end - at));
      subtrees.push(await hashSubtree(at, height));
      at += 2 ** height;
    }
    return joinSubtrees(subtrees);
  };
};

/**
 * RFC 6962, 2.1.1, out of tiles instead of all leaves: the audit path of leaf `index` in the tree of this size, its sibling first.
 * @throws DomainError `proof-index-beyond-size`, `tile-malformed`
 */
export const proveInclusionFromTiles = async (index: number, size: number, readTile: ReadTile): Promise<Uint8Array[]> => {
  if (index >= size) fail('proof-index-beyond-size', { index, size });
  const hashRange = createHashRange(size, readTile);
  const path: Uint8Array[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + split(end - begin);
    path.push(index < middle ? await hashRange(middle, end) : await hashRange(begin, middle));
    [begin, end] = index < middle ? [begin, middle] : [middle, end];
  }
  return path.toReversed();
};

/**
 * RFC 6962, 2.1.2, out of tiles: proof that the tree of `older` leaves is a prefix of that of `newer`. Nothing needs proof from 0.
 * @throws DomainError `proof-sizes-unordered`, `tile-malformed`
 */
export const proveConsistencyFromTiles = async (older: number, newer: number, readTile: ReadTile): Promise<Uint8Array[]> => {
  if (older > newer) fail('proof-sizes-unordered', { older, newer });
  if (older === 0) return [];
  const hashRange = createHashRange(newer, readTile);
  const path: Uint8Array[] = [];
  let [begin, end] = [0, newer];
  while (end !== older) {
    const middle = begin + split(end - begin);
    path.push(older <= middle ? await hashRange(middle, end) : await hashRange(begin, middle));
    [begin, end] = older <= middle ? [begin, middle] : [middle, end];
  }
  if (begin > 0) path.push(await hashRange(begin, end));
  return path.toReversed();
};
