import { DomainError } from '../../../common/errors.ts';
import { parseAnyPolicy } from '../../../provenance/log/policy.ts';
import { reportOf } from '../data/connected/evidence-report.ts';
import type { EvidenceReport } from '../data/evidence.ts';

/** One bundle (untrusted) to be verified, under the text of a policy file. */
export interface Task {
  readonly id: number;
  readonly bundle: string | Uint8Array;
  readonly policy: string | undefined;
}

export type Answer = { readonly id: number } & (
  | { readonly report: EvidenceReport }
  | { readonly code: string; readonly details: Readonly<Record<string, unknown>> }
);

export const carryOut = ({ id, bundle, policy }: Task): Answer => {
  try {
    const parsed = policy === undefined ? undefined : parseAnyPolicy(policy);
    return { id, report: reportOf(bundle, parsed, { clock: Date.now, now: () => performance.now() }) };
  } catch (error) {
    if (error instanceof DomainError) return { id, code: error.code, details: error.details };
    return { id, code: 'internal', details: { reason: String(error) } };
  }
};
