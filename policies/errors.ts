import { DomainError } from '../common/errors.ts';

export type PolicyCode = 'matrix-malformed';

export const fail = (code: PolicyCode, details: Readonly<Record<string, unknown>>): never => {
  throw new DomainError<PolicyCode>(code, details);
};
