import { DomainError } from '../common/errors.ts';

/** Refusals of the gateway's core; each resource's folder has its own union beside. */
export type GatewayCode =
  // events
  | 'chain-unknown'
  | 'event-unknown'
  | 'event-withheld'
  /** It claims a time that has not come yet, or one from before the checkpoint that it cites. */
  | 'event-misdated'
  | 'document-missing'
  | 'document-unexpected'
  | 'sequencer-epoch-lost'
  | 'log-unavailable'
  // log
  | 'not-yet-witnessed'
  | 'size-not-published'
  | 'cosigner-unknown'
  // callers
  | 'role-required'
  | 'certificate-required'
  | 'enrolment-pending';

export const refusal = (code: GatewayCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) =>
  new DomainError<GatewayCode>(code, details, options);

export const fail = (code: GatewayCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw refusal(code, details, options);
};
