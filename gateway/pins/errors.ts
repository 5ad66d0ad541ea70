import { DomainError } from '../../common/errors.ts';

export type PinsCode = 'organisation-not-admitted' | 'pin-list-unknown' | 'pin-list-taken';

export const fail = (code: PinsCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<PinsCode>(code, details);
};
