import type { EvidenceReport } from '../data/evidence.ts';

export type Verdict = 'verified' | 'failed' | 'unanchored';

/** The verifier's verdict on a bundle: without an anchor it is never more than consistent with itself. */
export const verdictOf = ({ failure, anchored }: Pick<EvidenceReport, 'failure' | 'anchored'>): Verdict => {
  if (failure !== undefined) return 'failed';
  return anchored ? 'verified' : 'unanchored';
};
