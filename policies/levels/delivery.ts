import type { Decision } from '../decision.ts';

type Level = 'core' | 'important' | 'g4' | 'g3' | 'g2' | 'g1';

/**
 * May a dataset of this signed level go into an open labelling project, where the gateway holds its items in plain text?
 * Only g1 may; an unsigned level counts as `important`. Nobody can approve an exception: the level itself has to be set anew.
 */
export const decideDelivery = (level: Level | undefined, _delivery: 'open'): Decision => {
  if (level === 'g1') return { decision: 'allow', allowed: true, rule: 'LV-G1-OPEN' };
  const rule = level === undefined ? 'LV-UNSIGNED' : `LV-${level.toUpperCase()}-OPEN`;
  return {
    decision: 'deny',
    allowed: false,
    rule,
    values: { level: level ?? 'unsigned' },
    whoCanApprove: level === undefined ? 'grading-officer' : 'nobody',
  };
};
