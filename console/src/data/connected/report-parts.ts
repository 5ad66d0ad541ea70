import { sha256 } from '../../../../common/crypto/hash.ts';
import { toHex } from '../../../../common/encodings.ts';
import type { BundledCheckpoint } from '../../../../provenance/evidence/context.ts';
import type { CheckResult } from '../../../../provenance/evidence/run-checks.ts';
import type { LogPolicy } from '../../../../provenance/log/policy.ts';
import type { CheckpointMark, EvidenceReport, TrustedWitness } from '../evidence.ts';

const FINGERPRINT = 8;

export const toMark = ({ checkpoint, times }: BundledCheckpoint, policy: LogPolicy | undefined): CheckpointMark => ({
  size: checkpoint.size,
  found: times().size,
  all: policy?.n ?? 0,
});

/** @param signed whether a witness of this name has cosigned the checkpoint */
export const toWitnesses = ({ witnesses }: LogPolicy, signed: (name: string) => boolean): readonly TrustedWitness[] =>
  witnesses.map(({ name, key }) => ({ name, fingerprint: toHex(sha256(key.publicKey)).slice(0, FINGERPRINT), signed: signed(name) }));

export const failureOf = ({
  failed,
  checks,
}: {
  readonly failed?: string;
  readonly checks: readonly CheckResult[];
}): EvidenceReport['failure'] => {
  const found = checks.find(({ name }) => name === failed);
  return found && { check: found.name, code: found.code ?? '', details: found.details ?? {} };
};

export interface Clocks {
  /** ms */
  readonly clock: () => number;
  /** A running number of milliseconds, for durations. */
  readonly now: () => number;
}
