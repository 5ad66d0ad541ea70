import { z } from 'zod';

export { count, hash, publicKey, signatureHex, uuid } from '../../common/fields.ts';

/** Milliseconds since 1970, UTC. */
export const milliseconds = z.int().nonnegative();
/** Integer fen. */
export const fen = z.int().nonnegative();
export const MOST_OVERLAP = 5;
/** Characters (UTF-16) of what a reviewer says of a label in words. */
export const MOST_NOTE = 500;
/** How many people label each item of a lot, where it is more than one. */
export const overlap = z.int().min(2).max(MOST_OVERLAP);
/** Late work that a lot pays: one piece an item at most. */
export const lateWork = z.int().min(1).max(400);
/** Fen for one item: what all items of all lots come to stays below 2^53. */
export const itemPrice = fen.max(1_000_000_000);

/** GB/T 43697-2024 levels, strictest first. */
export const LEVELS = ['core', 'important', 'g4', 'g3', 'g2', 'g1'] as const;
export const level = z.enum(LEVELS);
export type Level = (typeof LEVELS)[number];
/** May somebody who is cleared for `clearance` see data of this level? */
export const covers = (clearance: Level, of: Level): boolean => LEVELS.indexOf(clearance) <= LEVELS.indexOf(of);

export const organisationRole = z.enum(['operator', 'owner', 'firm', 'auditor']);

/** What a certified key may do; `connector` and `witness` are for machines, the others for people. */
export const role = z.enum([
  'administrator',
  'data-owner',
  'grading-officer',
  'labeler',
  'reviewer',
  'team-lead',
  'auditor',
  'operator',
  'connector',
  'witness',
]);
export type Role = z.infer<typeof role>;

/** Why a grading officer set the level that she signed. */
export const gradingReason = z.enum([
  'public-document',
  'no-personal-information',
  'no-important-data-catalogue-entry',
  'personal-information',
  'sensitive-personal-information',
  'combination-raises',
]);

export const brokenReason = z.enum(['unreadable', 'wrong-language', 'empty', 'not-of-this-task', 'contains-personal-information']);

/** What a sealed label failed at: the item's header, its wrap for the owner, its ciphertext, the signed commitment, or the question that was asked. */
export const unreadableReason = z.enum([
  'header-unknown',
  'wrap-unopened',
  'key-differs',
  'wrap-differs',
  'ciphertext-unopened',
  'commitment-differs',
  'answers-unfit',
]);
export type UnreadableReason = z.infer<typeof unreadableReason>;
