import { equalBytes } from '../../common/encodings.ts';
import { fail } from './errors.ts';
import { sha256 } from '../../common/crypto/hash.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** RFC 6962, 2.1: hash of a leaf, 32 bytes. */
export const leafHash = (entry: Uint8Array): Uint8Array => sha256(LEAF, entry);

/** RFC 6962, 2.1: hash of an inner node, 32 bytes. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/** Largest power of two below `size` (size >= 2). */
export const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

/** RFC 6962, 2.1: root over leaf hashes; of none it is SHA-256 of the empty string. */
export const treeRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(treeRoot(leaves.slice(0, k)), treeRoot(leaves.slice(k)));
};

/** RFC 6962, 2.1.1: audit path of leaf `index`, leaf's sibling first. */
export const proveInclusion = (leaves: readonly Uint8Array[], index: number): Uint8Array[] => {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...proveInclusion(leaves.slice(0, k), index), treeRoot(leaves.slice(k))]
    : [...proveInclusion(leaves.slice(k), index - k), treeRoot(leaves.slice(0, k))];
};

/** RFC 6962, 2.1.2: proof that the tree of the first `size` leaves is a prefix of the whole. */
export const proveConsistency = (leaves: readonly Uint8Array[], size: number): Uint8Array[] => {
  const walk = (part: readonly Uint8Array[], m: number, whole: boolean): Uint8Array[] => {
    if (m === part.length) return whole ? [] : [treeRoot(part)];
    const k = split(part.length);
    return m <= k
      ? [...walk(part.slice(0, k), m, whole), treeRoot(part.slice(k))]
      : [...walk(part.slice(k), m - k, false), treeRoot(part.slice(0, k))];
  };
  return walk(leaves, size, true);
};

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isOdd = (n: number): boolean => n % 2 === 1;
const half = (n: number): number => Math.floor(n / 2);

/** RFC 9162, 2.1.3.2 and 2.1.4.2 climb the same path: `merge` is told at each step whether the sibling stands left. */
const climb = (from: number, last: number, path: readonly Uint8Array[], merge: (sibling: Uint8Array, left: boolean) => void): void => {
  let [fn, sn] = [from, last];
  for (const sibling of path) {
    if (sn === 0) fail('proof-wrong-length', { cause: 'too long' });
    const left = isOdd(fn) || fn === sn;
    merge(sibling, left);
    while (left && !isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) fail('proof-wrong-length', { cause: 'too short' });
};

const requireHashes = (...hashes: readonly Uint8Array[]): void => {
  if (hashes.some((hash) => hash.length !== 32)) fail('proof-hash-malformed');
};

export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * RFC 9162, 2.1.3.2.
 * @throws DomainError `proof-index-beyond-size`, `proof-wrong-length`, `proof-root-mismatch`
 */
export const verifyInclusion = ({ index, size, leaf, root, proof }: InclusionClaim): void => {
  if (!isCount(index) || !isCount(size) || index >= size) fail('proof-index-beyond-size', { index, size });
  requireHashes(leaf, root, ...proof);
  let hash = leaf;
  climb(index, size - 1, proof, (sibling, left) => {
    hash = left ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  });
  if (!equalBytes(hash, root)) fail('proof-root-mismatch', { index, size });
};

export interface ConsistencyClaim {
  readonly older: { readonly size: number; readonly root: Uint8Array };
  readonly newer: { readonly size: number; readonly root: Uint8Array };
  readonly proof: readonly Uint8Array[];
}

const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));

/**
 * RFC 9162, 2.1.4.2. An empty older tree proves nothing and is refused; a witness that starts from nothing decides that itself.
 * @throws DomainError `proof-sizes-unordered`, `proof-from-empty-tree`, `proof-wrong-length`, `proof-root-mismatch`
 */
export const verifyConsistency = ({ older, newer, proof }: ConsistencyClaim): void => {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size)
    fail('proof-sizes-unordered', { older: older.size, newer: newer.size });
  if (older.size === newer.size) return verifySameTree({ older, newer, proof });
  if (older.size === 0) fail('proof-from-empty-tree');
  requireHashes(older.root, newer.root, ...proof);
  const [seed, ...path] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  if (seed === undefined) return fail('proof-wrong-length', { cause: 'too short' });
  let [fn, sn] = [older.size - 1, newer.size - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [seed, seed];
  climb(fn, sn, path, (sibling, left) => {
    if (left) fr = nodeHash(sibling, fr);
    sr = left ? nodeHash(sibling, sr) : nodeHash(sr, sibling);
  });
  if (!equalBytes(fr, older.root)) fail('proof-root-mismatch', { tree: 'older' });
  if (!equalBytes(sr, newer.root)) fail('proof-root-mismatch', { tree: 'newer' });
};

const verifySameTree = ({ older, newer, proof }: ConsistencyClaim): void => {
  if (proof.length > 0) fail('proof-wrong-length', { cause: 'too long' });
  const empty = older.size === 0 && !equalBytes(older.root, sha256());
  if (empty || !equalBytes(older.root, newer.root)) fail('proof-root-mismatch', { tree: 'newer' });
};
