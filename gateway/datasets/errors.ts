import { DomainError } from '../../common/errors.ts';

export type DatasetCode =
  | 'dataset-unknown'
  /** The profile's counts are not those that were signed beside its commitment. */
  | 'profile-differs'
  /** The catalogue entry shows other columns or another level than were signed. */
  | 'catalogue-differs';

export const fail = (code: DatasetCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<DatasetCode>(code, details);
};
