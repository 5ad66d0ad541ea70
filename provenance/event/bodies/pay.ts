import { z } from 'zod';
import { itemPrice, uuid } from '../fields.ts';
import { defectReason } from './inspection.ts';

/** What may be withheld from a label's pay, and how that is contested; fixed by the opening of its lot (docs/protocols/pay.md). */
export const payTerms = z.strictObject({
  /** The owner withholds within so many hours after the closing. */
  withhold: z.int().min(24).max(2160),
  /** The labeler appeals within so many hours after that. */
  appeal: z.int().min(72).max(720),
  /** Within so many hours after it the appeal is decided, else the pay falls due. */
  decide: z.int().min(24).max(720),
  /** Organisation whose reviewers decide: neither the owner nor the firm that inspects. Without it nobody can uphold what is contested. */
  adjudicator: uuid.optional(),
});

/**
 * Signed by a data owner once the inspection of the lot has ended, once for a label. It stands open in the log, so that nobody can keep it from
 * whom it concerns; the label's id says nothing to who does not know the label. `refs`: the end of the inspection, the label, the verdict of a
 * defect.
 */
export const payWithheld = z.strictObject({
  /** As the verdict has it. */
  reason: defectReason,
  /** Number of the clause in the project's instructions. */
  clause: z.int().min(1).max(999),
  /** Fen; at most what the label earns. */
  amount: itemPrice.min(1),
});

/** Signed by the label's author. Private. `refs`: the withholding. */
export const payAppealed = z.strictObject({
  ground: z.enum(['no-defect', 'instructions-unclear', 'amount-too-high']),
});

/** Signed by a reviewer of the adjudicator, or, for the labeler only, by a data owner. Private. `refs`: the appeal. */
export const appealDecided = z.strictObject({ decision: z.enum(['upheld', 'overturned']) });
