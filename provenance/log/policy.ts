import type { NoteKey } from './note.ts';
import { fail } from './errors.ts';
import { countWitnesses, leastOverlap, leastToMeet, type Quorum } from './quorum.ts';
import { createPolicyDraft, readPolicyLine, type PinnedRoot, type PolicyDraft, type ReceiptKey, type Witness } from './policy-lines.ts';

export type { PinnedRoot, ReceiptKey, Witness } from './policy-lines.ts';

/** Whom a verifier believes (C2SP tlog-policy with our `#xinbiao` lines): comes from outside the operator. */
export interface LogPolicy {
  readonly log: NoteKey;
  readonly url?: string;
  readonly witnesses: readonly Witness[];
  readonly quorum: Quorum;
  /** Fewest witnesses that meet the quorum. */
  readonly k: number;
  /** Witnesses that the quorum names. */
  readonly n: number;
  /** Most dishonest witnesses under whom two histories still cannot both be witnessed: the largest f with 2k > n + f. */
  readonly f: number;
  readonly space?: string;
  readonly roots: readonly PinnedRoot[];
  readonly receipts: readonly ReceiptKey[];
}

const LONGEST_POLICY = 262_144;

const finish = ({ log, quorum, witnesses, space, roots, receipts }: PolicyDraft, lines: number): LogPolicy => {
  if (log === undefined) return fail('policy-malformed', { line: lines, reason: 'no log line' });
  if (quorum === undefined) return fail('policy-malformed', { line: lines, reason: 'no quorum line' });
  for (const { key, line } of receipts)
    if (key.name !== `${log.key.name}/receipt`)
      fail('policy-malformed', { line, reason: `a receipt key is named ${log.key.name}/receipt` });
  return {
    log: log.key,
    ...(log.url === undefined ? {} : { url: log.url }),
    witnesses,
    quorum,
    k: leastToMeet(quorum),
    n: countWitnesses(quorum),
    f: leastOverlap(quorum) - 1,
    ...(space === undefined ? {} : { space }),
    roots,
    receipts: receipts.map(({ key, from, to }) => (to === undefined ? { key, from } : { key, from, to })),
  };
};

/**
 * A policy that may let one log show two histories (`f` < 0: two quorums without a common witness, or none at all).
 * For reading other people's policies only.
 * @throws DomainError `policy-malformed` with the line
 */
export const parseAnyPolicy = (source: string): LogPolicy => {
  if (source.length > LONGEST_POLICY) fail('policy-malformed', { line: 0, reason: `longer than ${LONGEST_POLICY} characters` });
  const draft = createPolicyDraft();
  const lines = source.split('\n');
  for (const [i, line] of lines.entries()) readPolicyLine(draft, line, i + 1);
  return finish(draft, lines.length);
};

/**
 * The text of a policy file (at most 256 KiB) to what it says: exactly one log, at most 64 witnesses and 64 groups.
 * @throws DomainError `policy-malformed` with the line, `policy-unsafe` when two quorums need share no witness (2k <= n)
 */
export const parsePolicy = (source: string): LogPolicy => {
  const policy = parseAnyPolicy(source);
  const { k, n, f } = policy;
  return f >= 0 ? policy : fail('policy-unsafe', { k, n, f });
};
