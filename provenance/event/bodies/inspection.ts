import { z } from 'zod';
import { hash, uuid } from '../fields.ts';

/** How many of a lot's labels are inspected, by its size. */
const samplingPlan = z.discriminatedUnion('kind', [
  /** No defect in the sample shows with 95 % confidence that the lot has no greater share of them than this; in thousandths. */
  z.strictObject({ kind: z.literal('zero-defect'), share: z.int().min(0).max(999) }),
  /** Normal inspection, single sampling (GB/T 2828.1-2012): general inspection level and acceptance quality limit in percent. */
  z.strictObject({
    kind: z.literal('normal'),
    level: z.enum(['I', 'II', 'III']),
    limit: z.enum(['0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65', '1.0', '1.5', '2.5', '4.0', '6.5']),
  }),
]);

/** Who inspects a lot once it is closed, and how; fixed by its opening (docs/protocols/inspection.md). */
export const inspectionTerms = z.strictObject({
  /** Organisation that inspects: a firm. */
  by: uuid,
  plan: samplingPlan,
  /** Both sides reveal within so many hours after the time of the closing; whether they are enough is the replay's to say. */
  hours: z.int().min(1).max(720),
});

/** Signed before the lot closes, by the owner's connector and by the inspecting firm, once each. `refs`: the lot's opening. */
export const inspectionCommitted = z.strictObject({
  /** SHA-256 of 32 random bytes. */
  commitment: hash,
});

/**
 * Signed once the closing lies under a witnessed checkpoint, which the event cites. `refs`: the lot's closing, and the commitment that counts of
 * each side that has committed; nothing else.
 */
export const inspectionRevealed = z.strictObject({
  /** The 32 bytes. */
  secret: hash,
});
