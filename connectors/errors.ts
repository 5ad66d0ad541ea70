import { DomainError } from '../common/errors.ts';

export type ConnectorCode =
  // start
  | 'keys-unreadable'
  | 'enrolment-missing'
  | 'enrolment-malformed'
  | 'witness-state-unreadable'
  // trust
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
  | 'table-too-large'
  | 'table-not-utf8'
  | 'table-malformed'
  | 'table-ragged'
  | 'table-columns-unfit'
  // publishing
  | 'dataset-unknown'
  | 'dataset-taken'
  | 'column-unknown'
  // labeling
  | 'item-unknown'
  | 'work-unfit'
  | 'work-not-logged'
  | 'work-repeated'
  | 'label-unopened';

export const fail = (code: ConnectorCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<ConnectorCode>(code, details, options);
};
