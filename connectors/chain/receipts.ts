import { equalBytes, toHex } from '../../common/encodings.ts';
import { DomainError } from '../../common/errors.ts';
import { toLogEntry } from '../../provenance/event/entry.ts';
import { leafHash, proveInclusion } from '../../provenance/log/merkle.ts';
import type { Misbehavior } from '../../provenance/log/misbehavior.ts';
import type { LogPolicy } from '../../provenance/log/policy.ts';
import { writeTlogProof } from '../../provenance/log/proof.ts';
import { verifyReceipt, type Receipt } from '../../provenance/log/receipt.ts';
import type { Ledger, WitnessedTree } from '../ledger/ledger.ts';
import type { ChainEvent } from './store.ts';

/** Milliseconds between two honest clocks, and the longest that a receipt may ask us to wait. */
const TOLERANCE = 10 * 60_000;

export const leafOf = ({ signed }: ChainEvent): Uint8Array => leafHash(toLogEntry(signed));

/**
 * Why this text is not a receipt for the event, or undefined when it is one: by the log's receipt key, for this leaf, at the index that
 * the answer states, taken after it was signed, with a promise that ends soon.
 */
export const findFault = (text: string, index: number, event: ChainEvent, policy: LogPolicy, now: number): string | undefined => {
  let receipt: Receipt;
  try {
    receipt = verifyReceipt(text, policy);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  if (!equalBytes(receipt.leaf, leafOf(event))) return 'other-leaf';
  if (receipt.index !== index) return 'other-index';
  if (receipt.time < event.signedAt - TOLERANCE || receipt.time > now + TOLERANCE) return 'other-time';
  return receipt.deadline - receipt.time > TOLERANCE ? 'late-deadline' : undefined;
};

/** After the deadline a quorum still had not seen the promised place. */
export const findLateness = (event: ChainEvent, tree: WitnessedTree, policy: LogPolicy): Misbehavior | undefined => {
  if (event.receipt === undefined || event.index === undefined || tree.size > event.index) return undefined;
  const { deadline } = verifyReceipt(event.receipt, policy);
  return tree.witnessedAt * 1000 > deadline ? { kind: 'receipt-late', receipt: event.receipt, checkpoint: tree.note } : undefined;
};

/** Another leaf stands where the receipt promised the event: shown by an inclusion proof out of the own copy. */
export const findBrokenPromise = async (event: ChainEvent, tree: WitnessedTree, ledger: Ledger): Promise<Misbehavior | undefined> => {
  const { index, receipt } = event;
  if (index === undefined || receipt === undefined || index >= Math.min(tree.size, ledger.size)) return undefined;
  const [entry] = await ledger.read(index, 1);
  if (entry === undefined || equalBytes(leafHash(entry), leafOf(event))) return undefined;
  const leaves = (await ledger.read(0, tree.size)).map(leafHash);
  const proof = writeTlogProof({ index, hashes: proveInclusion(leaves, index), checkpoint: tree.note });
  return { kind: 'receipt-broken', receipt, other: { leaf: toHex(leafHash(entry)), proof } };
};
