import { toHex } from '../../common/encodings.ts';
import { parseCheckpointText, type Checkpoint } from './checkpoint.ts';
import { verifyCosignatureLine } from './cosignature.ts';
import { fail } from './errors.ts';
import { isBy, parseNote, toNoteSource, verifyNoteSignature, type Note, type NoteSignature } from './note.ts';
import type { LogPolicy } from './policy.ts';
import { earliestMet, latestMet } from './quorum.ts';

/** A checkpoint that the policy's log has signed, and the witnesses' lines that came with it. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** Witness (by its name in the policy) -> Unix seconds of its newest cosignature. */
  readonly times: ReadonlyMap<string, number>;
}

/** A checkpoint that a quorum of the policy's witnesses has cosigned. Times are Unix seconds. */
export interface WitnessedCheckpoint extends SignedCheckpoint {
  /** By then a quorum had seen the tree: what is in it was logged before. */
  readonly kthSmallestTime: number;
  /** The smallest of the k newest cosignature times: this checkpoint's witnessed time, really past. */
  readonly smallestOfK: number;
}

export interface SignatureRules {
  /** For bundles, in which no byte is without meaning: only lines by keys of the policy, once each, the log's first, then as in the policy. */
  readonly strict?: boolean;
}

/** Position in the policy: 0 the log, 1.. the witnesses, -1 unknown. */
const rankOf = (signature: NoteSignature, { log, witnesses }: LogPolicy): number =>
  isBy(signature, log) ? 0 : witnesses.findIndex(({ key }) => isBy(signature, key)) + 1 || -1;

const refuseLoose = (ranks: readonly number[], { signatures }: Note): void => {
  for (const [i, rank] of ranks.entries()) {
    const details = { line: i + 1, name: signatures[i]?.name };
    const before = ranks.slice(0, i);
    if (rank < 0) fail('note-line-unknown', details);
    if (before.includes(rank)) fail('note-line-duplicate', details);
    if (before.some((other) => other > rank)) fail('note-line-order', details);
  }
};

/**
 * A checkpoint (untrusted text) signed by the policy's log; cosignatures of its witnesses must hold where they are present,
 * but need not be enough: what a witness checks before it signs, and what proves a log's lie. Lines by unknown keys are ignored.
 * @throws DomainError `note-malformed`, `note-unsigned`, `signature-invalid`, `cosignature-malformed`, `checkpoint-malformed`;
 * strict: `note-line-unknown`, `note-line-duplicate`, `note-line-order`
 */
export const verifySigned = (source: string, policy: LogPolicy, { strict = false }: SignatureRules = {}): SignedCheckpoint => {
  const note = parseNote(source);
  const ranks = note.signatures.map((signature) => rankOf(signature, policy));
  if (strict) refuseLoose(ranks, note);
  if (!ranks.includes(0)) fail('note-unsigned', { key: policy.log.name });
  const times = new Map<string, number>();
  for (const [i, signature] of note.signatures.entries()) {
    const rank = ranks[i] ?? -1;
    if (rank === 0) verifyNoteSignature(note.text, signature, policy.log);
    const witness = policy.witnesses[rank - 1];
    if (witness === undefined) continue;
    const time = verifyCosignatureLine(note.text, signature, witness.key);
    times.set(witness.name, Math.max(time, times.get(witness.name) ?? 0));
  }
  const checkpoint = parseCheckpointText(note.text);
  return checkpoint.origin === policy.log.name ? { checkpoint, times } : fail('checkpoint-malformed', { reason: 'origin is not the log' });
};

/**
 * The one check behind every decision that rests on a checkpoint: signed by the policy's log and cosigned by its quorum.
 * How old it may be is for the caller, who knows the time.
 * @throws DomainError those of `verifySigned`, and `quorum-missing` with the witnesses that are there and that are not
 */
export const verifyWitnessed = (source: string, policy: LogPolicy, rules: SignatureRules = {}): WitnessedCheckpoint => {
  const signed = verifySigned(source, policy, rules);
  const kthSmallestTime = earliestMet(policy.quorum, signed.times);
  const smallestOfK = latestMet(policy.quorum, signed.times);
  if (kthSmallestTime === undefined || smallestOfK === undefined) {
    const [present, missing] = [true, false].map((is) =>
      policy.witnesses.map(({ name }) => name).filter((n) => signed.times.has(n) === is),
    );
    return fail('quorum-missing', { size: signed.checkpoint.size, k: policy.k, n: policy.n, present, missing });
  }
  return { ...signed, kthSmallestTime, smallestOfK };
};

/** Of two lines by one witness: a cosignature begins with its time, big-endian. */
const isNewer = (a: NoteSignature, b: NoteSignature): boolean => toHex(a.bytes) > toHex(b.bytes);

/**
 * The checkpoint as a bundle carries it, which `strict` takes: only lines by the policy's keys (a witness's newest one), in the
 * policy's order. Verifies nothing.
 * @throws DomainError `note-malformed`, `malformed-encoding`
 */
export const keepPolicySignatures = (source: string, policy: LogPolicy): string => {
  const note = parseNote(source);
  const byRank = new Map<number, NoteSignature>();
  for (const signature of note.signatures) {
    const rank = rankOf(signature, policy);
    const other = byRank.get(rank);
    if (rank >= 0) byRank.set(rank, other === undefined || isNewer(signature, other) ? signature : other);
  }
  const signatures = [...byRank].toSorted(([a], [b]) => a - b).map(([, signature]) => signature);
  return toNoteSource({ text: note.text, signatures });
};
