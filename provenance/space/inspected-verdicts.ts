import { toHex } from '../../common/encodings.ts';
import { rootOfLeaves } from './accounting.ts';
import type { Lot } from './state.ts';

/** Log indices of the verdicts that the end of an inspection counts. */
export type CountedVerdicts = Pick<ReadonlySet<number>, 'has'>;

/**
 * Those at these indices, if the log holds just them under the root that ends the inspection: so nobody rests anything on a verdict over a label
 * that was never drawn.
 * @param indices in the order of the lot's labels, as somebody says who is not believed
 * @param leafAt RFC 6962 leaf hash in the own copy of the log
 * @returns undefined where the root is another
 */
export const verdictsUnder = (
  { inspected }: Pick<Lot, 'inspected'>,
  indices: readonly number[],
  leafAt: (index: number) => Uint8Array | undefined,
): ReadonlySet<number> | undefined => {
  const leaves = indices.flatMap((index) => leafAt(index) ?? []);
  const isWhole = leaves.length === indices.length && toHex(rootOfLeaves(leaves)) === inspected?.signed.event.body.root;
  return isWhole ? new Set(indices) : undefined;
};
