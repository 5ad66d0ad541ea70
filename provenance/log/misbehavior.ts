import { z } from 'zod';
import { DomainError } from '../../common/errors.ts';
import { equalBytes, parseHex } from '../../common/encodings.ts';
import { fail } from './errors.ts';
import type { LogPolicy } from './policy.ts';
import { verifySignedProof } from './proof.ts';
import { verifyReceipt } from './receipt.ts';
import { verifySigned, verifyWitnessed } from './witnessed.ts';

const note = z.string().max(65_536);
const proven = z.strictObject({ leaf: z.string().regex(/^[0-9a-f]{64}$/), proof: z.string().max(70_000) });

/** The log promised an index to one leaf and signed a tree with another leaf there. */
const receiptBroken = z.strictObject({ kind: z.literal('receipt-broken'), receipt: note, other: proven });
/** After the deadline a quorum had still seen no tree that reaches the promised index. */
const receiptLate = z.strictObject({ kind: z.literal('receipt-late'), receipt: note, checkpoint: note });
/** The log signed two trees of one size. */
const twoRoots = z.strictObject({ kind: z.literal('two-roots'), first: note, second: note });
/** The log signed trees, of whatever sizes, with two leaves at one index. */
const twoLeaves = z.strictObject({ kind: z.literal('two-leaves'), first: proven, second: proven });

const misbehavior = z.discriminatedUnion('kind', [receiptBroken, receiptLate, twoRoots, twoLeaves]);

/** Evidence that a log lied, as JSON that anyone checks offline against a policy. Leaf hashes in hex. */
export type Misbehavior = z.infer<typeof misbehavior>;

type Verify<Kind extends Misbehavior['kind']> = (record: Extract<Misbehavior, { kind: Kind }>, policy: LogPolicy) => void;

const unproven = (reason: string, details: Readonly<Record<string, unknown>> = {}): never =>
  fail('misbehavior-unproven', { reason, ...details });

/** `other-index`, `same-leaf`; the log's own signature is enough, since it is the log that contradicts itself. */
const verifyReceiptBroken: Verify<'receipt-broken'> = ({ receipt, other }, policy) => {
  const promised = verifyReceipt(receipt, policy);
  const leaf = parseHex(other.leaf);
  const { index } = verifySignedProof(other.proof, leaf, policy);
  if (index !== promised.index) unproven('other-index', { promised: promised.index, index });
  if (equalBytes(leaf, promised.leaf)) unproven('same-leaf', { index });
};

/** `reaches-index`, `before-deadline`; k witnesses, so at least one honest, say when they had seen no more. */
const verifyReceiptLate: Verify<'receipt-late'> = ({ receipt, checkpoint: source }, policy) => {
  const { index, deadline } = verifyReceipt(receipt, policy);
  const { checkpoint, smallestOfK } = verifyWitnessed(source, policy);
  if (checkpoint.size > index) unproven('reaches-index', { size: checkpoint.size, index });
  if (smallestOfK * 1000 <= deadline) unproven('before-deadline', { witnessed: smallestOfK * 1000, deadline });
};

/** `other-size`, `same-root` */
const verifyTwoRoots: Verify<'two-roots'> = ({ first, second }, policy) => {
  const [a, b] = [verifySigned(first, policy).checkpoint, verifySigned(second, policy).checkpoint];
  if (a.size !== b.size) unproven('other-size', { sizes: [a.size, b.size] });
  if (equalBytes(a.root, b.root)) unproven('same-root', { size: a.size });
};

/** `other-index`, `same-leaf` */
const verifyTwoLeaves: Verify<'two-leaves'> = ({ first, second }, policy) => {
  const [a, b] = [first, second].map(({ leaf, proof }) => verifySignedProof(proof, parseHex(leaf), policy).index);
  if (a !== b) unproven('other-index', { indices: [a, b] });
  if (first.leaf === second.leaf) unproven('same-leaf', { index: a });
};

const verifyRecord = (record: Misbehavior, policy: LogPolicy): void => {
  if (record.kind === 'receipt-broken') return verifyReceiptBroken(record, policy);
  if (record.kind === 'receipt-late') return verifyReceiptLate(record, policy);
  return record.kind === 'two-roots' ? verifyTwoRoots(record, policy) : verifyTwoLeaves(record, policy);
};

/**
 * Checks evidence (untrusted JSON, bounded) that the policy's log lied.
 * @returns what it proves
 * @throws DomainError `misbehavior-unproven`; `details.reason` is `not-a-record`, one of the check's own reasons, or the code of
 * the signature, receipt or proof that does not hold
 */
export const verifyMisbehavior = (value: unknown, policy: LogPolicy): Misbehavior['kind'] => {
  const parsed = misbehavior.safeParse(value);
  if (!parsed.success) return unproven('not-a-record', { problems: parsed.error.issues.map(({ message }) => message) });
  try {
    verifyRecord(parsed.data, policy);
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code === 'misbehavior-unproven') throw cause;
    return fail('misbehavior-unproven', { kind: parsed.data.kind, reason: cause.code }, { cause });
  }
  return parsed.data.kind;
};
