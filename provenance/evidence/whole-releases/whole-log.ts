import { equalBytes, toHex } from '../../../common/encodings.ts';
import { leafHash, treeRoot } from '../../log/merkle.ts';
import { isAnchored } from '../../log/policy-text.ts';
import type { LogPolicy } from '../../log/policy.ts';
import { verifyWitnessed } from '../../log/witnessed.ts';
import type { Premises } from '../../space/authority.ts';
import type { DeliveryRule } from '../../space/rules-data.ts';
import { fail } from '../errors.ts';

/** Every entry of a log, proven to be the tree of a witnessed checkpoint. */
export interface WholeLog {
  readonly space: string;
  readonly entries: readonly Uint8Array[];
  readonly premises: Premises;
  /** Root over the first `size` entries, hex. */
  rootAt(size: number): string;
}

/**
 * A log from its first entry on (untrusted), under a policy from outside the operator that names space and roots.
 * @param note the checkpoint over exactly these entries
 * @throws DomainError those of `verifyWitnessed`; `policy-of-another-space` when the policy names none; `history-differs` when the entries are
 * not the checkpoint's tree
 */
export const openWholeLog = (entries: readonly Uint8Array[], note: string, policy: LogPolicy, delivery: DeliveryRule): WholeLog => {
  if (!isAnchored(policy) || policy.space === undefined)
    return fail('policy-of-another-space', { rule: 'the policy names space and roots' });
  const { size, root } = verifyWitnessed(note, policy).checkpoint;
  const leaves = entries.map(leafHash);
  if (leaves.length !== size || !equalBytes(treeRoot(leaves), root)) fail('history-differs', { size, entries: leaves.length });
  const pinned = new Map(policy.roots.map(({ org, key }) => [org, toHex(key)]));
  return {
    space: policy.space,
    entries,
    premises: { roots: (org) => pinned.get(org), delivery },
    rootAt: (below) => toHex(treeRoot(leaves.slice(0, below))),
  };
};
