import { DomainError } from '../../../common/errors.ts';
import { parseAnyPolicy } from '../../../provenance/log/policy.ts';
import type { EvidenceReport, EvidenceVerifier } from '../data/evidence.ts';
import { carryOut, type Answer, type Task } from './task.ts';

export type Carry = (task: Task) => Promise<Answer>;

const reportIn = (answer: Answer): EvidenceReport => {
  if ('report' in answer) return answer.report;
  throw new DomainError(answer.code, answer.details);
};

/** Keeps the policy as long as the page stands, and nothing else. */
export const createLoneVerifier = (carry: Carry = async (task) => carryOut(task)): EvidenceVerifier => {
  let kept: string | undefined;
  let last = 0;
  return {
    policy: async () => kept,
    keepPolicy: async (text) => {
      parseAnyPolicy(text);
      kept = text;
    },
    verify: async (bundle, policy) => {
      last += 1;
      return reportIn(await carry({ id: last, bundle, policy }));
    },
  };
};
