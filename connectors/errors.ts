import { DomainError } from '../common/errors.ts';

export type ConnectorCode =
  // start
  | 'keys-unreadable'
  | 'enrolment-missing'
  | 'enrolment-malformed'
  | 'witness-state-unreadable'
  // the way to the gateway
  | 'gateway-unreachable'
  | 'gateway-failed'
  | 'gateway-answer-malformed'
  // trust
  | 'certificate-unfit'
  | 'certificate-revoked'
  | 'pin-list-unfit'
  | 'pin-list-contradicted'
  | 'ledger-damaged'
  | 'acting-stopped'
  | 'receipt-wrong'
  | 'event-dropped'
  | 'event-unknown'
  // sources
  | 'source-unknown'
  | 'source-unreadable'
  | 'source-changed'
  | 'table-too-large'
  | 'table-encoding-unfit'
  | 'table-malformed'
  | 'table-ragged'
  | 'table-columns-unfit'
  // publishing
  | 'salts-unfit'
  | 'dataset-unknown'
  | 'dataset-taken'
  | 'column-unknown'
  | 'column-withheld'
  | 'table-empty'
  // protecting
  | 'plan-class-too-small'
  | 'quasi-identifier-unmarked'
  // labeling
  | 'project-unknown'
  | 'roster-missing'
  | 'roster-too-small'
  | 'rows-unfit'
  | 'lot-unknown'
  | 'lot-taken'
  | 'lot-too-large'
  | 'deadline-passed'
  /** A file of known answers, or a line of it. */
  | 'gold-unfit'
  /** The gateway hands out a contest that does not hold. */
  | 'contest-unfit'
  | 'work-refused'
  | 'item-unknown'
  | 'work-unfit'
  | 'work-not-logged'
  | 'work-repeated'
  | 'label-unopened'
  | 'sample-incomplete'
  // releases
  | 'lot-not-closed'
  | 'release-taken'
  | 'release-too-large'
  | 'release-incomplete'
  /** The gateway hands out a rework that does not hold. */
  | 'rework-refused'
  | 'release-differs'
  // commands
  | 'command-not-logged'
  | 'command-foreign'
  | 'command-expired'
  | 'command-arguments-unfit';

export const fail = (code: ConnectorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<ConnectorCode>(code, details, options);
};
