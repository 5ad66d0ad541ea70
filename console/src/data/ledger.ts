import type { OrganisationName } from './common.ts';

/** How far this browser itself has checked the log. */
export type LedgerState =
  /** Checkpoint under enough cosignatures of the pinned policy, history consistent with what was seen before. */
  | 'verified'
  /** The own organisation's root is not confirmed on this device, so nothing can be checked. */
  | 'unanchored'
  | 'checking'
  /** The newest checkpoint has too few cosignatures for ten minutes or more. */
  | 'unwitnessed'
  | 'unreachable'
  /** The log contradicts itself; evidence is kept. */
  | 'contradicted';

/** The line at the foot of the navigation. */
export interface LedgerFacts {
  readonly state: LedgerState;
  /** Entries under the checkpoint. */
  readonly size?: number;
  /** Cosignatures found, cosignatures needed, witnesses in the policy. */
  readonly witnesses?: { readonly found: number; readonly needed: number; readonly all: number };
  /** When this browser last verified, ms. */
  readonly verifiedAt?: number;
}

export interface Witness {
  readonly name: string;
  readonly organisation?: OrganisationName;
  /** First 8 hex digits of the key's hash. */
  readonly fingerprint: string;
  /** Size and time (ms) of the newest checkpoint that bears its cosignature. */
  readonly newest?: { readonly size: number; readonly time: number };
}

export interface LedgerPage {
  readonly facts: LedgerFacts;
  readonly origin: string;
  /** RFC 6962 root of the newest verified checkpoint, hex. */
  readonly root?: string;
  /** Smallest cosignature time, ms: what stood then, stands. */
  readonly witnessedAt?: number;
  readonly witnesses: readonly Witness[];
  /** The policy is safe against so many dishonest witnesses: 2k > n + f. */
  readonly tolerated: number;
  readonly logKey: string;
  readonly receiptKey: string;
  /** Verified checkpoints, newest first, as this browser kept them. */
  readonly seen: readonly { readonly size: number; readonly root: string; readonly verifiedAt: number; readonly found: number }[];
}

export interface LedgerData {
  facts(): LedgerFacts;
  /** Calls back at each change; the answer ends it. */
  watch(changed: (facts: LedgerFacts) => void): () => void;
  page(): Promise<LedgerPage>;
}
