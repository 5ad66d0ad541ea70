import type { DataSource } from 'typeorm';
import { parseNote } from '../../provenance/log/note.ts';
import { parseCheckpointText } from '../../provenance/log/checkpoint.ts';
import { writeTlogProof } from '../../provenance/log/proof.ts';
import { proveInclusionFromTiles } from '../../provenance/log/range-proof.ts';
import { fail } from '../errors.ts';
import type { Cosignatures } from './cosignatures.ts';
import { createTileReader } from './tile-store.ts';

/** tlog-proof text of the entry at an index, under the newest checkpoint with a quorum. @throws DomainError `not-yet-witnessed` */
export type ProveEntry = (index: number) => Promise<string>;

export const createProver = (database: DataSource, cosignatures: Cosignatures): ProveEntry => {
  const readTile = createTileReader(database.manager);
  return async (index) => {
    const { note: checkpoint } = (await cosignatures.newest()) ?? fail('not-yet-witnessed', { index });
    const { size } = parseCheckpointText(parseNote(checkpoint).text);
    if (index >= size) fail('not-yet-witnessed', { index, size });
    const hashes = await proveInclusionFromTiles(index, size, readTile);
    return writeTlogProof({ index, hashes, checkpoint });
  };
};
