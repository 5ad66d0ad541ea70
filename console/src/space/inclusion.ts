import type { Json } from '../../../common/canonical-json.ts';
import { parseHex, toHex } from '../../../common/encodings.ts';
import type { Ledger } from './ledger.ts';
import type { Acknowledged, Outgoing } from './draft.ts';

/** What the own copy of the log, as far as k witnesses have cosigned it, says of an acknowledged event. */
export type Inclusion =
  | { readonly kind: 'logged'; readonly index: number }
  | { readonly kind: 'pending' }
  /** `evidence` is a record for `verifyMisbehavior` (provenance/log). */
  | { readonly kind: 'dropped'; readonly evidence: Json };

/**
 * Logged: its leaf stands in the own copy under the newest witnessed checkpoint. Dropped: another leaf stands at the promised index, or
 * the witnesses had seen no tree that reaches it after the receipt's deadline. A log that shows nothing new proves neither.
 */
export const findInclusion = ({ leaf }: Outgoing, { index, receipt, deadline }: Acknowledged, ledger: Ledger): Inclusion => {
  const { point } = ledger;
  const held = ledger.leafAt(index);
  if (held !== undefined && toHex(held) === leaf) return { kind: 'logged', index };
  const elsewhere = ledger.indexOf(parseHex(leaf));
  if (elsewhere !== undefined && elsewhere < point.size) return { kind: 'logged', index: elsewhere };
  if (held !== undefined)
    return { kind: 'dropped', evidence: { kind: 'receipt-broken', receipt, other: { leaf: toHex(held), proof: ledger.prove(index) } } };
  const isLate = point.witnessedAt * 1000 > deadline;
  return isLate ? { kind: 'dropped', evidence: { kind: 'receipt-late', receipt, checkpoint: point.note } } : { kind: 'pending' };
};
