import { DomainError } from '../../common/errors.ts';

export type EvidenceCode =
  | 'bundle-malformed'
  | 'bundle-not-canonical'
  | 'evidence-incomplete'
  | 'evidence-superfluous'
  | 'checkpoints-differ'
  | 'policy-of-another-space'
  | 'policy-of-other-sizes'
  | 'chain-broken'
  | 'event-refused'
  | 'document-malformed'
  | 'item-differs'
  | 'row-differs'
  | 'field-withheld'
  | 'manifest-malformed'
  | 'manifest-differs'
  /** A figure that the labels do not give, or counts that do not add up. */
  | 'figures-differ'
  | 'line-unlisted'
  | 'line-malformed'
  | 'line-differs'
  /** A label of another lot or item, out of order, twice, or one too few or many. */
  | 'labels-differ'
  | 'lot-root-differs'
  /** Seed, size or sample is not what the log gives. */
  | 'draw-differs'
  /** A certificate says what labels and plan do not give. */
  | 'certificate-untrue'
  | 'history-differs'
  | 'time-outside-interval';

export const fail = (code: EvidenceCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<EvidenceCode>(code, details, options);
};
