import { z } from 'zod';
import { count, hash, uuid } from '../fields.ts';

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
  /** Within so many hours after the time for revealing the firm ends its inspection; after them the owner answers without it. */
  inspectHours: z.int().min(1).max(720).optional(),
  /** Within so many hours after the end of the inspection the owner answers; silence then accepts. Without it silence says nothing. */
  answerHours: z.int().min(1).max(720).optional(),
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

/** Why a label is a defect. */
export const defectReason = z.enum(['boundary', 'category', 'missing', 'surplus', 'against-guideline']);

/**
 * Subject: the item with its commitment. What a reviewer of the inspecting firm found of one label. Private. `refs`: the lot's closing, then
 * the label.
 */
export const verdictSigned = z.strictObject({
  lot: uuid,
  /** RFC 6962 leaf hash of the label's entry in the log: of that label and no other, whatever it is called. */
  label: hash,
  finding: z.discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('pass') }),
    z.strictObject({ verdict: z.literal('defect'), reason: defectReason, severity: z.enum(['slight', 'severe']) }),
    /** Of a sealed lot: the item does not open, or the label, so nobody of the firm can judge it. It is inspected, and no defect. */
    z.strictObject({ verdict: z.literal('unseen'), part: z.enum(['item', 'label']) }),
  ]),
  /** Commitment to what she says of it in words; of open projects alone. */
  note: hash.optional(),
});

/** The inspection of a lot is done: what all verdicts come to. Signed by the inspecting firm. `refs`: the lot's closing and the reveals. */
export const lotInspected = z.strictObject({
  inspected: count,
  defects: count,
  /** Of these, labels that nobody could read; none without it. */
  unseen: count.min(1).optional(),
  /** RFC 6962 root over the 32-byte leaf hashes of the verdicts, as entries, in the order of the sample. */
  root: hash,
});

/** Labels that were made good before the owner answered, by their reworks' entries in the order of the log. */
const acceptedReworks = z.strictObject({
  count: count.min(1),
  /** RFC 6962 root over their 32-byte leaf hashes. */
  root: hash,
});

/**
 * The owner takes the lot over. `refs`: the end of its inspection, or its closing where nobody inspects, or whoever should have has not.
 * Signed by a data owner.
 */
export const lotAccepted = z.strictObject({
  /** Which are taken over in their labels' place: all of them. Without it no label was reworked. */
  reworks: acceptedReworks.exactOptional(),
});

/** The owner gives the lot back, with a reason, which is `not-inspected` if the firm has not done its part; `refs` as of an acceptance. */
export const lotReturned = z.strictObject({
  reason: z.enum(['inspection-failed', 'verdicts-contested', 'not-as-agreed', 'not-inspected']),
});

/**
 * A certificate of quality: the inspecting firm vouches to others for a lot that its owner has accepted, once. `refs`: the end of the inspection,
 * the acceptance, and the lot's newest release where it vouches for the figures of that, too.
 */
export const lotCertified = z.strictObject({
  /** Log indices of the first and the last of the labels that count. */
  range: z.strictObject({ first: count, last: count }),
  labels: count,
  inspected: count,
  defects: count,
  /** Of these, labels that nobody could read; none without it. */
  unseen: count.min(1).exactOptional(),
  /** Most defects that the plan allows; absent where every label was inspected because a side was silent. */
  accept: count.exactOptional(),
});
