import { DomainError } from '../../common/errors.ts';

export type WorkCode =
  | 'item-already-labeled'
  | 'item-already-reported'
  /** Somebody else is at work on it. */
  | 'item-leased'
  | 'revision-out-of-order'
  | 'revisions-exhausted'
  /** All her labels and reports on the lot together would be too many bytes. */
  | 'label-quota-exhausted'
  /** Every item is done or with somebody; `freeAt` says when the next lease runs out. */
  | 'nothing-free'
  /** The lot pays no more late work. */
  | 'late-work-full'
  /** The item is not the caller's (any more). */
  | 'lease-lost'
  /** Neither does or did the caller hold the item, nor is the label on it hers. */
  | 'item-not-own'
  | 'lot-deadline-passed'
  /** The data were graded higher than her certificate allows. */
  | 'not-cleared'
  /** Only the label that counts can be declared unreadable. */
  | 'label-not-counting';

export const fail = (code: WorkCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<WorkCode>(code, details);
};
