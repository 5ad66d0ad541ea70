import { z } from 'zod';
import { hash, uuid } from '../fields.ts';

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
