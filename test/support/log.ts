import { createSigningKey, type SigningKey } from '../../common/crypto/signature.ts';
import { sha256 } from '../../common/crypto/hash.ts';
import { concatBytes, toUtf8 } from '../../common/encodings.ts';
import { signCheckpoint } from '../../provenance/log/checkpoint.ts';
import { signCosignature, toWitnessKey } from '../../provenance/log/cosignature.ts';
import type { LogSource } from '../../provenance/log/follower.ts';
import type { OlderSource } from '../../provenance/log/older.ts';
import { leafHash, proveInclusion, treeRoot } from '../../provenance/log/merkle.ts';
import { addSignatureLine, ED25519, parseNote } from '../../provenance/log/note.ts';
import { parsePolicy, type LogPolicy } from '../../provenance/log/policy.ts';
import { writePolicy } from '../../provenance/log/policy-text.ts';
import { signReceipt, type Receipt } from '../../provenance/log/receipt.ts';
import { TILE_WIDTH, toEntryBundle } from '../../provenance/log/tiles.ts';

/** A signing key that a name determines. */
export const keyOf = (name: string): SigningKey => createSigningKey(sha256(toUtf8(name)));

export const LOG_NAME = 'log.example';
export const WITNESSES = ['city', 'hotline', 'firm', 'auditor'];
/** Unix seconds at which the first witness signs; each next one a second later. */
export const SIGNED_AT = 1_800_000_000;
export const ORG = '01933f5e-0000-7000-8000-000000000001';

export interface TestLog {
  readonly entries: Uint8Array[];
  readonly leaves: () => Uint8Array[];
  add(...texts: readonly string[]): void;
  /** The note of this size, cosigned by these witnesses. */
  note(size?: number, by?: readonly string[], at?: number): string;
  receipt(receipt: Partial<Receipt>): string;
  proof(index: number, size?: number): Uint8Array[];
  readonly policyText: string;
  readonly policy: LogPolicy;
  /** Reads this log as it is now. */
  readonly source: LogSource & OlderSource;
}

/** A witness's line on a note. */
export const cosign = (note: string, name: string, time: number): string =>
  addSignatureLine(note, signCosignature(parseNote(note), `${name}.example/witness`, keyOf(`witness ${name}`), time));

export const termsOf = (k: number) => ({
  log: { name: LOG_NAME, type: ED25519, publicKey: keyOf('log').publicKey },
  witnesses: WITNESSES.map((name) => ({ name, key: toWitnessKey(`${name}.example/witness`, keyOf(`witness ${name}`).publicKey) })),
  k,
  space: ORG,
  roots: [{ org: ORG, key: keyOf('root').publicKey }],
  receipts: [{ key: { name: `${LOG_NAME}/receipt`, type: ED25519, publicKey: keyOf('receipt').publicKey }, from: 0 }],
});

/** A whole log in memory that really signs; two of them under one set of keys are a log with two histories. */
export const createTestLog = (k = 3): TestLog => {
  const entries: Uint8Array[] = [];
  const leaves = (): Uint8Array[] => entries.map(leafHash);
  const policyText = writePolicy(termsOf(k));

  const note: TestLog['note'] = (size = entries.length, by = WITNESSES, at = SIGNED_AT) => {
    const signed = signCheckpoint({ origin: LOG_NAME, size, root: treeRoot(leaves().slice(0, size)) }, keyOf('log'));
    return by.reduce((text, name, i) => cosign(text, name, at + i), signed);
  };

  const tile = (level: number, index: number, width: number): Uint8Array => {
    const span = TILE_WIDTH ** level;
    const first = index * TILE_WIDTH;
    return concatBytes(...Array.from({ length: width }, (_, i) => treeRoot(leaves().slice((first + i) * span, (first + i + 1) * span))));
  };

  return {
    entries,
    leaves,
    add: (...texts) => void entries.push(...texts.map(toUtf8)),
    note,
    receipt: (part) =>
      signReceipt(
        LOG_NAME,
        { index: 0, leaf: leaves()[part.index ?? 0] ?? sha256(), time: 1000, deadline: 2000, ...part },
        keyOf('receipt'),
      ),
    proof: (index, size = entries.length) => proveInclusion(leaves().slice(0, size), index),
    policyText,
    policy: parsePolicy(policyText),
    source: {
      checkpoint: () => Promise.resolve(note()),
      checkpointOf: (size) => Promise.resolve(note(size)),
      entryBundle: (index, width) => Promise.resolve(toEntryBundle(entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width))),
      tile: (level, index, width) => Promise.resolve(tile(level, index, width)),
    },
  };
};
