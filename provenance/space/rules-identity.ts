import { verifyPossession } from '../identity/certificate.ts';
import type { EventOf } from '../event/event.ts';
import { issuer, organisationOf } from './actor.ts';
import { required, requireThat } from './refusal.ts';
import type { SpaceState } from './state.ts';

/** Root keys that the asking party has pinned, by organisation; undefined where it knows none. */
export type PinnedRoots = (org: string) => string | undefined;

const MACHINE_ROLES: readonly string[] = ['connector', 'witness'];

export const judgeOrganisationJoined = (state: SpaceState, event: EventOf<'organisation-joined'>, roots: PinnedRoots): void => {
  const { actor, body, subject } = event;
  const own = actor.org === subject.id && actor.key === body.rootKey && event.seq === 0;
  requireThat(own, 'actor-elsewhere', { rule: 'the root itself presents its organisation' });
  requireThat(!state.organisations.has(subject.id), 'already-there', { org: subject.id });
  requireThat(roots(subject.id) === body.rootKey, 'root-not-pinned', {
    org: subject.id,
    key: body.rootKey,
    whoCanApprove: 'administrator',
  });
};

export const judgeDelegationsListed = (state: SpaceState, { actor, body, subject }: EventOf<'delegations-listed'>): void => {
  const organisation = organisationOf(state, actor.org);
  requireThat(actor.key === organisation.rootKey && subject.id === actor.org, 'issuer-not-delegated', {
    rule: 'the root signs delegations',
  });
  const newest = organisation.delegations.at(-1)?.number ?? 0;
  requireThat(body.number > newest, 'delegation-stale', { number: body.number, newest });
};

const judgeRoles = ({ roles, subject }: EventOf<'certificate-issued'>['body']): void => {
  const machines = roles.filter((role) => MACHINE_ROLES.includes(role)).length;
  requireThat(machines === (subject.kind === 'connector' ? roles.length : 0), 'roles-unfit', { kind: subject.kind, roles });
};

export const judgeCertificateIssued = (state: SpaceState, event: EventOf<'certificate-issued'>, at: number): void => {
  issuer(state, event, at);
  judgeRoles(event.body);
  requireThat(!state.certificates.has(event.body.key), 'already-there', { key: event.body.key });
  verifyPossession(event);
};

export const judgeCertificateRevoked = (state: SpaceState, event: EventOf<'certificate-revoked'>, at: number): void => {
  const organisation = issuer(state, event, at);
  const certificate = required(state.certificates.get(event.body.key), 'subject-unknown', { key: event.body.key });
  requireThat(certificate.org === organisation.id && certificate.id === event.subject.id, 'subject-foreign', { key: event.body.key });
  requireThat(certificate.revokedAt === undefined, 'already-there', { key: event.body.key, revokedAt: certificate.revokedAt });
};
