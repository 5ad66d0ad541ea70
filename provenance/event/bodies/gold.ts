import { z } from 'zod';
import { count, hash, publicKey, uuid } from '../fields.ts';

/** Answers that the owner knew before anybody worked, and how a figure made of them is contested; fixed by the opening of the lot (docs/protocols/gold.md). */
export const goldTerms = z.strictObject({
  /** How many of the lot's items have such an answer. */
  items: z.int().min(1).max(400),
  /** RFC 6962 root over the commitments to item and answer, in their own ascending order, which tells nothing of the items'. */
  root: hash,
  /** Organisation of the two who decide about a contested figure: neither owns, inspects nor labels. */
  adjudicator: uuid,
  /** A figure is contested within so many hours after it was signed. */
  contest: z.int().min(72).max(720),
  /** Within so many hours after that the owner opens what it was made of, else it falls. */
  open: z.int().min(24).max(720),
  /** Within so many hours after that the two decide, else it stands. */
  decide: z.int().min(24).max(720),
});

/** How labels compare with these answers, in whole numbers. */
export const goldScore = z.strictObject({
  /** Labels of items whose answer was known. */
  labels: count,
  /** Questions about a whole text, and those answered exactly so. */
  choices: z.strictObject({ compared: count, right: count }),
  /** Spans of the known answers, spans of the labels, and those that start, end and are called alike. */
  spans: z.strictObject({ wanted: count, found: count, matched: count }),
});

/** One person's; no event, but what a commitment in `gold-scored` opens to. She is named by the key that signed the first of these labels. */
export const goldFigure = goldScore.extend({
  labeler: publicKey,
  /** RFC 6962 root over what each label was compared with (docs/protocols/gold.md). */
  root: hash,
});

/**
 * How a lot's labels compare with the answers that its opening commits to: of all people together. Each person's figure is committed to, so that
 * it is fixed and hers alone to see. Signed by the owner's connector, once. `refs`: the closing of the lot.
 */
export const goldScored = goldScore.extend({
  /** How many figures there are: one for each person with such a label. */
  people: count,
  /** RFC 6962 root over the commitments to them. */
  figures: hash,
});

/**
 * A labeler contests her figure, once, within the hours. Private. `refs`: the figures of the lot.
 */
export const scoreContested = z.strictObject({
  /** Commitment to the figure. */
  figure: hash,
  /** RFC 6962 leaf hashes, in the log, of all labels that she holds to count in the lot: none of them can be left out when it is redone. */
  labels: z.array(hash).min(1).max(400),
});

/**
 * What a contested figure was made of is sealed for the two who decide, by the owner's connector, once. It stands open in the log, so that nobody can
 * say that it was not there. `refs`: the figures of the lot, the contest.
 */
export const goldOpened = z.strictObject({
  /** Of each of the two the signing key, and SHA-256 of the box that is sealed for her. */
  boxes: z
    .array(z.strictObject({ key: publicKey, sealed: hash }))
    .min(2)
    .max(2),
});

/** What one of the two finds; the figure falls only if both overturn it. Private. `refs`: the contest, then its opening. */
export const scoreDecided = z.strictObject({
  finding: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('upheld') }),
    z.strictObject({
      decision: z.literal('overturned'),
      /** The opening does not bear the figure out; the figure is not what it gives; or a known answer is itself against the instructions. */
      reason: z.enum(['opening-unfit', 'score-differs', 'answer-wrong']),
    }),
  ]),
});
