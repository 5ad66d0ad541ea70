import { DomainError } from '../../../common/errors.ts';
import { parseAnyPolicy } from '../../../provenance/log/policy.ts';
import type { EvidenceVerifier, Finding } from '../data/evidence.ts';
import { carryOut, type Answer, type Task } from './task.ts';

export type Carry = (task: Task) => Promise<Answer>;

const findingIn = (answer: Answer): Finding => {
  if ('finding' in answer) return answer.finding;
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
    examine: async (file, policy) => {
      last += 1;
      return findingIn(await carry({ id: last, file, policy }));
    },
  };
};
