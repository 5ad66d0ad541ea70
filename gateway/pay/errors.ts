import { DomainError } from '../../common/errors.ts';

export type PayCode =
  /** Something is withheld of what is no label that counts in the lot. */
  | 'label-not-counted'
  /** The event claims another time than the gateway's, from which the next hours count. */
  | 'pay-misdated'
  /** By the gateway's clock; when it counts is for the witnesses to say. */
  | 'withholding-hours-over'
  | 'appeal-hours-over'
  | 'decision-hours-over'
  | 'appeal-given'
  /** The decision is over no appeal in this lot. */
  | 'appeal-unknown'
  | 'decision-given';

export const fail = (code: PayCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<PayCode>(code, details);
};
