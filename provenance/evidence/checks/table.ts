import { AUTHORITY_CHECKS } from './authority.ts';
import type { Check } from './check.ts';
import { CHECKPOINT_CHECKS } from './checkpoints.ts';
import { EVENT_CHECKS } from './events.ts';
import { HISTORY_CHECKS } from './history.ts';
import { OPENING_CHECKS } from './openings.ts';
import { POLICY_CHECKS } from './policy.ts';
import { RELEASE_CHECKS } from './release.ts';
import { REWORK_CHECKS } from './rework.ts';
import { ROW_CHECKS } from './row.ts';
import { FORM_CHECKS } from './form.ts';
import { WORK_CHECKS } from './work.ts';

/** Every check, in order; each is needed (test/provenance/evidence). The first that fails is the verdict's reason. */
export const CHECKS: readonly Check[] = [
  ...FORM_CHECKS,
  ...POLICY_CHECKS,
  ...CHECKPOINT_CHECKS,
  ...EVENT_CHECKS,
  ...HISTORY_CHECKS,
  ...AUTHORITY_CHECKS,
  ...WORK_CHECKS,
  ...REWORK_CHECKS,
  ...OPENING_CHECKS,
  ...ROW_CHECKS,
  ...RELEASE_CHECKS,
];
