import type { RandomBytes } from '../../../common/crypto/random.ts';
import { toHex } from '../../../common/encodings.ts';
import { commitJson, type CommitmentKind, type Opening } from '../../../provenance/event/commitment.ts';

/** A value under a fresh salt, and its commitment. */
export const commitTo = <Value>(
  { random }: { readonly random: RandomBytes },
  kind: CommitmentKind,
  id: string,
  value: Value,
): { readonly opening: { readonly salt: string; readonly value: Value }; readonly commitment: string } => {
  const opening = { salt: toHex(random(32)), value };
  return { opening, commitment: commitJson(opening as Opening, kind, id) };
};
