import { parseBase64, toBase64 } from '../../common/encodings.ts';
import { fail } from './errors.ts';
import { verifyInclusion } from './merkle.ts';
import { parseNote } from './note.ts';
import type { LogPolicy } from './policy.ts';
import { verifySigned, verifyWitnessed, type SignatureRules, type SignedCheckpoint, type WitnessedCheckpoint } from './witnessed.ts';

/** C2SP tlog-proof, version 1: an inclusion proof and the checkpoint under which it holds, checked offline. */
export interface TlogProof {
  readonly index: number;
  /** Audit path, the leaf's sibling first; 32 bytes each. */
  readonly hashes: readonly Uint8Array[];
  /** The checkpoint's note, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';
/** A path in the largest tree that there can be. */
const MOST_HASHES = 63;
const LONGEST_PROOF = 65_536 + 4096;

export const writeTlogProof = ({ index, hashes, checkpoint }: TlogProof): string =>
  `${[HEADER, `index ${index}`, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`;

const parseIndex = (line: string): number => {
  const index = Number(/^index (0|[1-9][0-9]*)$/.exec(line)?.[1] ?? Number.NaN);
  return Number.isSafeInteger(index) ? index : fail('proof-malformed', { line });
};

const parsePathHash = (line: string): Uint8Array => {
  const hash = parseBase64(line);
  return hash.length === 32 ? hash : fail('proof-hash-malformed');
};

/**
 * Untrusted text (at most 68 KiB) to its parts; exactly the text that `writeTlogProof` gives is taken. `extra` is data that
 * nobody has signed and is refused.
 * @throws DomainError `proof-malformed`, `proof-extra`, `proof-hash-malformed`, `malformed-encoding`, `note-malformed`
 */
export const parseTlogProof = (text: string): TlogProof => {
  const at = text.indexOf('\n\n');
  if (text.length > LONGEST_PROOF || at < 0) return fail('proof-malformed', { what: 'frame' });
  const [header, index = '', ...path] = text.slice(0, at).split('\n');
  if (header !== HEADER) fail('proof-malformed', { header });
  if (index.startsWith('extra')) fail('proof-extra');
  if (path.length > MOST_HASHES) fail('proof-malformed', { hashes: path.length });
  const proof = { index: parseIndex(index), hashes: path.map(parsePathHash), checkpoint: text.slice(at + 2) };
  parseNote(proof.checkpoint);
  return writeTlogProof(proof) === text ? proof : fail('proof-malformed', { what: 'spelling' });
};

interface Proven {
  readonly index: number;
}

const proveUnder = <T extends SignedCheckpoint>({ index, hashes }: TlogProof, leaf: Uint8Array, signed: T): T & Proven => {
  const { size, root } = signed.checkpoint;
  verifyInclusion({ index, size, leaf, root, proof: hashes });
  return { ...signed, index };
};

/**
 * The leaf (hash, 32 bytes) is in the tree of a checkpoint that the policy's quorum has cosigned.
 * @returns its index, and the checkpoint with its times
 * @throws DomainError those of `parseTlogProof`, `verifyWitnessed` and `verifyInclusion`
 */
export const verifyTlogProof = (
  text: string,
  leaf: Uint8Array,
  policy: LogPolicy,
  rules: SignatureRules = {},
): WitnessedCheckpoint & Proven => {
  const proof = parseTlogProof(text);
  return proveUnder(proof, leaf, verifyWitnessed(proof.checkpoint, policy, rules));
};

/**
 * As `verifyTlogProof`, but the log's signature alone is enough: for evidence against the log, never for believing it.
 * @throws DomainError those of `parseTlogProof`, `verifySigned` and `verifyInclusion`
 */
export const verifySignedProof = (text: string, leaf: Uint8Array, policy: LogPolicy): SignedCheckpoint & Proven => {
  const proof = parseTlogProof(text);
  return proveUnder(proof, leaf, verifySigned(proof.checkpoint, policy));
};
