import type { Decision } from '../../../policies/decision.ts';

/** Does an error carry a policy's answer? */
export const isDecision = (value: unknown): value is Decision =>
  typeof value === 'object' &&
  value !== null &&
  'decision' in value &&
  'rule' in value &&
  (value.decision === 'allow' || value.decision === 'deny');
