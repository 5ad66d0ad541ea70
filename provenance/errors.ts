import { DomainError } from '../common/errors.ts';
import type { LogCode } from './log/errors.ts';

export type ProvenanceCode =
  | LogCode
  | 'event-malformed'
  | 'salt-malformed'
  | 'commitment-not-opened'
  | 'pin-list-malformed'
  | 'pin-list-foreign'
  | 'pin-list-stale';

export const fail = (code: ProvenanceCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<ProvenanceCode>(code, details);
};
