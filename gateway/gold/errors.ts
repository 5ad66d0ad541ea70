import { DomainError } from '../../common/errors.ts';

export type GoldCode =
  /** Figures are handed in of a lot whose owner has signed none. */
  | 'figures-unsigned'
  /** Not those that the owner's connector has signed, or of people who did not label so much. */
  | 'gold-figures-differ'
  /** The event claims another time than the gateway's, from which the next hours count. */
  | 'contest-misdated'
  /** By the gateway's clock; when it counts is for the witnesses to say. */
  | 'contest-hours-over'
  | 'opening-hours-over'
  | 'figure-decision-late'
  /** It is about no figure of who contests. */
  | 'contest-foreign'
  | 'contest-given'
  | 'contest-unknown'
  | 'figure-decision-given';

export const fail = (code: GoldCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<GoldCode>(code, details);
};
