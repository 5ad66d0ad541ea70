import type { Role } from '../provenance/event/fields.ts';
import type { Certificate, SpaceState } from '../provenance/space/state.ts';
import { fail } from './errors.ts';

/** Who calls: a person behind a session, or whoever holds a certified key and signed the request with it. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly login: string;
      /** Pseudonym, the subject of her certificates. */
      readonly person: string;
      readonly org: string;
      readonly key: string;
    }
  | { readonly kind: 'key'; readonly key: string; readonly certificate: Certificate };

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
  const requireCertificate = ({ key }: Caller): Certificate =>
    certificateOf(key) ?? fail('certificate-required', { key, approve: 'administrator of the same organisation' });
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
