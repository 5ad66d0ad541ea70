import { parseHex, toHex } from '../../common/encodings.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { fail } from './errors.ts';
import { nodeHash } from './merkle.ts';

/** JSON-able: the roots of the full subtrees that make up a tree, largest first, one for each bit of its size; hex. */
export interface FrontierState {
  readonly size: number;
  readonly hashes: readonly string[];
}

/** A tree of which only the right edge is kept: enough to append to it and to know its root. */
export interface Frontier {
  readonly size: number;
  append(leaf: Uint8Array): void;
  /** RFC 6962 root, 32 bytes. */
  root(): Uint8Array;
  state(): FrontierState;
}

const countBits = (size: number): number => size.toString(2).replaceAll('0', '').length;

/** State from a disk or a message to its hashes. @throws DomainError `frontier-malformed` */
const parseHashes = ({ size, hashes }: FrontierState): Uint8Array[] => {
  if (!Number.isSafeInteger(size) || size < 0) fail('frontier-malformed', { size });
  const expected = size === 0 ? 0 : countBits(size);
  if (!Array.isArray(hashes) || hashes.length !== expected) fail('frontier-malformed', { size, expected });
  return hashes.map((hash) => (/^[0-9a-f]{64}$/.test(hash) ? parseHex(hash) : fail('frontier-malformed', { size, hash })));
};

/** The root over full subtrees that stand side by side, largest first: the rightmost two join first. */
export const joinSubtrees = (hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => nodeHash(left, right));

/** The root over 2^n hashes that stand side by side. @throws DomainError `tile-malformed` for another number of them */
export const foldSubtree = (hashes: readonly Uint8Array[]): Uint8Array => {
  let row = hashes;
  while (row.length > 1) row = row.flatMap((hash, i) => (i % 2 === 0 ? [nodeHash(hash, row[i + 1] ?? fail('tile-malformed'))] : []));
  return row[0] ?? fail('tile-malformed');
};

/** The right edge of a tree; the empty one without a state. @throws DomainError `frontier-malformed` */
export const createFrontier = (state: FrontierState = { size: 0, hashes: [] }): Frontier => {
  const hashes = parseHashes(state);
  let { size } = state;
  const append = (leaf: Uint8Array): void => {
    if (leaf.length !== 32) fail('proof-hash-malformed');
    let hash = leaf;
    for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) hash = nodeHash(hashes.pop() ?? fail('frontier-malformed'), hash);
    hashes.push(hash);
    size++;
  };
  return {
    get size() {
      return size;
    },
    append,
    root: () => joinSubtrees(hashes),
    state: () => ({ size, hashes: hashes.map(toHex) }),
  };
};
