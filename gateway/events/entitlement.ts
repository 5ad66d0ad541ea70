import { isPrivateType } from '../../provenance/event/event.ts';
import type { Certificate, SpaceState } from '../../provenance/space/state.ts';
import type { Caller, Directory } from '../directory.ts';
import { fail } from '../errors.ts';
import type { StoredEvent } from './store.ts';

/** Of the organisation whose lot it is: its connector, and those who answer for the project. */
const isOwnersSide = (state: SpaceState, lot: string, { org, roles }: Certificate): boolean => {
  const owner = state.projects.get(state.lots.get(lot)?.project ?? '')?.org;
  return owner === org && roles.some((role) => role === 'connector' || role === 'data-owner');
};

const isEntitled = (state: SpaceState, { signed: { event } }: StoredEvent, certificate: Certificate): boolean => {
  if (event.actor.key === certificate.key) return true;
  if (event.type === 'command-issued') return event.body.connector === certificate.id;
  if (event.type === 'annotation-signed' || event.type === 'item-reported') return isOwnersSide(state, event.body.lot, certificate);
  return false;
};

/**
 * Public events are for every certified caller; a private one for its author, the connector that a command is for, and the owner's side of
 * the lot that work belongs to.
 * @throws DomainError `certificate-required`, `event-withheld`
 */
export const verifyCallerMaySee = (stored: StoredEvent, caller: Caller, directory: Directory): void => {
  if (!isPrivateType(stored.signed.event.type)) return;
  const certificate = directory.requireCertificate(caller);
  if (!isEntitled(directory.state(), stored, certificate)) fail('event-withheld', { id: stored.id });
};
