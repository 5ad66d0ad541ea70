import { DomainError } from '../../common/errors.ts';

export type SampleCode =
  /** The item of no label that is inspected: its reviewers get no more than what was drawn. */
  | 'item-not-sampled'
  /** Its time differs too much from the gateway's: the firm's hours begin with it. */
  | 'sample-misdated'
  /** The connector says that the sample is sealed, and the gateway lacks items or keys of it. */
  | 'sample-undelivered'
  /** The owner's connector has not sealed the drawn items for this reviewer. */
  | 'sample-not-sealed-for';

export const fail = (code: SampleCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<SampleCode>(code, details);
};
