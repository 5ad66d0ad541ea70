import { DomainError } from '../../../common/errors.ts';
import { parseAnyPolicy } from '../../../provenance/log/policy.ts';
import { findingOf } from '../data/connected/finding.ts';
import type { Finding } from '../data/evidence.ts';

/** One file (untrusted) to be examined, under the text of a policy file. */
export interface Task {
  readonly id: number;
  readonly file: Uint8Array;
  readonly policy: string | undefined;
}

export type Answer = { readonly id: number } & (
  | { readonly finding: Finding }
  | { readonly code: string; readonly details: Readonly<Record<string, unknown>> }
);

export const carryOut = ({ id, file, policy }: Task): Answer => {
  try {
    const parsed = policy === undefined ? undefined : parseAnyPolicy(policy);
    return { id, finding: findingOf(file, parsed, { clock: Date.now, now: () => performance.now() }) };
  } catch (error) {
    if (error instanceof DomainError) return { id, code: error.code, details: error.details };
    return { id, code: 'internal', details: { reason: String(error) } };
  }
};
