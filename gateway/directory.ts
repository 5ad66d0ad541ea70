import type { Role } from '../provenance/event/fields.ts';
import type { Certificate, SpaceState } from '../provenance/space/state.ts';
import { fail } from './errors.ts';

/** A person behind a session; `key` is the one that her account names. */
export interface Person {
  readonly kind: 'person';
  readonly login: string;
  /** Pseudonym, the subject of her certificates. */
  readonly person: string;
  readonly org: string;
  readonly key: string;
}

/** Whoever holds a key and signed the request with it. */
export interface KeyHolder {
  readonly kind: 'key';
  readonly key: string;
}

/** Who calls. What a caller may do, the directory says. */
export type Caller = Person | KeyHolder;

/** What the gateway's own replay of its log says; nothing is decided from any other table. */
export interface Directory {
  /** Everything committed so far. Ask anew each time: an answer does not change afterwards. */
  state(): SpaceState;
  /** The certificate of a key, unless it is revoked. */
  certificateOf(key: string): Certificate | undefined;
  /** @throws DomainError `certificate-required` when the caller's key has no certificate that counts (any more) */
  requireCertificate(caller: Caller): Certificate;
  /** The caller's certificate, with one of these roles. @throws DomainError `certificate-required`, `role-required` */
  requireRole(caller: Caller, ...roles: readonly Role[]): Certificate;
}

/** @param state the newest committed state */
export const createDirectory = (state: () => SpaceState): Directory => {
  const certificateOf = (key: string): Certificate | undefined => {
    const certificate = state().certificates.get(key);
    return certificate?.revokedAt === undefined ? certificate : undefined;
  };
  /** An account may name any key; it counts for a session only where it is certified for this very person. */
  const isOwn = (caller: Caller, { org, subject }: Certificate): boolean =>
    caller.kind === 'key' || (org === caller.org && subject.id === caller.person);
  const requireCertificate = (caller: Caller): Certificate => {
    const certificate = certificateOf(caller.key);
    if (certificate !== undefined && isOwn(caller, certificate)) return certificate;
    return fail('certificate-required', { key: caller.key, whoCanApprove: 'administrator' });
  };
  return {
    state,
    certificateOf,
    requireCertificate,
    requireRole: (caller, ...roles) => {
      const certificate = requireCertificate(caller);
      const fits = certificate.roles.some((role) => roles.includes(role));
      return fits ? certificate : fail('role-required', { needed: roles, held: certificate.roles });
    },
  };
};
