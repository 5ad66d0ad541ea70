import { DomainError } from '../../common/errors.ts';

export type AccountCode =
  /** Another organisation has this login. */
  | 'login-taken'
  /** The key is certified for somebody else. */
  | 'account-key-foreign'
  /** Another login of the organisation has this key. */
  | 'account-key-taken'
  | 'account-unknown';

export const fail = (code: AccountCode, details: Readonly<Record<string, unknown>> = {}): never => {
  throw new DomainError<AccountCode>(code, details);
};
