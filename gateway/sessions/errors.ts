import { DomainError } from '../../common/errors.ts';

export type SessionCode =
  /** No sign-in of this browser waits for this answer. */
  | 'sign-in-unknown'
  /** The answer comes too late, or the identity provider refused it. */
  | 'sign-in-failed'
  /** Login or secret is wrong; which one is not said. */
  | 'sign-in-refused'
  /** Too many wrong secrets for one login. */
  | 'sign-in-limited'
  /** The sign-in page belongs to no waiting sign-in of this browser. */
  | 'interaction-unknown'
  | 'session-keys-unreadable';

export const fail = (code: SessionCode, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions): never => {
  throw new DomainError<SessionCode>(code, details, options);
};
