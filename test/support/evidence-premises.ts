import { parseConfiguration } from '../../labeling/configuration.ts';
import { parseResult, verifyResult } from '../../labeling/result.ts';
import { drawInspection } from '../../labeling/sampling/inspection-draw.ts';
import { decideDelivery } from '../../policies/levels/delivery.ts';
import type { Premises } from '../../provenance/evidence/context.ts';
import { parseAnyPolicy } from '../../provenance/log/policy.ts';

/** What a verifier brings along, under the policy of this text; without one nothing is anchored. */
export const premisesOf = (policy?: string): Premises => ({
  policy: policy === undefined ? undefined : parseAnyPolicy(policy),
  delivery: decideDelivery,
  draw: drawInspection,
  fits: (configuration, text, result) => verifyResult(parseConfiguration(configuration), text, parseResult(result)),
});
