import { DomainError } from '../../common/errors.ts';

export type GoldCode =
  /** Figures are handed in of a lot whose owner has signed none. */
  | 'figures-unsigned'
  /** Not those that the owner's connector has signed, or of people who did not label so much. */
  | 'gold-figures-differ';

export const fail = (code: GoldCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<GoldCode>(code, details);
};
