import { toHex } from '../../common/encodings.ts';
import { nodeHash } from '../../provenance/log/merkle.ts';

/** A full subtree with those of its leaves whose paths are wanted. */
interface Subtree {
  readonly size: number;
  readonly hash: Uint8Array;
  readonly wanted: readonly number[];
}

/**
 * RFC 6962 audit paths of some leaves, hex, a leaf's sibling first. The leaves are read once, in order, and none is held longer than its
 * subtree is open: what is held grows with the logarithm of the tree and the number of paths.
 */
export const proveRows = async (
  leaves: AsyncIterable<readonly Uint8Array[]>,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, readonly string[]>> => {
  const paths = new Map(indexes.map((index) => [index, [] as string[]]));
  const open: Subtree[] = [];
  const join = (left: Subtree, right: Subtree): Subtree => {
    for (const index of left.wanted) paths.get(index)?.push(toHex(right.hash));
    for (const index of right.wanted) paths.get(index)?.push(toHex(left.hash));
    return { size: left.size + right.size, hash: nodeHash(left.hash, right.hash), wanted: [...left.wanted, ...right.wanted] };
  };
  const joinLast = (): void => {
    const [left, right] = open.splice(-2);
    if (left !== undefined && right !== undefined) open.push(join(left, right));
  };
  let size = 0;
  for await (const batch of leaves)
    for (const hash of batch) {
      open.push({ size: 1, hash, wanted: paths.has(size) ? [size] : [] });
      size++;
      while (open.at(-1)?.size === open.at(-2)?.size && open.length > 1) joinLast();
    }
  while (open.length > 1) joinLast();
  return paths;
};
