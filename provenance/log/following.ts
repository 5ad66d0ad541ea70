import { equalBytes, toHex } from '../../common/encodings.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Frontier } from './compact-range.ts';
import { fail } from './errors.ts';
import { leafHash, verifyConsistency } from './merkle.ts';
import { proveConsistencyFromTiles, type ReadTile } from './range-proof.ts';
import { parseEntryBundle, TILE_WIDTH } from './tiles.ts';

/** Where the log is read; nothing it says is believed. */
export interface LogSource {
  /** Text of the newest checkpoint. */
  checkpoint(): Promise<string>;
  /** Bytes of one bundle of `width` entries, at most 256; for a partial one `width` is that of the checkpoint. */
  entryBundle(index: number, width: number): Promise<Uint8Array>;
  /** Read only while catching up in several steps. */
  readonly tile: ReadTile;
}

export interface Entry {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** A verified checkpoint with its text. */
export interface Seen extends Checkpoint {
  readonly note: string;
}

const describe = ({ size, root }: { readonly size: number; readonly root: Uint8Array }) => ({ size, root: toHex(root) });

const refuseFork = (own: { readonly size: number; readonly root: Uint8Array }, seen: Seen | undefined, offered: Seen): never => {
  const contradiction = seen?.size === offered.size && !equalBytes(seen.root, offered.root);
  const evidence = contradiction ? { kind: 'two-roots', first: seen.note, second: offered.note } : undefined;
  return fail('log-forked', { own: describe(own), seen: seen?.note, offered: offered.note, ...(evidence && { evidence }) });
};

/** No smaller tree than known, no other tree of the same size. @throws DomainError `log-rolled-back`, `log-forked` */
export const refuseOlder = (own: number, seen: Seen | undefined, offered: Seen): void => {
  const known = Math.max(own, seen?.size ?? 0);
  if (offered.size < known) fail('log-rolled-back', { known, size: offered.size, seen: seen?.note, offered: offered.note });
  if (seen?.size === offered.size && !equalBytes(seen.root, offered.root)) refuseFork(seen, seen, offered);
};

interface Reading {
  readonly seen: Seen | undefined;
  readonly offered: Seen;
  readonly mostEntries: number;
  readonly mostBytes: number;
}

const readBundle = async (source: LogSource, at: number, size: number): Promise<Uint8Array[]> => {
  const index = Math.floor(at / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
  const entries = parseEntryBundle(await source.entryBundle(index, width));
  if (entries.length !== width) fail('tile-malformed', { bundle: index, entries: entries.length, width });
  return entries.slice(at % TILE_WIDTH);
};

/** Appends what is new, up to the checkpoint or to the limit of one step; passes through the checkpoint seen before. */
export const readEntries = async (
  source: LogSource,
  frontier: Frontier,
  { seen, offered, mostEntries, mostBytes }: Reading,
): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (let bytes = 0; frontier.size < offered.size && entries.length < mostEntries && bytes < mostBytes;) {
    for (const entry of await readBundle(source, frontier.size, offered.size)) {
      entries.push({ index: frontier.size, bytes: entry });
      bytes += entry.length;
      frontier.append(leafHash(entry));
      if (frontier.size === seen?.size && !equalBytes(frontier.root(), seen.root))
        refuseFork({ size: frontier.size, root: frontier.root() }, seen, offered);
    }
  }
  return entries;
};

/**
 * A follower that has not read up to the checkpoint it saw before must have the newer one proven to extend it, or the older one would be
 * forgotten unchecked. @throws DomainError `log-forked`, `tile-malformed`
 */
export const verifySuccessor = async (
  source: Pick<LogSource, 'tile'>,
  own: number,
  { seen, offered }: Pick<Reading, 'seen' | 'offered'>,
): Promise<void> => {
  if (seen === undefined || own >= seen.size || seen.size === offered.size) return;
  const proof = await proveConsistencyFromTiles(seen.size, offered.size, source.tile);
  try {
    verifyConsistency({ older: seen, newer: offered, proof });
  } catch {
    refuseFork(seen, seen, offered);
  }
};

/** The own tree is the checkpoint's, or a proven prefix of it. @throws DomainError `log-forked`, `tile-malformed` */
export const verifyPrefix = async (
  source: LogSource,
  frontier: Frontier,
  { seen, offered }: Pick<Reading, 'seen' | 'offered'>,
): Promise<void> => {
  const own = { size: frontier.size, root: frontier.root() };
  if (own.size === offered.size) {
    if (!equalBytes(own.root, offered.root)) refuseFork(own, seen, offered);
    return;
  }
  const proof = await proveConsistencyFromTiles(own.size, offered.size, source.tile);
  try {
    verifyConsistency({ older: own, newer: offered, proof });
  } catch {
    refuseFork(own, seen, offered);
  }
};
