import { z } from 'zod';
import { brokenReason, count, hash, itemPrice, lateWork, milliseconds, overlap, publicKey, unreadableReason, uuid } from '../fields.ts';
import { goldTerms } from './gold.ts';
import { inspectionTerms } from './inspection.ts';
import { payTerms } from './pay.ts';

/** How items reach those who work on them: in plain text by way of the gateway, or sealed, and then their labels are sealed as well. */
export const delivery = z.enum(['open', 'sealed']);
export type Delivery = z.infer<typeof delivery>;

/** Subject: the project, with the commitment to its document (title, configuration, text column). Signed by a data owner. */
export const projectOpened = z.strictObject({ dataset: uuid, delivery });

/** The whole roster of a project; a higher number replaces a lower one. Nobody has both duties. Signed by a data owner. */
export const rosterSigned = z.strictObject({
  number: count.min(1),
  members: z.array(z.strictObject({ certificate: uuid, key: publicKey, duty: z.enum(['labeler', 'reviewer']) })).max(200),
});

/** The fixed list of a lot's items, its price and deadline. Signed by the owner's connector. */
export const lotOpened = z.strictObject({
  project: uuid,
  price: itemPrice,
  /** Labels are due by then. */
  deadline: milliseconds,
  /** So many people label each item, blind to each other; without it one does. */
  overlap: overlap.optional(),
  /** So much work counts beside that, because its lease had run out and somebody else was quicker; without it none does. */
  late: lateWork.optional(),
  /** Who inspects it, once it is closed, by a sample that nobody chooses; without it nobody does. */
  inspection: inspectionTerms.optional(),
  /** What the owner may withhold from a label's pay after the inspection; without it nothing. */
  pay: payTerms.optional(),
  /** Answers to some of its items that the owner knew before; without it none. */
  gold: goldTerms.optional(),
  /** In a sealed project: the connector's X25519 key of this lot, to which labels are sealed. */
  lotKey: publicKey.optional(),
  /** At most 400, so that the event fits into a log entry. */
  items: z
    .array(z.strictObject({ id: uuid, commitment: hash }))
    .min(1)
    .max(400),
});

/** What a labeler hands in of an item. */
const answered = z.strictObject({
  lot: uuid,
  method: z.enum(['manual', 'automatic', 'semi-automatic']),
  /** Commitment to the result document. */
  result: hash,
  /** In a sealed project: hashes of the item header that was opened, and of the sealed label. */
  sealed: z.strictObject({ header: hash, label: hash }).optional(),
});

/** Subject: the item with its commitment. Signed by a labeler of the roster; private. `refs`: the lot's opening, then the annotation that it replaces. */
export const annotationSigned = answered.extend({
  /** 0, then one more with each correction by the same labeler. */
  revision: count,
});

/**
 * Subject: the item with its commitment. The author of a label that was found to be a defect makes it good, once, before the owner answers.
 * Neither the lot's root nor its inspection changes; it is what is released. Private. `refs`: the lot's closing, the label, its verdict.
 */
export const labelReworked = answered;

/**
 * Subject: the item. Signed by the owner's connector when a sealed label does not open for it; the label no longer counts. `refs`: the lot's
 * opening, the label. Its author can show who is right by the label key (docs/protocols/sealing.md).
 */
export const labelUnreadable = z.strictObject({ lot: uuid, reason: unreadableReason });

/**
 * Subject: the lot, of a sealed project. Signed by the owner's connector before it hands out items that it sealed under a new key: no header of
 * an older version holds any more. `refs`: the lot's opening.
 */
export const lotResealed = z.strictObject({
  items: z
    .array(z.strictObject({ id: uuid, version: count.min(2) }))
    .min(1)
    .max(400),
});

/**
 * Subject: a lot that a firm inspects, of a sealed project. Signed by the owner's connector once the gateway holds the drawn items, and for each of these reviewers
 * their key and the lot's: who is named and gets none knows that the gateway withholds it. `refs`: the lot's closing.
 */
export const sampleSealed = z.strictObject({
  /** Id of the batch that the drawn items are. */
  batch: uuid,
  /** Signing keys. */
  reviewers: z.array(publicKey).min(1).max(200),
});

/** Subject: the item. Private. */
export const itemReported = z.strictObject({ lot: uuid, reason: brokenReason });

/** Signed by the owner's connector when each item has a label or a report of as many people as the lot asks for, or at the deadline. */
export const lotClosed = z.strictObject({
  cause: z.enum(['complete', 'deadline']),
  /** Of each person who counts for an item the newest revision. */
  labels: count,
  reports: count,
  /** Items that leave the lot: with less work than the lot asks for. */
  left: z.array(uuid).max(400),
  /** RFC 6962 root over the 32-byte leaf hashes of the counting annotations, as entries, in the lot's item order, those of one item in the log's. */
  root: hash,
});

/**
 * Subject: the release. Signed by a data owner over what the connector assembled. `refs`: the lot's closing, and of a corrected release the event
 * of the former one.
 */
export const releaseSigned = z.strictObject({
  /** The lot's newest release, which this one corrects; absent of the first. */
  supersedes: uuid.exactOptional(),
  project: uuid,
  lot: uuid,
  /** SHA-256 of the manifest's canonical bytes. */
  manifest: hash,
  /** SHA-256 of the JSONL file. */
  data: hash,
  labels: count,
  items: count,
});
