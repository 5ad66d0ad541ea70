import { ACTION_PLAN_CLAIMS } from './claims/action-plan.ts';
import type { Claim } from './claims/claim.ts';
import { INSPECTION_CLAIMS } from './claims/inspection.ts';
import { RELEASED_SPAN_CLAIMS } from './claims/released-spans.ts';
import { SECRECY_CLAIMS } from './claims/secrecy.ts';
import { SET_UP_CLAIMS } from './claims/set-up.ts';
import { WORK_ORDER_CLAIMS } from './claims/work-orders.ts';

/** What the demo has to bear out, walk by walk. */
export const CLAIMS: readonly Claim[] = [
  ...SET_UP_CLAIMS,
  ...ACTION_PLAN_CLAIMS,
  ...INSPECTION_CLAIMS,
  ...WORK_ORDER_CLAIMS,
  ...RELEASED_SPAN_CLAIMS,
  ...SECRECY_CLAIMS,
];
