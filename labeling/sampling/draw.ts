import { sha256 } from '../../common/crypto/hash.ts';
import { chacha20Stream } from '../../common/crypto/stream.ts';
import { toUtf8 } from '../../common/encodings.ts';
import { fail, requireLotSize } from './errors.ts';

const DOMAIN = 'xinbiao/draw/1';
const BYTES = 32;
const WORDS = 2 ** 32;
/** Words of the stream that are read at once. */
const AT_ONCE = 16;

/** What decides a draw: nobody chooses all of it, and what each chose was committed to before the lot closed. */
export interface DrawInputs {
  /** Id of the lot. */
  readonly lot: string;
  /** Root of the labels that count, as the closing of the lot states it; 32 bytes. */
  readonly root: Uint8Array;
  /** What the owner and the inspecting organisation had committed to; 32 bytes each. */
  readonly owner: Uint8Array;
  readonly inspector: Uint8Array;
}

/**
 * SHA-256 of "xinbiao/draw/1", the lot's id (36 characters), root and both reveals, one after the other: all of fixed length.
 * @throws DomainError `sample-unfit` for a part of another length
 */
export const drawSeed = ({ lot, root, owner, inspector }: DrawInputs): Uint8Array => {
  const parts = { root, owner, inspector };
  for (const [part, { length }] of Object.entries(parts)) if (length !== BYTES) fail('a part has another length', { part, length });
  if (lot.length !== 36) fail('a part has another length', { part: 'lot', length: lot.length });
  return sha256(toUtf8(DOMAIN), toUtf8(lot), root, owner, inspector);
};

/** Little-endian 32-bit words of the ChaCha20 stream under the seed. */
function* wordsOf(seed: Uint8Array): Generator<number> {
  for (let block = 0; ; block += 1) {
    const bytes = chacha20Stream(seed, block, 1);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at < AT_ONCE; at += 1) yield view.getUint32(4 * at, true);
  }
}

/**
 * Positions of the sample among a lot's leaves, ascending. Each word of the stream that is below the greatest multiple of the lot's size names
 * a position by its remainder; words above it, and positions that were named before, are passed over. So every set of that size is as likely
 * as any other.
 * @param seed 32 bytes (`drawSeed`)
 * @param lot number of leaves
 * @param size how many of them; all where it is the lot's or more
 * @throws DomainError `sample-unfit`
 */
export const drawSample = (seed: Uint8Array, lot: number, size: number): readonly number[] => {
  requireLotSize(lot);
  if (seed.length !== BYTES || !Number.isSafeInteger(size) || size < 1 || lot > WORDS)
    fail('nothing can be drawn', { lot, size, seed: seed.length });
  if (size >= lot) return Array.from({ length: lot }, (_, at) => at);
  const limit = WORDS - (WORDS % lot);
  const drawn = new Set<number>();
  for (const word of wordsOf(seed)) {
    if (word < limit) drawn.add(word % lot);
    if (drawn.size === size) break;
  }
  return [...drawn].toSorted((a, b) => a - b);
};
