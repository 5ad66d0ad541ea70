import type { Event } from '../event/event.ts';
import type { Role } from '../event/fields.ts';
import { refuse, required, requireThat } from './refusal.ts';
import type { Certificate, Organisation, SpaceState } from './state.ts';

/** The organisation, whose root must have been pinned when it joined. */
export const organisationOf = (state: SpaceState, org: string): Organisation =>
  required(state.organisations.get(org), 'organisation-unknown', { org });

/** The actor's certificate, valid at the log index `at` (from its own index to its revocation's). */
export const certifiedActor = (state: SpaceState, { actor }: Pick<Event, 'actor'>, at: number): Certificate => {
  const certificate = required(state.certificates.get(actor.key), 'actor-uncertified', { key: actor.key, rule: 'a certified key signs' });
  requireThat(certificate.org === actor.org, 'actor-elsewhere', { key: actor.key, org: actor.org });
  requireThat(certificate.index < at, 'actor-uncertified', { key: actor.key, certifiedAt: certificate.index, at });
  if (certificate.revokedAt !== undefined && certificate.revokedAt < at)
    refuse('actor-revoked', { key: actor.key, revokedAt: certificate.revokedAt, at, whoCanApprove: 'administrator' });
  return certificate;
};

/** As `certifiedActor`, with one of the roles. */
export const actorWithRole = (state: SpaceState, event: Pick<Event, 'actor'>, at: number, ...roles: readonly Role[]): Certificate => {
  const certificate = certifiedActor(state, event, at);
  requireThat(
    certificate.roles.some((role) => roles.includes(role)),
    'role-missing',
    { key: event.actor.key, needed: roles, held: certificate.roles, whoCanApprove: 'administrator' },
  );
  return certificate;
};

/** The organisation's root, or a certified delegate on its newest list. */
export const issuer = (state: SpaceState, event: Pick<Event, 'actor'>, at: number): Organisation => {
  const organisation = organisationOf(state, event.actor.org);
  if (event.actor.key === organisation.rootKey) return organisation;
  const delegate = certifiedActor(state, event, at);
  const listed = organisation.delegations.at(-1)?.delegates.includes(event.actor.key) === true;
  requireThat(listed && delegate.subject.kind === 'delegate', 'issuer-not-delegated', { key: event.actor.key, org: organisation.id });
  return organisation;
};
