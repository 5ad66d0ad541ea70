import { DomainError } from '../../common/errors.ts';

export type RelayCode =
  /** A batch key for somebody who does not stand on the roster, is not cleared for the data, or has another duty. */
  | 'wrap-recipient-unknown'
  | 'item-ciphertext-differs'
  /** The owner's connector has not sealed the closed lot's key for this reviewer. */
  | 'lot-not-sealed-for'
  /** The owner's connector has not sealed the item for this person's key. */
  | 'item-not-sealed-for';

export const fail = (code: RelayCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<RelayCode>(code, details);
};
