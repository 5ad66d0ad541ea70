import type { DataSource } from 'typeorm';
import { TILE_WIDTH } from '../../provenance/log/tiles.ts';
import { fail } from '../errors.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import type { Cosignatures } from './cosignatures.ts';
import { readBundle, readHashTile } from './tile-store.ts';

/** What the log serves (C2SP tlog-tiles): only what some published checkpoint covers. */
export interface LogReader {
  /** The newest checkpoint with a quorum, else the newest one. @throws DomainError `size-not-published` before the first */
  checkpoint(): Promise<string>;
  /** The newest signed one, with what cosignatures it has. */
  newest(): Promise<string>;
  /** @throws DomainError `size-not-published` */
  ofSize(size: number): Promise<string>;
  /** As it was first cosigned: what evidence carries. @throws DomainError `size-not-published` */
  firstOfSize(size: number): Promise<string>;
  /** Bytes of a tile, `width` 256 for a full one. @throws DomainError `size-not-published` */
  tile(level: number, index: number, width: number): Promise<Uint8Array>;
  /** Bytes of an entry bundle. @throws DomainError `size-not-published` */
  entries(index: number, width: number): Promise<Uint8Array>;
}

const HIGHEST_LEVEL = 6;

export const createLogReader = (database: DataSource, store: CheckpointStore, cosignatures: Cosignatures): LogReader => {
  /** A full tile stands in every later tree; a partial one only in those of exactly this width. */
  const requirePublished = async (level: number, index: number, width: number): Promise<void> => {
    const span = TILE_WIDTH ** level;
    const first = (index * TILE_WIDTH + width) * span;
    const last = width === TILE_WIDTH ? Number.MAX_SAFE_INTEGER : first + span - 1;
    const fits = level <= HIGHEST_LEVEL && width > 0 && width <= TILE_WIDTH && Number.isSafeInteger(first);
    if (!fits || !(await store.hasSizeWithin(first, last))) fail('size-not-published', { level, index, width });
  };
  const published = async (size: number) => (await store.ofSize(size)) ?? fail('size-not-published', { size });
  const newest = async (): Promise<string> => {
    const checkpoint = await store.newest();
    return checkpoint === undefined ? fail('size-not-published', { size: 0 }) : await cosignatures.withLines(checkpoint);
  };
  return {
    newest,
    checkpoint: async () => (await cosignatures.newest())?.note ?? (await newest()),
    ofSize: async (size) => cosignatures.withLines(await published(size)),
    firstOfSize: async (size) => cosignatures.withFirstLines(await published(size)),
    tile: async (level, index, width) => {
      await requirePublished(level, index, width);
      return (await readHashTile(database.manager, level, index, width)) ?? fail('size-not-published', { level, index, width });
    },
    entries: async (index, width) => {
      await requirePublished(0, index, width);
      return (await readBundle(database.manager, index, width)) ?? fail('size-not-published', { index, width });
    },
  };
};
