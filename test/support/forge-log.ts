import { sha256 } from '../../common/crypto/hash.ts';
import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { toHex, toUtf8 } from '../../common/encodings.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { signCosignature, toWitnessKey } from '../../provenance/log/cosignature.ts';
import { leafHash, proveConsistency, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { addSignatureLine, ED25519, parseNote } from '../../provenance/log/note.ts';
import type { PolicyTerms } from '../../provenance/log/policy-text.ts';

export const FORGED_LOG = 'forge.example';
export const FORGED_WITNESSES = ['city', 'hotline', 'firm', 'auditor'] as const;

/** Whoever holds these can make any history look witnessed. */
export interface LogKeys {
  readonly log: SigningKey;
  readonly witnesses: readonly { readonly name: string; readonly key: SigningKey }[];
  readonly receipt: SigningKey;
}

export const createLogKeys = (seed: string): LogKeys => {
  const keyOf = (name: string): SigningKey => createSigningKey(sha256(toUtf8(`${seed} ${name}`)));
  return {
    log: keyOf('log'),
    witnesses: FORGED_WITNESSES.map((name) => ({ name: `${FORGED_LOG}/witness/${name}`, key: keyOf(`witness ${name}`) })),
    receipt: keyOf('receipt'),
  };
};

/** Log key and witnesses of a policy, 3 of 4. */
export const toTerms = ({ log, witnesses, receipt }: LogKeys): Omit<PolicyTerms, 'space' | 'roots'> => ({
  log: { name: FORGED_LOG, type: ED25519, publicKey: log.publicKey },
  witnesses: witnesses.map(({ name, key }) => ({ name: name.split('/').at(-1) ?? '', key: toWitnessKey(name, key.publicKey) })),
  k: 3,
  receipts: [{ key: { name: `${FORGED_LOG}/receipt`, type: ED25519, publicKey: receipt.publicKey }, from: 0 }],
});

/**
 * Signs a tree and has it cosigned by all.
 * @param at Unix seconds
 */
export const signTree = (size: number, root: Uint8Array, { log, witnesses }: LogKeys, at: number): string =>
  witnesses.reduce(
    (note, { name, key }, i) => addSignatureLine(note, signCosignature(parseNote(note), name, key, at + i)),
    signCheckpoint({ origin: FORGED_LOG, size, root }, log),
  );

/** A log in memory over entries that somebody else appends, with a checkpoint wherever one was published. */
export const createForgedLog = (entries: readonly Uint8Array[], keys: LogKeys, clock: () => number) => {
  const notes = new Map<number, string>();
  const leaves = (): Uint8Array[] => entries.map(leafHash);
  const rootOf = (size: number): Uint8Array => treeRoot(leaves().slice(0, size));
  const publish = (): number => {
    notes.set(entries.length, signTree(entries.length, rootOf(entries.length), keys, Math.floor(clock() / 1000)));
    return entries.length;
  };
  return {
    publish,
    /** What an event cites: the newest checkpoint. */
    cite: (): { size: number; root: string } => {
      const size = [...notes.keys()].at(-1) ?? 0;
      return { size, root: toHex(rootOf(size)) };
    },
    checkpoint: (size: number): Promise<string> => Promise.resolve(notes.get(size) ?? ''),
    inclusion: (index: number, size: number) => Promise.resolve(proveInclusion(leaves().slice(0, size), index)),
    consistency: (older: number, newer: number) => Promise.resolve(proveConsistency(leaves().slice(0, newer), older)),
    leaves,
  };
};
