import { foldSubtree, joinSubtrees } from './compact-range.ts';
import { fail } from './errors.ts';
import type { ReadTile } from './range-proof.ts';
import { parseHashTile, TILE_WIDTH } from './tiles.ts';

/** What a log must keep in memory to go on writing: the unfinished tile of each level. */
export interface TileEdge {
  readonly size: number;
  /** Level -> hashes of its unfinished tile, fewer than 256; its hash i stands for a full subtree of 256^level leaves. */
  readonly levels: readonly (readonly Uint8Array[])[];
}

/** A tile as it is after an append, in full width; every narrower one is a beginning of it. */
export interface HashTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
}

export const EMPTY_EDGE: TileEdge = { size: 0, levels: [] };

/**
 * Appends leaf hashes. Pure: the sequencer writes the tiles and, in the same transaction, goes on with the new edge.
 * @returns each tile that is new or wider, once, as wide as it has become
 */
export const appendToTiles = (edge: TileEdge, leaves: readonly Uint8Array[]): { readonly edge: TileEdge; readonly tiles: HashTile[] } => {
  if (leaves.some((leaf) => leaf.length !== 32)) fail('proof-hash-malformed');
  const tiles: HashTile[] = [];
  const levels = [...edge.levels];
  let added = leaves;
  for (let level = 0; added.length > 0; level++) {
    const hashes = [...(edge.levels[level] ?? []), ...added];
    const first = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    const full = Math.floor(hashes.length / TILE_WIDTH);
    const chunks = Array.from({ length: Math.ceil(hashes.length / TILE_WIDTH) }, (_, i) =>
      hashes.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH),
    );
    tiles.push(...chunks.map((chunk, i) => ({ level, index: first + i, hashes: chunk })));
    levels[level] = chunks[full] ?? [];
    added = chunks.slice(0, full).map(foldSubtree);
  }
  return { edge: { size: edge.size + leaves.length, levels }, tiles };
};

/** Hashes side by side to the full subtrees that they make up, largest first. */
const toSubtrees = (hashes: readonly Uint8Array[]): Uint8Array[] => {
  const subtrees: Uint8Array[] = [];
  for (let at = 0; at < hashes.length;) {
    const count = 2 ** Math.floor(Math.log2(hashes.length - at));
    subtrees.push(foldSubtree(hashes.slice(at, at + count)));
    at += count;
  }
  return subtrees;
};

/** RFC 6962 root of the tree whose edge this is, 32 bytes. */
export const edgeRoot = ({ levels }: TileEdge): Uint8Array => joinSubtrees(levels.toReversed().flatMap(toSubtrees));

/** The edge of a stored tree of this size, out of its tiles. @throws DomainError `tile-malformed` */
export const readTileEdge = async (size: number, readTile: ReadTile): Promise<TileEdge> => {
  const levels: Uint8Array[][] = [];
  for (let rest = size, level = 0; rest > 0; rest = Math.floor(rest / TILE_WIDTH), level++) {
    const width = rest % TILE_WIDTH;
    levels.push(width === 0 ? [] : parseHashTile(await readTile(level, Math.floor(rest / TILE_WIDTH), width), width));
  }
  return { size, levels };
};
